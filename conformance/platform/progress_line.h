// How far something has come, for whoever waits for it.
#ifndef WTSCONFORM_CONFORMANCE_PLATFORM_PROGRESS_LINE_H_
#define WTSCONFORM_CONFORMANCE_PLATFORM_PROGRESS_LINE_H_

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>

namespace wtsconform {

// A line on stderr that is rewritten in place. Where stderr is no terminal nothing is printed, or,
// for what may take minutes, a line by itself after each `interval`.
class ProgressLine {
 public:
  explicit ProgressLine(std::string title,
                        std::optional<std::chrono::milliseconds> interval = std::nullopt);
  ~ProgressLine();
  void Show(std::size_t done, std::size_t of);

 private:
  const std::string title_;
  const std::optional<std::chrono::milliseconds> interval_;
  const bool rewrites_;
  std::chrono::steady_clock::time_point shown_ = std::chrono::steady_clock::now();
};

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_PLATFORM_PROGRESS_LINE_H_
