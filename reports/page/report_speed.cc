// How long the page of many results takes: files of the suite's size, read and rendered.
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "reports/formats/report.h"
#include "reports/page/html.h"
#include "reports/tests/test_results.h"

namespace wtsconform {
namespace {

namespace fs = std::filesystem;

constexpr int kClauses = 45;
constexpr int kCasesOfEach = 55;  // about the suite's number of cases in all

// A tenth deviates, a third could not be tested: more than of most implementations.
CaseRecord CaseNumber(int clause, int number) {
  const Verdict verdict = number % 10 == 0  ? Verdict::kDeviation
                          : number % 3 == 0 ? Verdict::kUntestable
                                            : Verdict::kPass;
  CaseRecord record =
      testing::Record("close/case" + std::to_string(number % 5) + "/WTSOpenServerW/WTSFunction" +
                          std::to_string(clause * kCasesOfEach + number),
                      "CLAUSE-" + std::to_string(clause), verdict);
  if (verdict == Verdict::kPass) return record;
  record.detail = "the control failed: WTSFunction on h returned 0x0, last error untouched";
  if (verdict == Verdict::kUntestable) return record;
  record.Judge("the call fails", "it returned 1, last error untouched");
  record.signature = "it succeeded";
  record.trace.assign(12, "WTSEnumerateSessionsW(h 0x56425fb7dd10, 0, 1, &ppSessionInfo, &pCount)");
  return record;
}

std::vector<fs::path> WriteFiles(const fs::path& folder, std::int64_t count) {
  Results results = testing::ResultsOf("vendor", {});
  for (int clause = 0; clause < kClauses; ++clause) {
    for (int i = 0; i < kCasesOfEach; ++i) results.cases.push_back(CaseNumber(clause, i));
  }
  fs::create_directories(folder);
  std::vector<fs::path> files;
  for (std::int64_t i = 0; i < count; ++i) {
    results.implementation.name = "vendor" + std::to_string(i);
    files.push_back(folder / (results.implementation.name + ".json"));
    std::ofstream(files.back()) << ToJson(results);
  }
  return files;
}

void PageOfManyResults(benchmark::State& state) {
  std::string name = (fs::temp_directory_path() / "report_speed-XXXXXX").string();
  if (!mkdtemp(name.data())) return state.SkipWithError("no temporary folder");
  const fs::path folder = name;
  const std::vector<fs::path> files = WriteFiles(folder, state.range(0));
  std::size_t bytes = 0;
  for (auto _ : state) {
    std::vector<Results> all;
    for (const fs::path& file : files) all.push_back(ReadResults(file));
    const Report report(std::move(all), std::vector<std::string>(files.size(), "file"), {});
    bytes = ToHtml(report).size();
  }
  state.counters["page_bytes"] = static_cast<double>(bytes);
  fs::remove_all(folder);
}
BENCHMARK(PageOfManyResults)->Arg(1)->Arg(10)->Arg(100)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace wtsconform

BENCHMARK_MAIN();
