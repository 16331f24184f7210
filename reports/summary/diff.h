// Compares two results case by case.
#ifndef WTSCONFORM_REPORTS_SUMMARY_DIFF_H_
#define WTSCONFORM_REPORTS_SUMMARY_DIFF_H_

#include <string>
#include <vector>

#include "reports/formats/results.h"

namespace wtsconform {

enum class Change {
  kWorse,    // passed before and not now, or a new problem
  kBetter,   // passes now and did not before
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

// In the order of the new results, what is gone at the end. Unchanged cases are left out; the
// signature of a problem and the detail of an observation count, traces and times do not.
std::vector<CaseChange> Compare(const Results& before, const Results& after);

// Cases that changed in the same way: of one clause, from one verdict for one reason to another.
struct ChangeGroup {
  std::vector<const CaseChange*> cases;  // never empty

  const CaseChange& First() const { return *cases.front(); }
};

// Worse, better, changed, new, gone; those of a kind in the order of their first cases. Points into
// the changes.
std::vector<ChangeGroup> GroupsOf(const std::vector<CaseChange>& changes);

// "Worse"
const char* TitleOf(Change change);

// Why a case has its verdict, as far as it counts in a comparison; "" for a pass.
std::string MeaningOf(const CaseRecord& record);

// What must not go unnoticed in a required case: a new unlisted problem; a pass that is undecided
// now, or gone. And a fault of the harness at any level.
bool IsRegression(const CaseChange& change);

// The changes as Markdown that also reads well on a terminal, with the cases of one kind in one
// group.
std::string ToMarkdown(const std::vector<CaseChange>& changes, const Results& before,
                       const Results& after);

}  // namespace wtsconform

#endif  // WTSCONFORM_REPORTS_SUMMARY_DIFF_H_
