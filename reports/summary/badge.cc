#include "reports/summary/badge.h"

#include <map>

#include "reports/formats/text.h"
#include "reports/formats/verdict_kind.h"
#include "reports/templates/template.h"

namespace wtsconform {
namespace {

struct BadgeCounts {
  std::map<VerdictKind, int> clauses;  // by their worst verdict
  int ran = 0;
  bool failed = false;
  bool unfinished = false;
};

// A fault of the harness is a failure at every level.
BadgeCounts CountForBadge(const ClauseTable& table, std::size_t column) {
  BadgeCounts counts;
  for (const ClauseRow& row : table.rows) {
    const ClauseCell& cell = row.cells[column];
    counts.failed |= cell.Failures() > 0;
    if (row.level != "required" || cell.tallies.empty()) continue;
    ++counts.clauses[KindOf(cell.Worst())];
    ++counts.ran;
  }
  return counts;
}

std::string ColourOf(BadgeCounts counts) {
  if (counts.failed) return "red";
  if (counts.clauses[VerdictKind::kProblem] > 0) return "orange";
  if (counts.unfinished || counts.clauses[VerdictKind::kPassed] == 0) return "lightgrey";
  return counts.clauses[VerdictKind::kUndecided] > 0 ? "yellow" : "brightgreen";
}

// As shields.io paints its names; all are dark enough for white letters with a shadow.
const std::map<std::string, std::string> kColours = {{"red", "#c0392b"},
                                                     {"orange", "#c2600c"},
                                                     {"lightgrey", "#737373"},
                                                     {"yellow", "#8a7000"},
                                                     {"brightgreen", "#2f8a1d"}};

// Escaped for JSON; clean text has no other control characters.
std::string Quoted(const std::string& text) {
  std::string quoted = "\"";
  for (const char c : CleanText(text)) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c == '\n' || c == '\t' ? ' ' : c;
  }
  return quoted + "\"";
}

}  // namespace

Badge BadgeOf(const Report& report, std::size_t column) {
  BadgeCounts counts = CountForBadge(report.table(), column);
  counts.unfinished = report.results()[column].missing > 0;
  const std::string passed = std::to_string(counts.clauses[VerdictKind::kPassed]);
  return {"Wtsapi32 handles: " + report.table().names[column],
          passed + " of " + Count(counts.ran, "clause"), ColourOf(counts)};
}

std::string ToShieldsJson(const Badge& badge) {
  return "{\"schemaVersion\": 1, \"label\": " + Quoted(badge.label) +
         ", \"message\": " + Quoted(badge.message) + ", \"color\": " + Quoted(badge.colour) + "}\n";
}

std::string ToSvg(const Badge& badge) {
  // Pixels a character takes on average in 11 px Verdana, and the margin of both sides.
  constexpr double kCharacter = 6.6;
  constexpr int kMargin = 12;
  const int left = kMargin + static_cast<int>(kCharacter * DisplayWidth(badge.label));
  const int right = kMargin + static_cast<int>(kCharacter * DisplayWidth(badge.message));
  View view;
  view.Set("label", badge.label).Set("message", badge.message);
  view.Set("colour", kColours.at(badge.colour));
  view.Set("left", std::to_string(left)).Set("right", std::to_string(right));
  view.Set("width", std::to_string(left + right));
  view.Set("label_x", std::to_string(left / 2)).Set("message_x", std::to_string(left + right / 2));
  return Render("badge.svg", view);
}

}  // namespace wtsconform
