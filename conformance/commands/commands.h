// The program's commands, each in its own file: command_run.cc and so on.
#ifndef WTSCONFORM_CONFORMANCE_COMMANDS_COMMANDS_H_
#define WTSCONFORM_CONFORMANCE_COMMANDS_COMMANDS_H_

#include "conformance/commands/command.h"
#include "conformance/runner/exit_status.h"

namespace wtsconform {

Command RunCommand();
Command ListCommand();
Command ExplainCommand();
Command ReportCommand();
Command DiffCommand();
Command MergeCommand();
Command VerifyCommand();
Command ReproCommand();
Command BugReportCommand();
Command InitCommand();
Command RecordCommand();
Command SelftestCommand();
Command CoverageCommand();
Command HistoriesCommand();
Command ConcurrentCommand();
Command WatchCommand();
// `others` are the commands before it.
Command CompletionCommand(std::vector<Command> others);

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_COMMANDS_COMMANDS_H_
