// The built program, for the tests that call it as people do.
#ifndef WTSCONFORM_CONFORMANCE_TESTS_TEST_PROGRAM_H_
#define WTSCONFORM_CONFORMANCE_TESTS_TEST_PROGRAM_H_

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <vector>

#include "conformance/platform/platform.h"
#include "conformance/platform/run_program.h"
#include "conformance/platform/temporary_folder.h"

namespace wtsconform {

using Words = std::vector<std::string>;
using Environment = std::map<std::string, std::string>;

// A handful of cases that are quick and decide something, and one of them.
inline constexpr char kFew[] = "close/use-after-close/WTSOpenServerW/WTSEnumerate*";
inline constexpr char kOne[] = "close/use-after-close/WTSOpenServerW/WTSEnumerateSessionsW";

inline std::string ProgramFile() { return (ExecutableFolder() / "wtsconform").string(); }

inline ProgramEnd Call(const Words& words, const Environment& environment = {}) {
  return Program(ProgramFile(), words, environment).Wait();
}

inline std::string TestLibrary(const std::string& name) {
  return (ExecutableFolder().parent_path() / "testlibs" / (name + ".so")).string();
}

inline std::string MockLibrary() {
  return (ExecutableFolder().parent_path() / "lib/libwtsapi32mock.so").string();
}

// A folder of its own for each test, which goes with it.
class ProgramTest : public ::testing::Test {
 protected:
  std::string Path(const std::string& name) const { return (folder_ / name).string(); }
  std::filesystem::path Put(const std::filesystem::path& name, const std::string& text) const {
    std::filesystem::create_directories((folder_ / name).parent_path());
    std::ofstream(folder_ / name, std::ios::binary) << text;
    return folder_ / name;
  }
  static std::string Text(const std::filesystem::path& path) {
    std::ifstream stream(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  }

  const TemporaryFolder temporary_;
  const std::filesystem::path& folder_ = temporary_.path();
};

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_TESTS_TEST_PROGRAM_H_
