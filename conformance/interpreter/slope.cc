#include "conformance/interpreter/slope.h"

#include <cmath>
#include <numeric>

namespace wtsconform {

Slope FitSlope(const std::vector<double>& x, const std::vector<double>& y) {
  const auto n = static_cast<double>(x.size());
  const double mean_x = std::accumulate(x.begin(), x.end(), 0.0) / n;
  const double mean_y = std::accumulate(y.begin(), y.end(), 0.0) / n;
  double xx = 0, xy = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    xx += (x[i] - mean_x) * (x[i] - mean_x);
    xy += (x[i] - mean_x) * (y[i] - mean_y);
  }
  const double slope = xy / xx;
  double squares = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    const double off = y[i] - mean_y - slope * (x[i] - mean_x);
    squares += off * off;
  }
  // Student's t for 95 % lies between 2.0 and 2.3 from nine measurements on.
  const double margin = 2.1 * std::sqrt(squares / (n - 2) / xx);
  return {slope, slope - margin, slope + margin};
}

}  // namespace wtsconform
