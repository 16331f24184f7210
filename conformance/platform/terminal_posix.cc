#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>

#include "conformance/platform/terminal.h"
#include "reports/formats/text.h"

namespace wtsconform {

bool WantsColour() {
  const char* const no_colour = std::getenv("NO_COLOR");
  return isatty(STDOUT_FILENO) && !(no_colour && *no_colour);
}

int TerminalWidth() {
  winsize size{};
  const bool known = ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  return known ? size.ws_col : 100;
}

ProgressLine::ProgressLine(std::string title)
    : title_(OneLine(title)), visible_(isatty(STDERR_FILENO)) {}

ProgressLine::~ProgressLine() {
  if (visible_) fmt::print(stderr, "\r\033[K");
}

void ProgressLine::Show(std::size_t done, std::size_t of) {
  if (visible_) fmt::print(stderr, "\r\033[K{}: {} of {}", title_, done, of);
}

}  // namespace wtsconform
