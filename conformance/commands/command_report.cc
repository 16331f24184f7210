#include <algorithm>
#include <functional>
#include <future>
#include <memory>
#include <thread>
#include <utility>

#include "conformance/commands/clause_notes.h"
#include "conformance/commands/commands.h"
#include "conformance/commands/output.h"
#include "conformance/platform/output_file.h"
#include "conformance/platform/print.h"
#include "conformance/runner/claims.h"
#include "reports/formats/input_kind.h"
#include "reports/formats/report.h"
#include "reports/formats/side_figures.h"
#include "reports/formats/unfinished_results.h"
#include "reports/page/html.h"
#include "reports/page/html_benchmarks.h"
#include "reports/page/html_selftest.h"
#include "reports/page/site.h"
#include "reports/speed/benchmark_charts.h"
#include "reports/speed/changes_chart.h"
#include "reports/speed/markdown_benchmarks.h"
#include "reports/speed/speed.h"
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
  ForEach(files.size(), [&](std::size_t i) {
    const fs::path path = PathOf(files[i]);
    results[i] = InputKindOf(path) == InputKind::kUnfinished ? ReadUnfinishedResults(path).results
                                                             : ReadResults(path);
  });
  for (std::size_t i = 0; i < files.size(); ++i) CheckClaims(results[i], suite, files[i]);
  return results;
}

std::vector<std::string> NamesOf(const std::vector<std::string>& files) {
  std::vector<std::string> names;
  for (const std::string& file : files) names.push_back(TextOf(PathOf(file).filename()));
  return names;
}

template <class File>
std::vector<std::string> SlugsOf(const std::vector<File>& files) {
  std::vector<std::string> names;
  for (const File& each : files) names.push_back(TextOf(PathOf(each.file).stem()));
  return Slugs(names);
}

// A file of the report.
struct OutputText {
  fs::path path;
  std::string text;
};
using OutputTexts = std::vector<OutputText>;

// The charts are files too, for READMEs.
void AddCharts(const Speed& speed, const fs::path& folder, OutputTexts& texts) {
  const std::vector<std::string> slugs = SlugsOf(speed.benchmarks);
  for (std::size_t i = 0; i < slugs.size(); ++i) {
    const Benchmarks& each = speed.benchmarks[i];
    for (const auto& [name, chart] :
         {std::pair(".strips.svg", StripPlot(each)),
          std::pair(".threads.svg", ScalingChart(each, Scaling::kThreads)),
          std::pair(".handles.svg", ScalingChart(each, Scaling::kHandles))}) {
      if (!chart.empty()) texts.push_back({folder / (slugs[i] + name), chart});
    }
  }
  const std::vector<std::string> compared = SlugsOf(speed.comparisons);
  for (std::size_t i = 0; i < compared.size(); ++i) {
    texts.push_back({folder / (compared[i] + ".changes.svg"), ChangesChart(speed.comparisons[i])});
  }
}

void AddResults(const Report& report, const fs::path& folder, OutputTexts& texts) {
  texts.push_back({folder / "matrix.svg", ToMatrixSvg(report)});
  texts.push_back({folder / "cases.csv", ToCsv(report.results())});
  texts.push_back({folder / "annotations.txt", ToAnnotations(report)});
  constexpr std::size_t kOfEach = 3;
  const std::size_t first = texts.size();
  texts.resize(first + kOfEach * report.results().size());
  ForEach(report.results().size(), [&](std::size_t i) {
    const std::string& slug = report.slugs()[i];
    const Badge badge = BadgeOf(report, i);
    OutputText* const own = &texts[first + kOfEach * i];
    own[0] = {folder / (slug + ".junit.xml"), ToJunit(report.results()[i])};
    own[1] = {folder / (slug + ".badge.json"), ToShieldsJson(badge)};
    own[2] = {folder / (slug + ".badge.svg"), ToSvg(badge)};
  });
}

// None is written where one would overwrite an input.
void Write(const OutputTexts& texts, const std::vector<std::string>& files,
           const fs::path& folder) {
  std::vector<NamedFile> inputs, outputs;
  for (const std::string& file : files) inputs.push_back({"the input", PathOf(file)});
  for (const OutputText& each : texts) outputs.push_back({"the output", each.path});
  CheckCollisions(inputs, outputs);
  MakeFolder(folder);
  CheckWritable(outputs);
  ForEach(texts.size(), [&](std::size_t i) { WriteFile(texts[i].path, texts[i].text); });
}

// Whether any is.
bool PrintUnfinished(const Report& report) {
  bool any = false;
  for (const Results& each : report.results()) {
    if (each.missing == 0) continue;
    PrintError("wtsconform: {}\n", each.Unfinished());
    any = true;
  }
  return any;
}

struct ReportSettings {
  std::vector<std::string> files;
  std::string folder;
  bool pages = false;
};

// For people: one page, or several and what they share. index.html is the first.
OutputTexts PagesOf(const Report& report, const std::vector<HtmlSection>& further, bool several,
                    const fs::path& folder) {
  if (!several) return {{folder / "index.html", ToHtml(report, further)}};
  OutputTexts texts;
  for (SiteFile& each : ToSite(report, further)) {
    texts.push_back({folder / each.name, std::move(each.text)});
  }
  return texts;
}

int WriteReport(const ReportSettings& settings, const Suite& suite) {
  std::vector<std::string> files;
  Speed speed;
  std::vector<SelftestResults> selftests;
  for (const std::string& file : settings.files) {
    const fs::path path = PathOf(file);
    const InputKind kind = InputKindOf(path);
    if (kind == InputKind::kBenchmarks) speed.benchmarks.push_back(ReadBenchmarks(path));
    if (kind == InputKind::kComparison) speed.comparisons.push_back(ReadSpeedComparison(path));
    if (kind == InputKind::kSideBySide) speed.side_by_side.push_back(ReadSideBySide(path));
    if (kind == InputKind::kSelftest) selftests.push_back(ReadSelftest(path));
    if (kind == InputKind::kResults || kind == InputKind::kUnfinished) files.push_back(file);
  }
  if (const auto made = SideBySideOf(speed.benchmarks); made && speed.side_by_side.empty()) {
    speed.side_by_side.push_back(*made);
  }
  const Report report(ReadAll(files, suite), NamesOf(files), NotesOn(suite), ReproducersOf(suite),
                      NotesOnDependents);
  std::vector<HtmlSection> further;
  if (!selftests.empty()) further.push_back(HtmlSelftest(selftests));
  if (!speed.empty()) further.push_back(HtmlBenchmarks(speed));
  const fs::path folder = PathOf(settings.folder);
  auto pages = std::async(std::launch::async,
                          [&] { return PagesOf(report, further, settings.pages, folder); });
  OutputTexts texts;
  const std::string markdown =
      (files.empty() ? "" : ToMarkdown(report)) + MarkdownBenchmarks(speed);
  if (!markdown.empty()) texts.push_back({folder / "report.md", markdown});
  AddCharts(speed, folder, texts);
  if (!files.empty()) AddResults(report, folder, texts);
  for (OutputText& each : pages.get()) texts.push_back(std::move(each));
  Write(texts, settings.files, folder);
  Print("{}\n", TextOf(folder / "index.html"));
  const bool unfinished = PrintUnfinished(report);
  return unfinished ? kNotDecided : kAllAsExpected;
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
                       .required = true},
                      {.name = "--pages",
                       .type = "",
                       .help = "Write a site instead of one page: index.html, a page for each "
                               "implementation and version, comparisons, benchmarks",
                       .value = &settings->pages}},
          .footer =
              "Exit status: 0 written, 2 refused input, 3 an output could not be written, 4 one "
              "of the results is of a run that was interrupted",
          .run = [settings](const Suite& suite) { return WriteReport(*settings, suite); }};
}

}  // namespace wtsconform
