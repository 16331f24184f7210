#include "conformance/commands/command_line.h"
#include "conformance/commands/commands.h"
#include "conformance/commands/complaint.h"

namespace wtsconform {
namespace {

// In the order of the help text.
std::vector<Command> AllCommands() {
  std::vector<Command> commands = {
      RunCommand(),      InitCommand(),      ListCommand(),       ExplainCommand(),
      ReportCommand(),   DiffCommand(),      MergeCommand(),      VerifyCommand(),
      ReproCommand(),    BugReportCommand(), RecordCommand(),     SelftestCommand(),
      CoverageCommand(), HistoriesCommand(), ConcurrentCommand(), WatchCommand()};
  commands.push_back(CompletionCommand(commands));
  return commands;
}

int Run(const std::vector<std::string>& words) {
  const std::vector<Command> commands = AllCommands();
  const CommandLine line = ReadCommandLine(commands, words);
  if (line.finished) return *line.finished;
  return line.command->run(LoadNamedSuite(line.spec));
}

}  // namespace
}  // namespace wtsconform

int main(int argc, char** argv) {
  return wtsconform::RunProgram("wtsconform", argc, argv, wtsconform::Run);
}
