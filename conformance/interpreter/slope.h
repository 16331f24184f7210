// A straight line through measurements, with an interval.
#ifndef WTSCONFORM_CONFORMANCE_INTERPRETER_SLOPE_H_
#define WTSCONFORM_CONFORMANCE_INTERPRETER_SLOPE_H_

#include <vector>

namespace wtsconform {

struct Slope {
  double value = 0;
  double low = 0;  // 95 % interval
  double high = 0;
};

// Least squares; x and y of equal size, at least three of them.
Slope FitSlope(const std::vector<double>& x, const std::vector<double>& y);

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_INTERPRETER_SLOPE_H_
