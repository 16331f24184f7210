#include <exception>

#include "conformance/commands/command_line.h"
#include "conformance/commands/commands.h"
#include "conformance/platform/platform.h"
#include "conformance/platform/print.h"
#include "conformance/runner/case_process.h"
#include "spec/loader/toml/utf8_path.h"

namespace wtsconform {
namespace {

// In the order of the help text.
std::vector<Command> AllCommands() {
  return {RunCommand(),      ListCommand(),     ExplainCommand(),   ReportCommand(),
          DiffCommand(),     MergeCommand(),    VerifyCommand(),    ReproCommand(),
          SelftestCommand(), CoverageCommand(), HistoriesCommand(), ConcurrentCommand()};
}

int Main(const std::vector<std::string>& words) {
  const std::vector<Command> commands = AllCommands();
  const CommandLine line = ReadCommandLine(commands, words);
  if (line.finished) return *line.finished;
  return line.command->run(line.spec.empty() ? LoadSuite() : LoadSuiteFrom(PathOf(line.spec)));
}

int Refuse(const std::exception& problem) {
  PrintError("wtsconform: {}\n", problem.what());
  return kRefused;
}

}  // namespace
}  // namespace wtsconform

int main(int argc, char** argv) {
  using namespace wtsconform;
  try {
    DoAsChild(RunDescribedTask);
    ResetInheritedSignals();
    return Main(CommandLineArguments(argc, argv));
  } catch (const InputError& error) {
    return Refuse(error);
  } catch (const UnusableLibrary& error) {
    return Refuse(error);
  } catch (const CannotIsolate& error) {
    return Refuse(error);
  } catch (const ResultsError& error) {
    return Refuse(error);
  } catch (const std::exception& error) {
    PrintError("wtsconform: the harness failed: {}\n", error.what());
    return kHarnessFailed;
  }
}
