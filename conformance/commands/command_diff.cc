#include <algorithm>
#include <memory>

#include "conformance/commands/commands.h"
#include "conformance/platform/print.h"
#include "conformance/runner/claims.h"
#include "reports/formats/verdict_kind.h"
#include "reports/summary/diff.h"
#include "spec/loader/toml/utf8_path.h"

namespace wtsconform {
namespace {

bool AnyCase(const Results& results, bool (*holds)(const CaseRecord&)) {
  return std::any_of(results.cases.begin(), results.cases.end(), holds);
}

bool IsDecidedAndRequired(const CaseRecord& record) {
  return record.level == "required" && KindOf(record.verdict) != VerdictKind::kUndecided;
}

struct DiffSettings {
  std::string before;
  std::string after;
};

int Diff(const std::string& old_file, const std::string& new_file, const Suite& suite) {
  const Results before = ReadResultsOf(suite, old_file);
  const Results after = ReadResultsOf(suite, new_file);
  const std::vector<CaseChange> changes = Compare(before, after);
  const auto count_new = std::count_if(changes.begin(), changes.end(), [](const CaseChange& each) {
    return each.change == Change::kNew;
  });
  if (count_new == static_cast<std::ptrdiff_t>(after.cases.size())) {
    throw InputError("no case is in both " + old_file + " and " + new_file +
                     ": there is nothing to compare");
  }
  Print("{}", ToMarkdown(changes, before, after));
  if (AnyCase(after,
              [](const CaseRecord& record) { return record.verdict == Verdict::kHarnessError; })) {
    return kHarnessFailed;
  }
  if (std::any_of(changes.begin(), changes.end(), IsRegression)) return kUnexpected;
  return AnyCase(after, IsDecidedAndRequired) ? kAllAsExpected : kNotDecided;
}

}  // namespace

Command DiffCommand() {
  const auto settings = std::make_shared<DiffSettings>();
  return {.name = "diff",
          .summary = "Show what got better, worse, new or gone",
          .options = {{.name = "old",
                       .type = "",
                       .help = "The older results file",
                       .value = &settings->before,
                       .required = true},
                      {.name = "new",
                       .type = "",
                       .help = "The newer results file",
                       .value = &settings->after,
                       .required = true}},
          .footer =
              "Exit status: 0 no required case got worse, 1 one did, 2 refused input, 3 "
              "harness failure in the new results, 4 none of their required cases was "
              "decided",
          .run = [settings](const Suite& suite) {
            return Diff(settings->before, settings->after, suite);
          }};
}

}  // namespace wtsconform
