// What a report shows of speed.
#ifndef WTSCONFORM_REPORTS_SPEED_SPEED_H_
#define WTSCONFORM_REPORTS_SPEED_SPEED_H_

#include <vector>

#include "reports/formats/benchmarks.h"
#include "reports/formats/side_by_side.h"
#include "reports/formats/speed_comparison.h"

namespace wtsconform {

struct Speed {
  std::vector<Benchmarks> benchmarks = {};
  std::vector<SpeedComparison> comparisons = {};
  std::vector<SideBySide> side_by_side = {};

  bool empty() const { return benchmarks.empty() && comparisons.empty() && side_by_side.empty(); }
};

}  // namespace wtsconform

#endif  // WTSCONFORM_REPORTS_SPEED_SPEED_H_
