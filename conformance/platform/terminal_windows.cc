#include <windows.h>

#include <cstdlib>

#include "conformance/platform/terminal.h"

namespace wtsconform {
namespace {

// Windows 10 understands escape sequences once it is asked to; older consoles do not.
bool UnderstandsEscapes(DWORD which) {
  const HANDLE console = GetStdHandle(which);
  DWORD mode = 0;
  return GetConsoleMode(console, &mode) != 0 &&
         SetConsoleMode(console, mode | ENABLE_VIRTUAL_TERMINAL_PROCESSING) != 0;
}

}  // namespace

bool WantsColour() {
  const char* const no_colour = std::getenv("NO_COLOR");
  return !(no_colour && *no_colour) && UnderstandsEscapes(STD_OUTPUT_HANDLE);
}

int TerminalWidth() {
  CONSOLE_SCREEN_BUFFER_INFO info{};
  const bool known = GetConsoleScreenBufferInfo(GetStdHandle(STD_OUTPUT_HANDLE), &info) != 0;
  const int columns = info.srWindow.Right - info.srWindow.Left + 1;
  return known && columns > 1 ? columns : 100;
}

bool RewritesLines() { return UnderstandsEscapes(STD_ERROR_HANDLE); }

}  // namespace wtsconform
