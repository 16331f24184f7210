// Commands that a reader copies into a shell.
#ifndef WTSCONFORM_REPORTS_FORMATS_SHELL_WORD_H_
#define WTSCONFORM_REPORTS_FORMATS_SHELL_WORD_H_

#include <string>
#include <string_view>
#include <vector>

namespace wtsconform {

// The text as one word of a POSIX shell, in single quotes. Characters that steer a terminal become
// U+FFFD.
std::string ShellQuoted(std::string_view text);

// The same without quotes where none are needed.
std::string ShellWord(std::string_view text);

// All of them, each with a space before it: what follows the name of a command.
std::string ShellWords(const std::vector<std::string>& words);

}  // namespace wtsconform

#endif  // WTSCONFORM_REPORTS_FORMATS_SHELL_WORD_H_
