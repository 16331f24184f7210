#include <fmt/format.h>

#include <algorithm>

#include "conformance/commands/commands.h"
#include "reports/summary/diff.h"
#include "reports/formats/verdict_kind.h"
#include "spec/loader/toml/utf8_path.h"

namespace wtsconform {
namespace {

bool AnyCase(const Results& results, bool (*holds)(const CaseRecord&)) {
  return std::any_of(results.cases.begin(), results.cases.end(), holds);
}

bool IsDecidedAndRequired(const CaseRecord& record) {
  return record.level == "required" && KindOf(record.verdict) != VerdictKind::kUndecided;
}

}  // namespace

int Diff(const std::string& old_file, const std::string& new_file) {
  const Results before = ReadResults(PathOf(old_file));
  const Results after = ReadResults(PathOf(new_file));
  const std::vector<CaseChange> changes = Compare(before, after);
  const auto count_new = std::count_if(changes.begin(), changes.end(), [](const CaseChange& each) {
    return each.change == Change::kNew;
  });
  if (count_new == static_cast<std::ptrdiff_t>(after.cases.size())) {
    throw InputError("no case is in both " + old_file + " and " + new_file +
                     ": there is nothing to compare");
  }
  fmt::print("{}", ToMarkdown(changes, before, after));
  if (AnyCase(after,
              [](const CaseRecord& record) { return record.verdict == Verdict::kHarnessError; })) {
    return kHarnessFailed;
  }
  if (std::any_of(changes.begin(), changes.end(), IsRegression)) return kUnexpected;
  return AnyCase(after, IsDecidedAndRequired) ? kAllAsExpected : kNothingDecided;
}

}  // namespace wtsconform
