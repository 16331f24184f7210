// Every option of `run` reaches whoever needs it.
#include "conformance/commands/run_settings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <type_traits>

#include "conformance/commands/command_line.h"

namespace wtsconform {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// Another value than the default.
void Change(const Option& option) {
  std::visit(
      [](const auto& value) {
        using Held = std::decay_t<decltype(value)>;
        if constexpr (std::is_same_v<Held, Number>) {
          *value.value = *value.value == value.most ? value.least : value.most;
        } else if constexpr (std::is_same_v<Held, bool*>) {
          *value = true;
        } else if constexpr (std::is_same_v<Held, std::string*>) {
          *value = "x";
        } else if constexpr (std::is_same_v<Held, std::vector<std::string>*>) {
          *value = {"x", "y"};
        } else {
          ++*value;
        }
      },
      option.value);
}

std::set<std::string> OptionsNotGivenTo(Audience audience) {
  static const Suite suite = LoadSuite();
  std::set<std::string> missing;
  RunSettings settings;
  for (const Option& option : RunTable(settings)) {
    Change(option);
    const std::vector<std::string> words = RunWords(settings, suite, audience);
    if (std::find(words.begin(), words.end(), option.name) == words.end()) {
      missing.insert(option.name);
    }
  }
  return missing;
}

// A new option stands on neither list, so this test asks who else needs it.
TEST(RunSettings, ARunnerIsGivenAllButOutputsAndWhatTheProfileSays) {
  EXPECT_THAT(OptionsNotGivenTo(kRunner),
              ElementsAre("--as-test", "--expect", "--html", "--json", "--junit", "--markdown",
                          "--no-expect", "--prepare", "--resume", "--server", "--unreachable",
                          "--write-expect", "implementation"));
}

TEST(RunSettings, AReaderIsGivenAllButOutputsAndTheSelection) {
  EXPECT_THAT(
      OptionsNotGivenTo(kReader),
      ElementsAre("--as-test", "--clause", "--exclude", "--filter", "--html", "--jobs", "--json",
                  "--junit", "--level", "--markdown", "--prepare", "--requirements", "--resume",
                  "--shard", "--write-expect", "implementation"));
}

TEST(RunSettings, WhatWasNotChangedIsNotRepeated) {
  EXPECT_THAT(RunWords(RunSettings(), LoadSuite(), kRunner), IsEmpty());
  EXPECT_THAT(RunWords(RunSettings(), LoadSuite(), kReader), IsEmpty());
}

// The words mean the same to the command line that reads them.
TEST(RunSettings, TheWordsAreReadAsTheyWereMeant) {
  RunSettings settings;
  settings.selection.filters = {"a/*", "-b"};
  settings.selection.excludes = {"c"};
  settings.selection.requirements = "2026.1";
  settings.run.timeout = std::chrono::milliseconds(250);
  settings.mutating = true;
  std::vector<std::string> words = RunWords(settings, LoadSuite(), kRunner);
  words.insert(words.begin(), "run");
  RunSettings read;
  const std::vector<Command> commands = {
      {.name = "run", .summary = "", .options = RunTable(read), .run = [](const Suite&) {
         return 0;
       }}};
  ASSERT_EQ(ReadCommandLine(commands, words).command, &commands.front());
  EXPECT_EQ(read.selection.filters, settings.selection.filters);
  EXPECT_EQ(read.selection.excludes, settings.selection.excludes);
  EXPECT_EQ(read.selection.requirements, "2026.1");
  EXPECT_EQ(read.run.timeout, settings.run.timeout);
  EXPECT_TRUE(read.mutating);
}

}  // namespace
}  // namespace wtsconform
