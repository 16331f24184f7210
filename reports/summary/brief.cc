#include "reports/summary/brief.h"

#include <set>

#include "reports/formats/causes.h"

namespace wtsconform {

void MakeBrief(Results& results) {
  std::set<const CaseRecord*> shown;
  for (const Cause& cause : CausesOf(results)) {
    if (cause.kind != VerdictKind::kUndecided) shown.insert(&cause.First());
  }
  for (CaseRecord& record : results.cases) {
    if (!shown.contains(&record)) record.trace.clear();
  }
}

}  // namespace wtsconform
