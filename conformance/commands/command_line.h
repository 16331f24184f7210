// The words that follow the program's name. The only room that knows CLI11.
#ifndef WTSCONFORM_CONFORMANCE_COMMANDS_COMMAND_LINE_H_
#define WTSCONFORM_CONFORMANCE_COMMANDS_COMMAND_LINE_H_

#include <optional>
#include <string>
#include <vector>

#include "conformance/commands/command.h"

namespace wtsconform {

inline constexpr char kWhatTheProgramDoes[] =
    "Tests implementations of Wtsapi32 against what is documented about server handles";

struct CommandLine {
  const Command* command = nullptr;  // the one that was chosen; its variables are set
  std::string spec;                  // the folder of tables, "" for the embedded ones
  std::optional<int> finished;       // the exit status after a help text or the version
};

// `words` are in UTF-8, without the program's name. The result points into `commands`. Throws
// InputError, with the nearest known word, for words that mean nothing.
CommandLine ReadCommandLine(const std::vector<Command>& commands, std::vector<std::string> words);
// The same for a program that is one command, of the program's name.
CommandLine ReadCommandLine(const Command& command, std::vector<std::string> words);

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_COMMANDS_COMMAND_LINE_H_
