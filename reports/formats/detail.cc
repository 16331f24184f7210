#include "reports/formats/detail.h"

namespace wtsconform {

Detail SplitDetail(std::string_view detail) {
  constexpr std::string_view kExpected = "expected: ";
  constexpr std::string_view kObserved = "; observed: ";
  const std::size_t split = detail.find(kObserved);
  if (!detail.starts_with(kExpected) || split == std::string_view::npos) {
    return {"", std::string(detail)};
  }
  return {std::string(detail.substr(kExpected.size(), split - kExpected.size())),
          std::string(detail.substr(split + kObserved.size()))};
}

}  // namespace wtsconform
