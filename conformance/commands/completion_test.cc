#include "conformance/commands/completion.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "conformance/commands/commands.h"
#include "conformance/commands/manual.h"

namespace wtsconform {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(Completion, EveryShellAndTheManualKnowEveryOption) {
  const std::vector<Command> commands = {RunCommand(), ListCommand(), WatchCommand()};
  const std::string bash = BashCompletion(commands, {});
  const std::string zsh = ZshCompletion(commands, {});
  const std::string fish = FishCompletion(commands, {});
  const std::string manual = ManualPage(commands);
  for (const Command& command : commands) {
    for (const Option& option : command.options) {
      if (!IsNamed(option)) continue;
      const std::string name = NamesOf(option).back();
      EXPECT_THAT(bash, HasSubstr(" " + name)) << command.name;
      EXPECT_THAT(zsh, HasSubstr(name + "[")) << command.name;
      EXPECT_THAT(fish, HasSubstr("from " + command.name + "'" + " -l " + name.substr(2)))
          << command.name;
    }
    EXPECT_THAT(manual, HasSubstr(".SS " + command.name + "\n"));
  }
  EXPECT_THAT(manual, HasSubstr("\\fB\\-\\-unreachable\\fR \\fINAME\\fR\n"));
}

std::string text_of_option;
Command Awkward() {
  return {.name = "awkward",
          .summary = "It's [odd]: 100 %",
          .options = {{"-a,--an", "VALUE", ".hidden 'quote' [x]", &text_of_option}},
          .run = nullptr};
}

TEST(Completion, SignsOfTheShellAreQuoted) {
  EXPECT_THAT(ZshCompletion({Awkward()}, {}), HasSubstr(R"('awkward:It'\''s \[odd\]\: 100 %')"));
  EXPECT_THAT(ZshCompletion({Awkward()}, {}),
              HasSubstr(R"('--an[.hidden '\''quote'\'' \[x\]]:VALUE:_files')"));
  EXPECT_THAT(FishCompletion({Awkward()}, {}),
              HasSubstr(R"( -s a -l an -r -d '.hidden '\''quote)"));
  EXPECT_THAT(ManualPage({Awkward()}), HasSubstr("\n\\&.hidden 'quote' [x]\n"));
}

TEST(Completion, KnownValuesTakeThePlaceOfFiles) {
  const KnownValues values = {{"--an", {"one", "two"}}};
  EXPECT_THAT(BashCompletion({Awkward()}, values), HasSubstr("--an) words='one two' ;;"));
  EXPECT_THAT(BashCompletion({Awkward()}, values), Not(HasSubstr("taking=' --spec -a --an")));
  EXPECT_THAT(ZshCompletion({Awkward()}, values), HasSubstr(":VALUE:(one two)'"));
  EXPECT_THAT(FishCompletion({Awkward()}, values), HasSubstr(" -x -a 'one two'"));
}

}  // namespace
}  // namespace wtsconform
