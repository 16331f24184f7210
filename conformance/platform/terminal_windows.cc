#include <fmt/format.h>
#include <windows.h>

#include <cstdio>
#include <cstdlib>

#include "conformance/platform/terminal.h"
#include "reports/formats/text.h"

// A console gets UTF-8 right without help: fmt writes UTF-16 to it.
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

ProgressLine::ProgressLine(std::string title)
    : title_(OneLine(title)), visible_(UnderstandsEscapes(STD_ERROR_HANDLE)) {}

ProgressLine::~ProgressLine() {
  if (visible_) fmt::print(stderr, "\r\033[K");
}

void ProgressLine::Show(std::size_t done, std::size_t of) {
  if (visible_) fmt::print(stderr, "\r\033[K{}: {} of {}", title_, done, of);
}

}  // namespace wtsconform
