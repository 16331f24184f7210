// Results as workflow commands of GitHub Actions: printed by a job, they show up next to its
// summary and in the pull request.
#ifndef WTSCONFORM_REPORTS_SUMMARY_ANNOTATIONS_H_
#define WTSCONFORM_REPORTS_SUMMARY_ANNOTATIONS_H_

#include <string>

#include "reports/formats/report.h"

namespace wtsconform {

// An error for each cause that is not listed as expected, and a notice with each verdict sentence.
std::string ToAnnotations(const Report& report);

}  // namespace wtsconform

#endif  // WTSCONFORM_REPORTS_SUMMARY_ANNOTATIONS_H_
