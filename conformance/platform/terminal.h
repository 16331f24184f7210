// What a person in front of a terminal sees, and a pipe does not.
#ifndef WTSCONFORM_CONFORMANCE_PLATFORM_TERMINAL_H_
#define WTSCONFORM_CONFORMANCE_PLATFORM_TERMINAL_H_

namespace wtsconform {

// Colour on stdout: a terminal, and NO_COLOR is not set.
bool WantsColour();
// Columns of the terminal on stdout; 100 where there is none.
int TerminalWidth();

// Whether a line on stderr can be rewritten in place: it is a terminal.
bool RewritesLines();

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_PLATFORM_TERMINAL_H_
