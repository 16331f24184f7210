// Why cases of a run were not decided, each reason once with the number of cases that hang on it.
#ifndef WTSCONFORM_REPORTS_FORMATS_UNDECIDED_H_
#define WTSCONFORM_REPORTS_FORMATS_UNDECIDED_H_

#include <cstddef>
#include <string>
#include <vector>

#include "reports/formats/results.h"

namespace wtsconform {

struct UndecidedReason {
  std::string text;
  std::size_t cases = 0;
};

// Reasons of most cases first. Points into the results it was made from.
struct UndecidedCases {
  std::vector<UndecidedReason> not_exported;  // functions
  std::vector<UndecidedReason> failed;        // preconditions and controls
  std::vector<const CaseRecord*> inconclusive;

  std::size_t Cases() const;
};

UndecidedCases UndecidedOf(const Results& results);

// All of them as lines of one kind: "3 cases: not exported: WTSOpenServerExA". `most` of the failed
// preconditions are shown, the rest is counted.
std::vector<std::string> UndecidedLines(const UndecidedCases& undecided, std::size_t most);

}  // namespace wtsconform

#endif  // WTSCONFORM_REPORTS_FORMATS_UNDECIDED_H_
