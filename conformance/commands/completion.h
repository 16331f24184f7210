// What shells complete the words of the program by, made of the commands' own tables.
#ifndef WTSCONFORM_CONFORMANCE_COMMANDS_COMPLETION_H_
#define WTSCONFORM_CONFORMANCE_COMMANDS_COMPLETION_H_

#include <map>
#include <string>
#include <vector>

#include "conformance/commands/command.h"

namespace wtsconform {

// The values of an option ("--clause"), or of a word by its name ("implementation").
using KnownValues = std::map<std::string, std::vector<std::string>>;

// For source in a shell, or a file in the folder that it loads completions from.
std::string BashCompletion(const std::vector<Command>& commands, const KnownValues& values);
std::string ZshCompletion(const std::vector<Command>& commands, const KnownValues& values);
std::string FishCompletion(const std::vector<Command>& commands, const KnownValues& values);

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_COMMANDS_COMPLETION_H_
