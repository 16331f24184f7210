// Results for keeping: with the calls of a case only where something was found in it.
#ifndef WTSCONFORM_REPORTS_SUMMARY_BRIEF_H_
#define WTSCONFORM_REPORTS_SUMMARY_BRIEF_H_

#include "reports/formats/results.h"

namespace wtsconform {

// Empties the traces, but not those of the first case of each problem and of each observation,
// which are what a page shows. All else stays, so that whatever compares results finds the same.
void MakeBrief(Results& results);

}  // namespace wtsconform

#endif  // WTSCONFORM_REPORTS_SUMMARY_BRIEF_H_
