#include <fmt/format.h>

#include <utility>

#include "conformance/clause_notes.h"
#include "conformance/commands.h"
#include "conformance/output.h"
#include "reports/annotations.h"
#include "reports/badge.h"
#include "reports/csv.h"
#include "reports/html.h"
#include "reports/junit.h"
#include "reports/markdown.h"
#include "reports/matrix_svg.h"
#include "reports/report.h"

namespace wtsconform {
namespace {

namespace fs = std::filesystem;

Report Read(const std::vector<std::string>& files, const Suite& suite) {
  std::vector<Results> results;
  std::vector<std::string> names;
  for (const std::string& file : files) {
    results.push_back(ReadResults(file));
    names.push_back(fs::path(file).filename().string());
  }
  return Report(std::move(results), std::move(names), NotesOn(suite));
}

}  // namespace

int WriteReport(const ReportCommand& command, const Suite& suite) {
  const Report report = Read(command.files, suite);
  const fs::path folder = command.folder;
  MakeFolder(folder);
  WriteText(folder / "index.html", ToHtml(report));
  WriteText(folder / "report.md", ToMarkdown(report));
  WriteText(folder / "matrix.svg", ToMatrixSvg(report));
  WriteText(folder / "cases.csv", ToCsv(report.results()));
  WriteText(folder / "annotations.txt", ToAnnotations(report));
  for (std::size_t i = 0; i < report.results().size(); ++i) {
    const std::string& slug = report.slugs()[i];
    const Badge badge = BadgeOf(report, i);
    WriteText(folder / (slug + ".junit.xml"), ToJunit(report.results()[i]));
    WriteText(folder / (slug + ".badge.json"), ToShieldsJson(badge));
    WriteText(folder / (slug + ".badge.svg"), ToSvg(badge));
  }
  fmt::print("{}\n", (folder / "index.html").string());
  return kAllAsExpected;
}

}  // namespace wtsconform
