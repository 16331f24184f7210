#include <exception>

#include "conformance/commands/command_line.h"
#include "conformance/commands/commands.h"
#include "conformance/platform/interruption.h"
#include "conformance/platform/output_file.h"
#include "conformance/platform/platform.h"
#include "conformance/platform/print.h"
#include "conformance/platform/standard_streams.h"
#include "conformance/runner/case_process.h"
#include "spec/loader/toml/utf8_path.h"

namespace wtsconform {
namespace {

// In the order of the help text.
std::vector<Command> AllCommands() {
  return {RunCommand(),       ListCommand(),     ExplainCommand(),  ReportCommand(),
          DiffCommand(),      MergeCommand(),    VerifyCommand(),   ReproCommand(),
          RecordCommand(),    SelftestCommand(), CoverageCommand(), HistoriesCommand(),
          ConcurrentCommand()};
}

int Run(const std::vector<std::string>& words) {
  const std::vector<Command> commands = AllCommands();
  const CommandLine line = ReadCommandLine(commands, words);
  if (line.finished) return *line.finished;
  return line.command->run(line.spec.empty() ? LoadSuite() : LoadSuiteFrom(PathOf(line.spec)));
}

int Complain(const std::exception& problem, int status) {
  PrintError("wtsconform: {}\n", problem.what());
  return status;
}

int RunOrComplain(int argc, char** argv) {
  try {
    DoAsChild(RunDescribedTask);
    ResetInheritedSignals();
    return Run(CommandLineArguments(argc, argv));
  } catch (const InputError& error) {
    return Complain(error, kRefused);
  } catch (const UnusableLibrary& error) {
    return Complain(error, kRefused);
  } catch (const CannotIsolate& error) {
    return Complain(error, kRefused);
  } catch (const ResultsError& error) {
    return Complain(error, kRefused);
  } catch (const OutputError& error) {
    return Complain(error, kHarnessFailed);
  } catch (const Interrupted& interrupted) {
    return kInterrupted + interrupted.signal();
  } catch (const std::exception& error) {
    // What could not be printed is complained of at the end.
    if (!std::ferror(stdout)) {
      PrintError("wtsconform: the harness failed: {}\n", error.what());
    }
    return kHarnessFailed;
  }
}

}  // namespace
}  // namespace wtsconform

int main(int argc, char** argv) {
  using namespace wtsconform;
  PrepareStandardStreams();
  const int status = RunOrComplain(argc, argv);
  if (StdoutIsWritten("wtsconform") || status == kRefused || status > kInterrupted) return status;
  return kHarnessFailed;
}
