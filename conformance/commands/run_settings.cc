#include "conformance/commands/run_settings.h"

#include "conformance/platform/platform.h"

namespace wtsconform {
namespace {

// The files to write: nobody else writes them a second time.
std::vector<Option> OutputTable(RunSettings& settings) {
  return {
      {"--json", "FILE", "Write the results, case by case; a folder/ for several implementations",
       &settings.json},
      {"--resume", "FILE",
       "Go on with the run that left this unfinished file, with the same options; --json is the "
       "same file, unless another is given",
       &settings.resume},
      {"--junit", "FILE", "Write the results as JUnit XML; a folder/ for several", &settings.junit},
      {"--write-expect", "FILE",
       "Write the list of expected deviations so that the same run has none that is unexpected. A "
       "list that is there is brought up to date: what is still so stays as it is written, with "
       "its "
       "comments; reasons are kept; what passes now is taken out. Nothing that was not decided "
       "gets "
       "an entry. The run ends as it would with the new list",
       &settings.write_expect},
      {"--html", "FILE", "Write one page about all implementations", &settings.html},
      {"--markdown", "FILE", "Write a summary for a CI job or a pull request", &settings.markdown},
  };
}

}  // namespace

std::vector<Option> JudgementTable(RunSettings& settings) {
  return {JobsOption(settings.run),
          TimeoutOption(settings.run),
          {"--expect", "FILE", "The list of expected deviations, instead of the profile's",
           &settings.expect, kReader},
          {.name = "--no-expect",
           .type = "",
           .help = "Expect no deviation",
           .value = &settings.no_expect,
           .audience = kReader,
           .excludes = "--expect"}};
}

std::vector<Option> CallTable(RunSettings& settings) {
  constexpr unsigned kAll = kRunner | kReader;
  return {
      {"--stress", "", "Up to 10,000 handles and pairs outside the mock too", &settings.run.stress,
       kAll},
      WithDependenciesOption(settings.with_dependencies),
      {"--memory-checker", "HOW",
       "Detect uses of freed memory: allocator (glibc overwrites it) or valgrind",
       &settings.memory_checker, kAll},
      {"--mutating", "", "Also make calls that change something", &settings.mutating, kAll},
      {"--this-machine-may-be-lost", "", "Confirms --mutating", &settings.may_be_lost, kAll},
  };
}

void DecideOnMutating(RunSettings& settings) {
  if (settings.mutating != settings.may_be_lost) {
    throw InputError(
        "--mutating and --this-machine-may-be-lost go together: such calls can end "
        "processes and sessions of this machine");
  }
  if (settings.mutating && IsElevated()) {
    throw InputError(
        "--mutating is refused to root and to elevated users: run it as a user who owns nothing "
        "of value");
  }
  settings.run.may_mutate = settings.mutating;
}

std::vector<Option> RunTable(RunSettings& settings) {
  std::vector<Option> table = {
      {"implementation", "",
       "A known name (see below), a profile (.toml) or a library; by default the mock and "
       "every known implementation on this machine, on Windows its own wtsapi32.dll",
       &settings.implementations},
      ServerOption(settings.server),
      UnreachableOption(settings.unreachable),
  };
  const auto add = [&table](std::vector<Option> more) {
    table.insert(table.end(), more.begin(), more.end());
  };
  add(SelectionTable(settings.selection));
  // A runner selects the cases itself; a reader gets the id of one.
  add({{"--shard", "I/N", "Part I of N of the selected cases", &settings.selection.shard, kRunner},
       {"--as-test", "",
        "Be one test of a test runner: exit status 0 passed, 77 skipped (nothing could be "
        "decided), "
        "else failed, at every level",
        &settings.as_test}});
  add(JudgementTable(settings));
  add(OutputTable(settings));
  add(CallTable(settings));
  add({{"--prepare", "COMMAND",
        "A shell command, run with each implementation's name before its turn: it may build or "
        "fetch it",
        &settings.prepare}});
  return table;
}

std::vector<std::string> RunWords(const RunSettings& settings, const Suite& suite,
                                  Audience audience) {
  RunSettings given = settings, by_default;
  std::vector<std::string> words = SpecWords(suite, audience);
  for (std::string& word : ChangedWords(RunTable(given), RunTable(by_default), audience)) {
    words.push_back(std::move(word));
  }
  return words;
}

}  // namespace wtsconform
