// What became of each case between two results.
#ifndef WTSCONFORM_REPORTS_SUMMARY_DIFF_H_
#define WTSCONFORM_REPORTS_SUMMARY_DIFF_H_

#include <string>
#include <vector>

#include "reports/formats/results.h"

namespace wtsconform {

enum class Change {
  kWorse,    // kept before and not now, or a problem where there was none
  kBetter,   // kept now and not before
  kChanged,  // neither: another problem, another reason not to be tested, another observation
  kNew,
  kGone,
};

// Either side is null where the case is in one of the results only. Points into the results.
struct CaseChange {
  Change change;
  const CaseRecord* before = nullptr;
  const CaseRecord* after = nullptr;

  const CaseRecord& Either() const { return after ? *after : *before; }
};

// In the order of the new results, what is gone at the end. Cases that came to the same are left
// out; the signature of a problem and the detail of an observation count, traces and times do not.
std::vector<CaseChange> Compare(const Results& before, const Results& after);

// What must not pass unseen in a required case: an unlisted problem that was none before; one that
// was kept and is not decided now, or gone; a fault of the harness at any level.
bool IsRegression(const CaseChange& change);

// The changes as Markdown that also reads well on a terminal, cases of one kind told together.
std::string ToMarkdown(const std::vector<CaseChange>& changes, const Results& before,
                       const Results& after);

}  // namespace wtsconform

#endif  // WTSCONFORM_REPORTS_SUMMARY_DIFF_H_
