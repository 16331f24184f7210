#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>

#include "conformance/platform/terminal.h"

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

bool RewritesLines() { return isatty(STDERR_FILENO); }

}  // namespace wtsconform
