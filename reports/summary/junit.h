// Results as JUnit XML, in the subset that Jenkins, GitLab and GitHub's actions agree on.
//
// A consumer is red exactly when a required case failed unexpectedly or the harness did
// (IsFailure). Listed problems and undecided cases are skipped; problems in robustness and observed
// cases pass, and say what happened in <system-out>.
#ifndef WTSCONFORM_REPORTS_SUMMARY_JUNIT_H_
#define WTSCONFORM_REPORTS_SUMMARY_JUNIT_H_

#include <string>

#include "reports/formats/results.h"

namespace wtsconform {

std::string ToJunit(const Results& results);

}  // namespace wtsconform

#endif  // WTSCONFORM_REPORTS_SUMMARY_JUNIT_H_
