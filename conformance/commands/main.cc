#include "conformance/commands/command_line.h"
#include "conformance/commands/commands.h"
#include "conformance/commands/complaint.h"
#include "conformance/platform/platform.h"
#include "conformance/platform/standard_streams.h"
#include "conformance/runner/case_process.h"
#include "spec/loader/toml/utf8_path.h"

namespace wtsconform {
namespace {

// In the order of the help text.
std::vector<Command> AllCommands() {
  return {RunCommand(),        ListCommand(),     ExplainCommand(),  ReportCommand(),
          DiffCommand(),       MergeCommand(),    VerifyCommand(),   ReproCommand(),
          RecordCommand(),     SelftestCommand(), CoverageCommand(), HistoriesCommand(),
          ConcurrentCommand(), WatchCommand()};
}

int Run(const std::vector<std::string>& words) {
  const std::vector<Command> commands = AllCommands();
  const CommandLine line = ReadCommandLine(commands, words);
  if (line.finished) return *line.finished;
  return line.command->run(line.spec.empty() ? LoadSuite() : LoadSuiteFrom(PathOf(line.spec)));
}

}  // namespace
}  // namespace wtsconform

int main(int argc, char** argv) {
  using namespace wtsconform;
  PrepareStandardStreams();
  const int status = StatusOrComplaint("wtsconform", [&] {
    DoAsChild(RunDescribedTask);
    ResetInheritedSignals();
    return Run(CommandLineArguments(argc, argv));
  });
  if (StdoutIsWritten("wtsconform") || status == kRefused || status > kInterrupted) return status;
  return kHarnessFailed;
}
