#include "conformance/gtest/case_outcome.h"

#include <fmt/format.h>

#include <algorithm>

#include "conformance/commands/run_status.h"
#include "conformance/implementations/glob.h"
#include "reports/formats/text.h"
#include "reports/formats/verdict_kind.h"

namespace wtsconform {
namespace {

// Why it is expected, and where that is said.
std::string ListedText(const CaseRecord& record, const Expectations& expectations) {
  const auto entry =
      std::find_if(expectations.begin(), expectations.end(),
                   [&](const Expectation& each) { return GlobMatches(each.pattern, record.id); });
  if (entry == expectations.end()) return "";
  return fmt::format("\nlisted at {}: {}{}", ToString(entry->where), entry->reason,
                     entry->link.empty() ? "" : " (" + entry->link + ")");
}

std::string SkipText(const CaseRecord& record, const Expectations& expectations) {
  const std::string verdict = fmt::format("{}: {}", VerdictName(record.verdict), record.detail);
  if (record.expected) return "expected " + verdict + ListedText(record, expectations);
  if (KindOf(record.verdict) != VerdictKind::kProblem) return verdict;
  return fmt::format("not judged, since the case is {}: {}", record.level, verdict);
}

std::string WithoutLastNewlines(std::string text) {
  while (text.ends_with('\n')) text.pop_back();
  return text;
}

}  // namespace

CaseOutcome OutcomeOf(CaseRecord& record, const Expectations& expectations,
                      const std::string& block) {
  std::string complaints;
  for (const std::string& each : Apply(expectations, {&record, 1})) complaints += each + "\n";
  if (!Inconclusive({record}).empty()) complaints += record.id + " " + kStayedInconclusive + "\n";
  const VerdictKind kind = KindOf(record.verdict);
  const bool came_out_well = kind == VerdictKind::kPassed || kind == VerdictKind::kRecorded;
  if (IsFailure(record) || !complaints.empty()) {
    const std::string text = complaints + (came_out_well ? "" : block);
    return {CaseOutcome::Kind::kFailed, WithoutLastNewlines(CleanText(text))};
  }
  if (came_out_well) return {CaseOutcome::Kind::kPassed};
  return {CaseOutcome::Kind::kSkipped,
          WithoutLastNewlines(CleanText(SkipText(record, expectations)))};
}

}  // namespace wtsconform
