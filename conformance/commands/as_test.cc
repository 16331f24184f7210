#include "conformance/commands/as_test.h"

#include <fmt/format.h>

#include <algorithm>

#include "conformance/commands/run_status.h"
#include "conformance/implementations/glob.h"
#include "reports/formats/text.h"
#include "reports/formats/verdict_kind.h"

namespace wtsconform {
namespace {

bool IsUnlistedProblem(const CaseRecord& record) {
  return KindOf(record.verdict) == VerdictKind::kProblem && !record.expected;
}

// What is listed and came out so is decided, whatever it is.
bool IsUndecided(const CaseRecord& record) {
  return KindOf(record.verdict) == VerdictKind::kUndecided && !record.expected;
}

}  // namespace

int TestStatus(ExitStatus status, const std::vector<CaseRecord>& records) {
  if (status == kRefused || status == kHarnessFailed || status == kUnexpected) return status;
  if (std::any_of(records.begin(), records.end(), IsUnlistedProblem)) return kUnexpected;
  if (std::all_of(records.begin(), records.end(), IsUndecided)) return kSkipped;
  return Inconclusive(records).empty() ? kAllAsExpected : kNotDecided;
}

std::string TestText(const Expectations& expectations, const std::vector<CaseRecord>& records) {
  std::string text;
  for (const Expectation& entry : expectations) {
    const auto happened =
        std::count_if(records.begin(), records.end(), [&](const CaseRecord& record) {
          return record.expected && GlobMatches(entry.pattern, record.id);
        });
    if (happened == 0) continue;
    text +=
        fmt::format("as expected: {}: {} of {}: {}\n", ToString(entry.where),
                    Count(static_cast<std::size_t>(happened), "case"), entry.pattern, entry.reason);
  }
  if (std::all_of(records.begin(), records.end(), IsUndecided)) {
    text += fmt::format("skipped: nothing could be decided of {}\n", Count(records.size(), "case"));
  }
  return text;
}

}  // namespace wtsconform
