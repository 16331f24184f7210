// What a command of the program is: its words and what it does. Each command_*.cc makes one;
// command_line.cc reads the words into it.
//
//   Command ListCommand() {
//     const auto selection = std::make_shared<SelectionOptions>();
//     return {.name = "list",
//             .summary = "List the cases",
//             .options = SelectionTable(*selection),
//             .run = [selection](const Suite& suite) { return List(*selection, suite); }};
//   }
#ifndef WTSCONFORM_CONFORMANCE_COMMANDS_COMMAND_H_
#define WTSCONFORM_CONFORMANCE_COMMANDS_COMMAND_H_

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <variant>
#include <vector>

#include "conformance/runner/runner.h"
#include "conformance/runner/selection.h"
#include "spec/loader/tables/suite.h"

namespace wtsconform {

struct Number {
  int* value;
  int least;
  int most;
};

// Who else has to be given an option in order to do the same as this process.
enum Audience : unsigned {
  kNobodyElse = 0,
  kRunner = 1,      // the program that the profile's runner starts
  kReader = 2,      // who copies the command that reproduces a finding
  kSamePerson = 4,  // who gave all options, and gives them again
};

// An option, or a word that is known by its position. `value` points to the variable that it sets,
// which holds the default until then and must outlive the option.
struct Option {
  std::string name;  // "--clause", "-o,--output"; without a hyphen: a word
  std::string type;  // what the help calls the value of an option: "ID"
  std::string help;
  std::variant<bool*, std::string*, std::vector<std::string>*, Number, std::uint32_t*,
               std::chrono::milliseconds*>
      value;
  unsigned audience = kNobodyElse;
  bool required = false;
  std::string excludes = {};  // an option before this one
};

struct Command {
  std::string name;
  std::string summary;
  std::vector<Option> options;
  std::string footer = {};                      // of its help
  std::vector<std::string>* program = nullptr;  // takes "-- PROGRAM ARGUMENTS", which go here
  std::function<int(const Suite&)> run;  // returns the exit status; prints its result on stdout
};

// Whether it is given by its name, and is no word that is known by its position.
bool IsNamed(const Option& option);
// "-o" and "--output" of "-o,--output".
std::vector<std::string> NamesOf(const Option& option);
bool TakesValue(const Option& option);

// The words that set the option to its value again; none for one that is off or empty.
std::vector<std::string> WordsOf(const Option& option);

// Those of the options for this audience whose values differ from the defaults. Both tables are of
// the same command.
std::vector<std::string> ChangedWords(const std::vector<Option>& options,
                                      const std::vector<Option>& defaults, Audience audience);

// The words with which the audience reads the same tables: none where they are the embedded ones.
std::vector<std::string> SpecWords(const Suite& suite, Audience audience);

// Options that several commands have.
Option SpecOption(std::string& folder);  // every command
std::vector<Option> SelectionTable(SelectionOptions& selection);
Option ImplementationWord(std::string& implementation);
Option ServerOption(std::string& server);
Option UnreachableOption(std::string& name);
Option WithDependenciesOption(bool& with_dependencies);
Option JobsOption(RunOptions& run);
Option TimeoutOption(RunOptions& run);

// With as many jobs as keep this machine's processors busy.
RunOptions DefaultRunOptions();

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_COMMANDS_COMMAND_H_
