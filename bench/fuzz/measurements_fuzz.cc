// Any text as each of the files that are read of measurements: the goals, what Google Benchmark
// writes, a baseline. It is read, or refused with the error that its reader names.
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>

#include "bench/goals.h"
#include "bench/runs.h"
#include "conformance/platform/temporary_folder.h"
#include "reports/formats/results.h"
#include "spec/loader/toml/toml_value.h"

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

}  // namespace
}  // namespace wtsconform

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace wtsconform;
  static const TemporaryFolder folder;
  static const std::filesystem::path file = folder.File("runs.json");
  const std::string text(reinterpret_cast<const char*>(data), size);
  std::ofstream(file, std::ios::binary) << text;
  Try([&] { ReadGoals(text, "goals.toml"); });
  Try([] { TimesOf(ReadBenchmarks(file)); });
  Try([] { ReadRuns(file); });
  return 0;
}
