// The two halves of a record's detail.
#ifndef WTSCONFORM_REPORTS_FORMATS_DETAIL_H_
#define WTSCONFORM_REPORTS_FORMATS_DETAIL_H_

#include <string>
#include <string_view>

namespace wtsconform {

struct Detail {
  std::string expected;  // "" where the detail is no judgement
  std::string observed;
};

// "expected: X; observed: Y" as X and Y; any other text is all observed.
Detail SplitDetail(std::string_view detail);

}  // namespace wtsconform

#endif  // WTSCONFORM_REPORTS_FORMATS_DETAIL_H_
