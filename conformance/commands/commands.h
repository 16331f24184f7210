// The program's commands. Each returns the process's exit status and writes its result to stdout;
// what it throws is reported by main.
#ifndef WTSCONFORM_CONFORMANCE_COMMANDS_COMMANDS_H_
#define WTSCONFORM_CONFORMANCE_COMMANDS_COMMANDS_H_

#include <string>
#include <vector>

#include "conformance/runner/runner.h"
#include "conformance/runner/selection.h"
#include "spec/loader/tables/suite.h"

namespace wtsconform {

// The contract of the exit status, most important first.
enum ExitStatus {
  kAllAsExpected = 0,
  kRefused = 2,            // wrong usage, or an input that is refused
  kHarnessFailed = 3,
  kUnexpected = 1,         // an unexpected finding, or a listed one that did not happen
  kNothingDecided = 4,     // no case that needs an opened handle could be decided
};

struct RunCommand {
  std::vector<std::string> implementations;
  std::string prepare;  // a shell's command that is given each implementation's name before its turn
  std::string server;
  std::string unreachable;
  SelectionOptions selection;
  RunOptions run;
  std::string expect;
  bool no_expect = false;
  bool mutating = false;
  bool may_be_lost = false;
  std::string json;
  std::string junit;
  std::string html;
  std::string markdown;
};

struct ReproCommand {
  std::string subject;         // a case's id
  std::string implementation;  // whose set-up is written into the program; "" for any
  std::string output;          // "" for stdout
};

struct HistoriesCommand {
  std::string implementation;
  std::string server;
  std::string unreachable;
  RunOptions run;
  std::size_t depth = 5;
};

struct ConcurrentCommand {
  std::string implementation;
  std::string server;
  RunOptions run;
  int rounds = 300;
  std::uint32_t seed = 1;
};

struct SelftestCommand {
  RunOptions run;
  std::vector<std::string> only;
  bool full = false;
  std::string json;
  std::string markdown;
};

int Run(const RunCommand& command, const Suite& suite);
int List(const SelectionOptions& selection, const Suite& suite);
// `what` is a case's id, a pattern, or a clause's id.
int Explain(const std::string& what, const Suite& suite);
int Repro(const ReproCommand& command, const Suite& suite);
// `clause` "" is a summary of all.
int CoverageCommand(const std::string& clause, const Suite& suite);
int Histories(const HistoriesCommand& command, const Suite& suite);
int Concurrent(const ConcurrentCommand& command, const Suite& suite);
int Selftest(const SelftestCommand& command, const Suite& suite);

struct ReportCommand {
  std::vector<std::string> files;
  std::string folder;
};

int WriteReport(const ReportCommand& command, const Suite& suite);

int Diff(const std::string& old_file, const std::string& new_file);
int MergeResults(const std::vector<std::string>& files, const std::string& output,
                 const Suite& suite);

struct VerifyCommand {
  std::string file;
  std::string implementation;  // "": the one that the file names
  std::string server;
  std::string unreachable;
  int sample = 100;  // cases run again beside all problems
  RunOptions run;
};

int Verify(const VerifyCommand& command, const Suite& suite);

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_COMMANDS_COMMANDS_H_
