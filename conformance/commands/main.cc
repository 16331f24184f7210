#include <fmt/format.h>

#include <cstdio>
#include <exception>

#include "conformance/runner/case_process.h"
#include "conformance/commands/command_line.h"
#include "conformance/runner/memory_checker.h"
#include "conformance/platform/platform.h"
#include "spec/loader/toml/utf8_path.h"

namespace wtsconform {
namespace {

int Dispatch(CommandLine& line) {
  const Suite suite = line.spec.empty() ? LoadSuite() : LoadSuiteFrom(PathOf(line.spec));
  if (line.command == "list") return List(line.list, suite);
  if (line.command == "explain") return Explain(line.explain, suite);
  if (line.command == "report") return WriteReport(line.report, suite);
  if (line.command == "diff") return Diff(line.old_results, line.new_results);
  if (line.command == "merge") return MergeResults(line.parts, line.merged, suite);
  if (line.command == "repro") return Repro(line.repro, suite);
  if (line.command == "coverage") return CoverageCommand(line.coverage, suite);
  if (line.command == "verify") return Verify(line.verify, suite);
  if (line.command == "selftest") return Selftest(line.selftest, suite);
  if (line.command == "histories") return Histories(line.histories, suite);
  if (line.command == "concurrent") return Concurrent(line.concurrent, suite);
  return Run(line.run, suite);
}

int Complain(const std::string& problem) {
  fmt::print(stderr, "wtsconform: {}\n", problem);
  return kRefused;
}

int Main(const std::vector<std::string>& words) {
  CommandLine line = ReadCommandLine(words);
  if (line.finished) return *line.finished;
  if (!line.memory_checker.empty()) RunUnderMemoryChecker(line.memory_checker, words);
  return Dispatch(line);
}

}  // namespace
}  // namespace wtsconform

int main(int argc, char** argv) {
  using namespace wtsconform;
  try {
    DoAsChild(RunDescribedTask);
    return Main(CommandLineArguments(argc, argv));
  } catch (const InputError& error) {
    return Complain(error.what());
  } catch (const UnusableLibrary& error) {
    return Complain(error.what());
  } catch (const ResultsError& error) {
    return Complain(error.what());
  } catch (const std::exception& error) {
    fmt::print(stderr, "wtsconform: the harness failed: {}\n", error.what());
    return kHarnessFailed;
  }
}
