// Any text as a table of cases: it is read, or refused with an InputError.
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "conformance/runner/step_text.h"
#include "spec/loader/tables/embedded.h"
#include "spec/loader/tables/suite.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace wtsconform;
  static const std::vector<SourceFile> catalogues = [] {
    std::vector<SourceFile> files;
    for (const EmbeddedFile& file : EmbeddedTables()) {
      if (!file.name.starts_with("cases/")) {
        files.push_back({std::string(file.name), std::string(file.text)});
      }
    }
    return files;
  }();
  std::vector<SourceFile> files = catalogues;
  files.push_back({"cases/fuzz.toml", std::string(reinterpret_cast<const char*>(data), size)});
  try {
    const Suite suite(files, Suite::Check::kCases);
    // What was taken can be shown.
    for (const Case& each : suite.cases()) {
      for (const Step& step : each.steps()) StepText(step);
    }
  } catch (const InputError&) {
  }
  return 0;
}
