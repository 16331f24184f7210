// Whether a verdict is good or bad news; the same in every report.
#ifndef WTSCONFORM_REPORTS_FORMATS_VERDICT_KIND_H_
#define WTSCONFORM_REPORTS_FORMATS_VERDICT_KIND_H_

#include "reports/formats/results.h"

namespace wtsconform {

enum class VerdictKind {
  kPassed,     // pass
  kProblem,    // deviation, crash, hang, harm, harness-error
  kUndecided,  // untestable, unsupported, inconclusive: never green
  kRecorded,   // observed
};

VerdictKind KindOf(Verdict verdict);

// Only this makes a report red: an unlisted problem in a required case, or a fault of the harness.
bool IsFailure(const CaseRecord& record);

}  // namespace wtsconform

#endif  // WTSCONFORM_REPORTS_FORMATS_VERDICT_KIND_H_
