#include <algorithm>
#include <functional>
#include <future>
#include <memory>
#include <thread>
#include <utility>

#include "conformance/commands/clause_notes.h"
#include "conformance/commands/commands.h"
#include "conformance/commands/output.h"
#include "conformance/platform/print.h"
#include "conformance/runner/claims.h"
#include "reports/formats/input_kind.h"
#include "reports/formats/report.h"
#include "reports/page/html.h"
#include "reports/page/html_benchmarks.h"
#include "reports/page/html_selftest.h"
#include "reports/speed/benchmark_charts.h"
#include "reports/speed/changes_chart.h"
#include "reports/speed/markdown_benchmarks.h"
#include "reports/summary/annotations.h"
#include "reports/summary/badge.h"
#include "reports/summary/csv.h"
#include "reports/summary/junit.h"
#include "reports/summary/markdown.h"
#include "reports/summary/matrix_svg.h"
#include "spec/loader/toml/utf8_path.h"

namespace wtsconform {
namespace {

namespace fs = std::filesystem;

// What is done for each file of results is most of the work, and one does not need the other.
void ForEach(std::size_t count, const std::function<void(std::size_t)>& work) {
  const std::size_t workers = std::max(1U, std::thread::hardware_concurrency());
  std::vector<std::future<void>> running;
  for (std::size_t first = 0; first < workers; ++first) {
    running.push_back(std::async(std::launch::async, [&, first] {
      for (std::size_t i = first; i < count; i += workers) work(i);
    }));
  }
  for (std::future<void>& each : running) each.get();
}

std::vector<Results> ReadAll(const std::vector<std::string>& files, const Suite& suite) {
  std::vector<Results> results(files.size());
  ForEach(files.size(), [&](std::size_t i) { results[i] = ReadResults(PathOf(files[i])); });
  for (std::size_t i = 0; i < files.size(); ++i) CheckClaims(results[i], suite, files[i]);
  return results;
}

std::vector<std::string> NamesOf(const std::vector<std::string>& files) {
  std::vector<std::string> names;
  for (const std::string& file : files) names.push_back(TextOf(PathOf(file).filename()));
  return names;
}

// What measures speed.
struct Speed {
  std::vector<Benchmarks> benchmarks;
  std::vector<SpeedComparison> comparisons;

  bool empty() const { return benchmarks.empty() && comparisons.empty(); }
};

template <class File>
std::vector<std::string> SlugsOf(const std::vector<File>& files) {
  std::vector<std::string> names;
  for (const File& each : files) names.push_back(TextOf(PathOf(each.file).stem()));
  return Slugs(names);
}

// The charts are written as files too, for READMEs.
void WriteCharts(const Speed& speed, const fs::path& folder) {
  const std::vector<std::string> slugs = SlugsOf(speed.benchmarks);
  for (std::size_t i = 0; i < slugs.size(); ++i) {
    const Benchmarks& each = speed.benchmarks[i];
    for (const auto& [name, chart] :
         {std::pair(".strips.svg", StripPlot(each)),
          std::pair(".threads.svg", ScalingChart(each, Scaling::kThreads)),
          std::pair(".handles.svg", ScalingChart(each, Scaling::kHandles))}) {
      if (!chart.empty()) WriteText(folder / (slugs[i] + name), chart);
    }
  }
  const std::vector<std::string> compared = SlugsOf(speed.comparisons);
  for (std::size_t i = 0; i < compared.size(); ++i) {
    WriteText(folder / (compared[i] + ".changes.svg"), ChangesChart(speed.comparisons[i]));
  }
}

void WriteResults(const Report& report, const fs::path& folder) {
  WriteText(folder / "matrix.svg", ToMatrixSvg(report));
  WriteText(folder / "cases.csv", ToCsv(report.results()));
  WriteText(folder / "annotations.txt", ToAnnotations(report));
  ForEach(report.results().size(), [&](std::size_t i) {
    const std::string& slug = report.slugs()[i];
    const Badge badge = BadgeOf(report, i);
    WriteText(folder / (slug + ".junit.xml"), ToJunit(report.results()[i]));
    WriteText(folder / (slug + ".badge.json"), ToShieldsJson(badge));
    WriteText(folder / (slug + ".badge.svg"), ToSvg(badge));
  });
}

struct ReportSettings {
  std::vector<std::string> files;
  std::string folder;
};

int WriteReport(const ReportSettings& settings, const Suite& suite) {
  std::vector<std::string> files;
  Speed speed;
  std::vector<SelftestResults> selftests;
  for (const std::string& file : settings.files) {
    const fs::path path = PathOf(file);
    const InputKind kind = InputKindOf(path);
    if (kind == InputKind::kBenchmarks) speed.benchmarks.push_back(ReadBenchmarks(path));
    if (kind == InputKind::kComparison) speed.comparisons.push_back(ReadSpeedComparison(path));
    if (kind == InputKind::kSelftest) selftests.push_back(ReadSelftest(path));
    if (kind == InputKind::kResults) files.push_back(file);
  }
  const Report report(ReadAll(files, suite), NamesOf(files), NotesOn(suite), ReproducersOf(suite));
  std::vector<HtmlSection> further;
  if (!selftests.empty()) further.push_back(HtmlSelftest(selftests));
  if (!speed.empty()) further.push_back(HtmlBenchmarks(speed.benchmarks, speed.comparisons));
  const fs::path folder = PathOf(settings.folder);
  MakeFolder(folder);
  auto page = std::async(std::launch::async,
                         [&] { WriteText(folder / "index.html", ToHtml(report, further)); });
  const std::string markdown = (files.empty() ? "" : ToMarkdown(report)) +
                               MarkdownBenchmarks(speed.benchmarks, speed.comparisons);
  if (!markdown.empty()) WriteText(folder / "report.md", markdown);
  WriteCharts(speed, folder);
  if (!files.empty()) WriteResults(report, folder);
  page.get();
  Print("{}\n", TextOf(folder / "index.html"));
  return kAllAsExpected;
}

}  // namespace

Command ReportCommand() {
  const auto settings = std::make_shared<ReportSettings>();
  return {.name = "report",
          .summary = "Write a page, charts and machine-readable files from results",
          .options = {{.name = "results",
                       .type = "",
                       .help = "Results files, of any machine",
                       .value = &settings->files,
                       .required = true},
                      {.name = "-o,--output",
                       .type = "DIR",
                       .help = "The folder to write the report to",
                       .value = &settings->folder,
                       .required = true}},
          .run = [settings](const Suite& suite) { return WriteReport(*settings, suite); }};
}

}  // namespace wtsconform
