// wtsconform-gtest: the suite as a GoogleTest program, a test for each case.
//
//   wtsconform-gtest --library ./libvendor.so --server NAME --gtest_filter='CLOSE_6.*'
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>

#include "conformance/commands/command_line.h"
#include "conformance/commands/commands.h"
#include "conformance/commands/complaint.h"
#include "conformance/gtest/bazel.h"
#include "conformance/gtest/registration.h"
#include "conformance/platform/print.h"
#include "conformance/runner/memory_checker.h"
#include "conformance/runner/selection.h"

namespace wtsconform {
namespace {

constexpr char kName[] = "wtsconform-gtest";

using Words = std::vector<std::string>;

struct Given {
  ImplementationWords words;
  RunSettings settings;
};

std::vector<Option> OptionsOf(Given& given) {
  RunSettings& settings = given.settings;
  std::vector<Option> options = {
      {"implementation", "", "A known name, a profile (.toml) or a library",
       &given.words.implementation},
      {"--library", "FILE", "The library to judge", &given.words.library},
      {"--profile", "FILE", "The profile (.toml) of an implementation", &given.words.profile},
      ServerOption(settings.server),
      UnreachableOption(settings.unreachable),
      {"--level", "LEVEL", "Only cases of this level: required, robustness or observed",
       &settings.selection.level, kRunner},
      {"--requirements", "VERSION", "Only the cases of a frozen set, e.g. 2026.1",
       &settings.selection.requirements, kRunner},
  };
  for (const auto& table : {JudgementTable(settings), CallTable(settings)}) {
    options.insert(options.end(), table.begin(), table.end());
  }
  return options;
}

Command TheCommand(Given& given) {
  std::string known;
  for (const std::string& name : KnownImplementations()) known += " " + name;
  return {.name = kName,
          .summary =
              "Tests an implementation of Wtsapi32 as `wtsconform run` does: each case is a "
              "GoogleTest test, Clause.case",
          .options = OptionsOf(given),
          .footer = "Known implementations:" + known +
                    "\nAll flags of GoogleTest are accepted: --gtest_filter=CLOSE_6.*,\n"
                    "--gtest_list_tests, --gtest_output=xml:FILE and the others (below).\n"
                    "Exit status: 0 all as expected, 1 a test failed, 2 refused input or no test\n"
                    "selected, 3 harness failure, 4 nothing could be decided, or a required case\n"
                    "stayed inconclusive; 128 + the signal that interrupted it",
          .run = {}};
}

// GoogleTest takes its flags out of the words, and prints its help where it does not know one that
// is left.
void InitializeGoogleTest(Words flags) {
  std::string program = kName;
  std::vector<char*> arguments = {program.data()};
  for (std::string& flag : flags) arguments.push_back(flag.data());
  int count = static_cast<int>(arguments.size());
  arguments.push_back(nullptr);
  testing::InitGoogleTest(&count, arguments.data());
  if (count > 1 && std::string_view(arguments[1]) != "--help") {
    throw InputError(std::string("\"") + arguments[1] +
                     "\" is no flag of GoogleTest, or has no value that it takes");
  }
}

int Help(Given& given) {
  ReadCommandLine(TheCommand(given), {"--help"});
  Print("\n");
  InitializeGoogleTest({"--help"});
  return kAllAsExpected;
}

Candidate CandidateOf(Given& given, const Suite& suite) {
  const std::string name = ImplementationOf(given.words);
  if (name.empty()) {
    throw InputError(
        "name what is to be judged: --library FILE, --profile FILE or a known implementation\n"
        "Try: wtsconform-gtest --help");
  }
  given.settings.implementations = {name};
  DecideOnMutating(given.settings);
  Candidate candidate = std::move(FindCandidates(given.settings, suite).front());
  IsAvailable(candidate, given.settings, suite);
  return candidate;
}

int RunTests(const SuiteRun& run) {
  TakeBazelsShards();
  const int failed = RUN_ALL_TESTS();
  if (!AnythingWasRun()) {
    PrintError("{}: no test was run: the filter is \"{}\"; --gtest_list_tests lists them\n", kName,
               GTEST_FLAG_GET(filter));
    return kRefused;
  }
  if (!failed) return kAllAsExpected;
  return run.status() == kAllAsExpected ? kUnexpected : run.status();
}

int Main(const Words& words) {
  Given given;
  const auto is_flag = [](const std::string& word) { return word.starts_with("--gtest_"); };
  Words own, flags;
  for (const std::string& word : words) (is_flag(word) ? flags : own).push_back(word);
  const auto asks_for_help = [](const std::string& word) {
    return word == "--help" || word == "-h";
  };
  if (std::any_of(own.begin(), own.end(), asks_for_help)) return Help(given);
  const Command command = TheCommand(given);
  const CommandLine line = ReadCommandLine(command, own);
  if (line.finished) return *line.finished;
  if (!given.settings.memory_checker.empty()) RunUnderMemoryChecker(given.settings.memory_checker);
  InitializeGoogleTest(flags);
  const Suite suite = LoadNamedSuite(line.spec);
  const std::vector<const Case*> cases = Select(suite, given.settings.selection);
  if (GTEST_FLAG_GET(list_tests)) {
    RegisterCases(suite, cases, nullptr);
    return RUN_ALL_TESTS();
  }
  Candidate candidate = CandidateOf(given, suite);
  SuiteRun run(suite, given.settings, std::move(candidate));
  RegisterCases(suite, cases, &run);
  return RunTests(run);
}

}  // namespace
}  // namespace wtsconform

int main(int argc, char** argv) {
  using namespace wtsconform;
  return RunProgram(kName, argc, argv, Main);
}
