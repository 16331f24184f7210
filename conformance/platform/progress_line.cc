#include "conformance/platform/progress_line.h"

#include <fmt/format.h>

#include <cstdio>

#include "conformance/platform/terminal.h"
#include "reports/formats/text.h"

// On Windows a console gets UTF-8 right without help: fmt writes UTF-16 to it.
namespace wtsconform {

ProgressLine::ProgressLine(std::string title, std::optional<std::chrono::milliseconds> interval)
    : title_(OneLine(title)), interval_(interval), rewrites_(RewritesLines()) {}

ProgressLine::~ProgressLine() {
  if (rewrites_) fmt::print(stderr, "\r\033[K");
}

void ProgressLine::Show(std::size_t done, std::size_t of) {
  if (rewrites_) return fmt::print(stderr, "\r\033[K{}: {} of {}", title_, done, of);
  const auto now = std::chrono::steady_clock::now();
  if (!interval_ || now - shown_ < *interval_) return;
  shown_ = now;
  fmt::print(stderr, "{}: {} of {}\n", title_, done, of);
}

}  // namespace wtsconform
