// A comparison as a picture, which can be read in black and white.
#ifndef WTSCONFORM_REPORTS_SPEED_CHANGES_CHART_H_
#define WTSCONFORM_REPORTS_SPEED_CHANGES_CHART_H_

#include <string>

#include "reports/formats/speed_comparison.h"

namespace wtsconform {

// A line for each benchmark: the change with its interval on a logarithmic axis, over the band of
// how much one side differs from itself.
std::string ChangesChart(const SpeedComparison& comparison);

}  // namespace wtsconform

#endif  // WTSCONFORM_REPORTS_SPEED_CHANGES_CHART_H_
