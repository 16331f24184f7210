#include "conformance/commands/complaint.h"

#include <cstdio>
#include <exception>

#include "conformance/isolation/isolation.h"
#include "conformance/platform/interruption.h"
#include "conformance/platform/output_file.h"
#include "conformance/platform/platform.h"
#include "conformance/platform/print.h"
#include "conformance/platform/standard_streams.h"
#include "conformance/runner/case_process.h"
#include "conformance/runner/exit_status.h"
#include "conformance/runner/runner.h"
#include "reports/formats/results.h"
#include "spec/loader/toml/toml_value.h"

namespace wtsconform {

int StatusOrComplaint(const char* program, const std::function<int()>& work) {
  const auto complain = [program](const std::exception& problem, int status) {
    PrintError("{}: {}\n", program, problem.what());
    return status;
  };
  try {
    return work();
  } catch (const InputError& error) {
    return complain(error, kRefused);
  } catch (const UnusableLibrary& error) {
    return complain(error, kRefused);
  } catch (const CannotIsolate& error) {
    return complain(error, kRefused);
  } catch (const ResultsError& error) {
    return complain(error, kRefused);
  } catch (const OutputError& error) {
    return complain(error, kHarnessFailed);
  } catch (const Interrupted& interrupted) {
    return kInterrupted + interrupted.signal();
  } catch (const std::exception& error) {
    // What could not be printed is complained of at the end.
    if (!std::ferror(stdout)) {
      PrintError("{}: the harness failed: {}\n", program, error.what());
    }
    return kHarnessFailed;
  }
}

int RunProgram(const char* program, int argc, char** argv,
               const std::function<int(const std::vector<std::string>&)>& run) {
  PrepareStandardStreams();
  const int status = StatusOrComplaint(program, [&] {
    DoAsChild(RunDescribedTask);
    ResetInheritedSignals();
    return run(CommandLineArguments(argc, argv));
  });
  if (StdoutIsWritten(program) || status == kRefused || status > kInterrupted) return status;
  return kHarnessFailed;
}

}  // namespace wtsconform
