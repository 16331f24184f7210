// A logarithmic axis and the numbers at it.
#ifndef WTSCONFORM_REPORTS_SPEED_LOG_AXIS_H_
#define WTSCONFORM_REPORTS_SPEED_LOG_AXIS_H_

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace wtsconform {

struct Range {
  double least = std::numeric_limits<double>::max();
  double most = 0;

  void Add(double value) {
    least = std::min(least, value);
    most = std::max(most, value);
  }
};

// A logarithmic axis from one end of the picture to another.
class LogAxis {
 public:
  LogAxis(const Range& range, double from, double to)
      : low_(std::log10(range.least)), high_(std::log10(range.most)), from_(from), to_(to) {}

  double At(double value) const {
    return from_ + (std::log10(value) - low_) / (high_ - low_) * (to_ - from_);
  }

 private:
  const double low_;
  const double high_;
  const double from_;
  const double to_;
};

// Round numbers from below the range to above it: powers of ten, and between these 2 and 5 where
// they are few. The first and the last are not the same.
inline std::vector<double> RoundNumbers(const Range& range) {
  constexpr double kMuch = 100;
  const bool is_wide = range.most > kMuch * range.least;
  std::vector<double> numbers;
  // Of a number that is hardly one, pow makes 0.
  const double first = std::max(std::pow(10, std::floor(std::log10(range.least))),
                                std::numeric_limits<double>::min());
  for (double power = first;; power *= 10) {
    for (const double digit : {1, 2, 5}) {
      if (is_wide && digit != 1) continue;
      if (!numbers.empty() && digit * power <= range.least) numbers.clear();
      numbers.push_back(digit * power);
      if (numbers.size() > 1 && numbers.back() >= range.most) return numbers;
    }
  }
}

}  // namespace wtsconform

#endif  // WTSCONFORM_REPORTS_SPEED_LOG_AXIS_H_
