// What a person in front of a terminal sees, and a pipe does not.
#ifndef WTSCONFORM_CONFORMANCE_PLATFORM_TERMINAL_H_
#define WTSCONFORM_CONFORMANCE_PLATFORM_TERMINAL_H_

#include <cstddef>
#include <string>

namespace wtsconform {

// Colour on stdout: a terminal, and NO_COLOR is not set.
bool WantsColour();
// Columns of the terminal on stdout; 100 where there is none.
int TerminalWidth();

// A line on stderr that is rewritten in place; nothing where stderr is no terminal.
class ProgressLine {
 public:
  explicit ProgressLine(std::string title);
  ~ProgressLine();
  void Show(std::size_t done, std::size_t of);

 private:
  const std::string title_;
  const bool visible_;
};

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_PLATFORM_TERMINAL_H_
