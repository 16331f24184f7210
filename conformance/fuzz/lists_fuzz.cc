// Any text as a profile with its list of expected deviations, as a frozen set, as reasons, and as
// results: each is read, or refused with the error that its reader names.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "conformance/implementations/profile.h"
#include "conformance/platform/temporary_folder.h"
#include "conformance/runner/coverage.h"
#include "conformance/runner/requirements.h"
#include "reports/formats/results.h"

namespace wtsconform {
namespace {

template <typename Read>
void Try(const Read& read) {
  try {
    read();
  } catch (const InputError&) {
  } catch (const ResultsError&) {
  }
}

// Results are read from a file.
void TryResults(const std::string& text) {
  static const TemporaryFolder folder;
  static const std::filesystem::path file = folder.File("results.json");
  std::ofstream(file, std::ios::binary) << text;
  Try([] { ReadResults(file); });
}

}  // namespace
}  // namespace wtsconform

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace wtsconform;
  const std::string text(reinterpret_cast<const char*>(data), size);
  Try([&] { ReadProfile(text, "fuzz.toml"); });
  Try([&] { ReadRequirements(text, "fuzz.toml"); });
  Try([&] { ReadCoverageReasons(text, "fuzz.toml"); });
  TryResults(text);
  return 0;
}
