// What the command `run` is asked to do.
#ifndef WTSCONFORM_CONFORMANCE_COMMANDS_RUN_SETTINGS_H_
#define WTSCONFORM_CONFORMANCE_COMMANDS_RUN_SETTINGS_H_

#include <string>
#include <vector>

#include "conformance/commands/command.h"

namespace wtsconform {

struct RunSettings {
  std::vector<std::string> implementations;
  std::string server;
  std::string unreachable;
  SelectionOptions selection;
  RunOptions run = DefaultRunOptions();
  std::string expect;
  bool no_expect = false;
  std::string write_expect;
  bool as_test = false;
  std::string json;
  std::string resume;
  std::string junit;
  std::string html;
  std::string markdown;
  std::string memory_checker;
  bool with_dependencies = false;
  bool mutating = false;
  bool may_be_lost = false;
  std::string prepare;  // a shell command that makes an implementation available
};

// The only description of the options of `run`: the command line is read by it, and what a runner
// and a reader are given is derived from it.
std::vector<Option> RunTable(RunSettings& settings);

// The options of RunTable that say how the cases are run and what is expected of them; without
// those that say which ones.
std::vector<Option> JudgementTable(RunSettings& settings);
// How calls are made; a part of RunTable too.
std::vector<Option> CallTable(RunSettings& settings);

// Sets run.may_mutate. Calls that change something need both options, and no right to change more
// than that; throws InputError.
void DecideOnMutating(RunSettings& settings);

// What the command does: runs, reports, writes its files, and returns the exit status.
int RunImplementations(RunSettings& settings, const Suite& suite);

// The options with which this audience does the same.
std::vector<std::string> RunWords(const RunSettings& settings, const Suite& suite,
                                  Audience audience);

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_COMMANDS_RUN_SETTINGS_H_
