// Any text as each of the files that are read besides the tables: a profile with its list of
// expected deviations, a frozen set, reasons, and what runs and measurements write. It is read, or
// refused with the error that its reader names.

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
#include "reports/formats/benchmarks.h"
#include "reports/formats/results.h"
#include "reports/formats/selftest.h"
#include "reports/formats/side_by_side.h"
#include "reports/formats/speed_comparison.h"
#include "reports/formats/unfinished_results.h"

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

// What is written by programs is read from a file.
void TryFile(const std::string& text) {
  static const TemporaryFolder folder;
  static const std::filesystem::path file = folder.File("results.json");
  std::ofstream(file, std::ios::binary) << text;
  Try([] { ReadResults(file); });
  Try([] { ReadUnfinishedResults(file); });
  Try([] { ReadSelftest(file); });
  Try([] { ReadBenchmarks(file); });
  Try([] { ReadSpeedComparison(file); });
  Try([] { ReadSideBySide(file); });
}

}  // namespace
}  // namespace wtsconform

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace wtsconform;
  const std::string text(reinterpret_cast<const char*>(data), size);
  Try([&] { ReadProfile(text, "fuzz.toml"); });
  Try([&] { ReadRequirements(text, "fuzz.toml"); });
  Try([&] { ReadCoverageReasons(text, "fuzz.toml"); });
  TryFile(text);
  return 0;
}
