#include "reports/formats/verdict_kind.h"

namespace wtsconform {

VerdictKind KindOf(Verdict verdict) {
  switch (verdict) {
    case Verdict::kPass:
      return VerdictKind::kPassed;
    case Verdict::kUntestable:
    case Verdict::kUnsupported:
    case Verdict::kInconclusive:
      return VerdictKind::kUndecided;
    case Verdict::kObserved:
      return VerdictKind::kRecorded;
    case Verdict::kDeviation:
    case Verdict::kCrash:
    case Verdict::kHang:
    case Verdict::kHarm:
    case Verdict::kHarnessError:
      break;
  }
  return VerdictKind::kProblem;
}

bool IsFailure(const CaseRecord& record) {
  if (record.verdict == Verdict::kHarnessError) return true;
  return record.level == "required" && KindOf(record.verdict) == VerdictKind::kProblem &&
         !record.expected;
}

}  // namespace wtsconform
