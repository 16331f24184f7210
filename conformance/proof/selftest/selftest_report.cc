#include "conformance/proof/selftest/selftest_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "conformance/version.h"
#include "reports/formats/text.h"

namespace wtsconform {
namespace {

std::string Count(const Caught& caught) {
  return fmt::format("{} of {}{}", caught.caught, caught.of,
                     caught.left_out ? fmt::format(" (+{})", caught.left_out) : "");
}

std::string OwnText(const DefectResult& each) {
  if (!each.applied) return "NOT APPLIED";
  if (each.IsCaught()) return each.Own()->caught ? Count(*each.Own()) : "a longer run";
  return each.history.empty() ? "NOT CAUGHT" : "a history only";
}

// "EX-6 22, USE-1 4": the cases of other clauses that it turned.
std::string OthersText(const DefectResult& each) {
  std::string text;
  for (const auto& [clause, caught] : each.by_clause) {
    if (clause == each.defect.clause || !caught.caught) continue;
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", clause, caught.caught);
  }
  return text;
}

std::string ExampleText(const DefectResult& each) {
  if (!each.history.empty()) return each.history;
  if (!each.IsCaught()) return "";
  return fmt::format("`{}` ({})", each.confirmed.id, VerdictName(each.confirmed.verdict));
}

std::size_t CaughtDefects(const KillMatrix& matrix) {
  return static_cast<std::size_t>(std::count_if(matrix.defects.begin(), matrix.defects.end(),
                                                [](const auto& each) { return each.IsCaught(); }));
}

std::size_t OnlyByHistories(const KillMatrix& matrix) {
  return static_cast<std::size_t>(std::count_if(matrix.defects.begin(), matrix.defects.end(),
                                                [](const auto& e) { return !e.history.empty(); }));
}

std::string Summary(const KillMatrix& matrix) {
  return fmt::format(
      "{} of {} defects are caught by a case of their clause and level, {} by a short history "
      "only; "
      "{} lawful choices of the mock (none, each variant, each pair) over {} cases: {} accusations",
      CaughtDefects(matrix), matrix.defects.size(), OnlyByHistories(matrix), matrix.lawful_runs,
      matrix.lawful_cases, matrix.accusations.size());
}

}  // namespace

std::string SelftestText(const KillMatrix& matrix, double seconds, const Style& style) {
  std::size_t width = 6;
  for (const DefectResult& each : matrix.defects) width = std::max(width, each.defect.name.size());
  std::string text = fmt::format("{:<{}}  {:<8}  {:<10}  {:<16}  {}\n", "defect", width, "clause",
                                 "level", "caught by", "cases of other clauses");
  for (const DefectResult& each : matrix.defects) {
    const std::string own = fmt::format("{:<16}", OwnText(each));
    const std::string line = fmt::format(
        "{:<{}}  {:<8}  {:<10}  {}  {}", each.defect.name, width, each.defect.clause,
        each.defect.level,
        Paint(style, each.IsCaught() || !each.history.empty() ? Ink::kGood : Ink::kBad, own),
        Wrap(OthersText(each), style.width, width + 42));
    text += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
  }
  text += fmt::format(
      "\n(+N): N more cases were not run, because the first ones of their row hung.\n"
      "{}; {:.1f} s\n",
      Summary(matrix), seconds);
  for (const std::string& problem : matrix.problems) {
    text += Paint(style, Ink::kBad, "FAILED") + ": " + CleanText(problem) + "\n";
  }
  return text;
}

std::string SelftestMarkdown(const KillMatrix& matrix) {
  std::string text =
      fmt::format("# wtsconform selftest\n\nwtsconform {} ({}), {} cases.\n\n{}.\n\n", kVersion,
                  kRevision, matrix.cases, Summary(matrix));
  for (const std::string& problem : matrix.problems) text += "* **failed**: " + problem + "\n";
  text +=
      "\n| defect | what it does | clause | level | caught by | e.g. | other clauses |\n"
      "|---|---|---|---|--:|---|---|\n";
  for (const DefectResult& each : matrix.defects) {
    text += fmt::format("| {} | {} | {} | {} | {} | {} | {} |\n", each.defect.name,
                        each.defect.text, each.defect.clause, each.defect.level, OwnText(each),
                        ExampleText(each), OthersText(each));
  }
  return text;
}

std::string SelftestJson(const KillMatrix& matrix) {
  using Json = nlohmann::ordered_json;
  Json json = {{"schema", "wtsconform-selftest/1"},
               {"tool", {{"version", kVersion}, {"revision", kRevision}}},
               {"cases", matrix.cases},
               {"lawful", {{"choices", matrix.lawful_runs}, {"cases", matrix.lawful_cases}}},
               {"accusations", Json::array()},
               {"defects", Json::array()},
               {"problems", matrix.problems}};
  for (const Accusation& each : matrix.accusations) {
    json["accusations"].push_back({{"switches", each.switches},
                                   {"case", each.record.id},
                                   {"verdict", VerdictName(each.record.verdict)},
                                   {"detail", each.record.detail}});
  }
  for (const DefectResult& each : matrix.defects) {
    Json clauses = Json::object();
    for (const auto& [clause, caught] : each.by_clause) {
      if (!caught.caught && clause != each.defect.clause) continue;
      clauses[clause] = {
          {"caught", caught.caught}, {"of", caught.of}, {"left_out", caught.left_out}};
    }
    json["defects"].push_back({{"name", each.defect.name},
                               {"text", each.defect.text},
                               {"clause", each.defect.clause},
                               {"level", each.defect.level},
                               {"applied", each.applied},
                               {"caught", each.IsCaught()},
                               {"case", each.confirmed.id},
                               {"history", each.history},
                               {"clauses", clauses}});
  }
  json["complete"] = true;
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace wtsconform
