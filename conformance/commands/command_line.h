// What can be asked of wtsconform on its command line.
#ifndef WTSCONFORM_CONFORMANCE_COMMANDS_COMMAND_LINE_H_
#define WTSCONFORM_CONFORMANCE_COMMANDS_COMMAND_LINE_H_

#include <optional>
#include <string>
#include <vector>

#include "conformance/commands/commands.h"

namespace wtsconform {

// Which of the members count depends on the command.
struct CommandLine {
  std::string command;          // "run", "list", ...
  std::optional<int> finished;  // the exit status where all was said: help, version, no command
  std::string spec;
  RunCommand run;
  SelectionOptions list;
  std::string explain;
  ReproCommand repro;
  SelftestCommand selftest;
  std::string coverage;
  HistoriesCommand histories;
  ConcurrentCommand concurrent;
  std::string memory_checker;
  ReportCommand report;
  std::string old_results;
  std::string new_results;
  std::vector<std::string> parts;
  std::string merged;
  VerifyCommand verify;
  double timeout = 2;
};

// `words` are what follows the program's name. Throws InputError for words that mean nothing.
CommandLine ReadCommandLine(std::vector<std::string> words);

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_COMMANDS_COMMAND_LINE_H_
