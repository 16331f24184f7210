#include "reports/formats/undecided.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "reports/formats/causes.h"
#include "reports/formats/text.h"

namespace wtsconform {
namespace {

// How the details of such cases are worded.
constexpr char kNotExported[] = " is not exported";
constexpr char kFailedControl[] = "the control failed: ";

using Counts = std::map<std::string, std::size_t>;

std::vector<UndecidedReason> MostFirst(const Counts& counts) {
  std::vector<UndecidedReason> reasons;
  for (const auto& [text, cases] : counts) reasons.push_back({text, cases});
  std::stable_sort(reasons.begin(), reasons.end(),
                   [](const auto& a, const auto& b) { return a.cases > b.cases; });
  return reasons;
}

// The reason without what differs between cases that have it in common: of a control the call, of
// anything else the text without the functions of the case.
std::string ReasonOf(const CaseRecord& record) {
  const std::string& detail = record.detail;
  const std::size_t on = detail.find(" on ");
  const bool control = detail.starts_with(kFailedControl) && on != detail.npos;
  return control ? detail.substr(0, on) : WithoutParameters(record);
}

std::size_t Sum(const std::vector<UndecidedReason>& reasons, std::size_t from = 0) {
  std::size_t cases = 0;
  for (std::size_t i = from; i < reasons.size(); ++i) cases += reasons[i].cases;
  return cases;
}

}  // namespace

std::size_t UndecidedCases::Cases() const {
  return Sum(not_exported) + Sum(failed) + inconclusive.size();
}

UndecidedCases UndecidedOf(const Results& results) {
  Counts functions, reasons;
  UndecidedCases undecided;
  for (const CaseRecord& record : results.cases) {
    if (record.verdict == Verdict::kUnsupported) {
      ++functions[record.detail.substr(0, record.detail.find(kNotExported))];
    } else if (record.verdict == Verdict::kUntestable) {
      ++reasons[ReasonOf(record)];
    } else if (record.verdict == Verdict::kInconclusive) {
      undecided.inconclusive.push_back(&record);
    }
  }
  undecided.not_exported = MostFirst(functions);
  undecided.failed = MostFirst(reasons);
  return undecided;
}

std::vector<std::string> UndecidedLines(const UndecidedCases& undecided, std::size_t most) {
  std::vector<std::string> lines;
  for (const UndecidedReason& each : undecided.not_exported) {
    lines.push_back(fmt::format("{}: not exported: {}", Count(each.cases, "case"), each.text));
  }
  for (std::size_t i = 0; i < std::min(most, undecided.failed.size()); ++i) {
    const UndecidedReason& each = undecided.failed[i];
    lines.push_back(fmt::format("{}: {}", Count(each.cases, "case"), each.text));
  }
  if (undecided.failed.size() > most) {
    lines.push_back(fmt::format("{}: {}", Count(Sum(undecided.failed, most), "case"),
                                Count(undecided.failed.size() - most, "other reason")));
  }
  for (const CaseRecord* record : undecided.inconclusive) {
    lines.push_back(fmt::format("inconclusive: {}: {}", record->id, record->detail));
  }
  return lines;
}

}  // namespace wtsconform
