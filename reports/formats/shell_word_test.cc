#include "reports/formats/shell_word.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace wtsconform {
namespace {

TEST(ShellWord, IsQuotedOnlyWhereAShellWouldReadItDifferently) {
  EXPECT_EQ(ShellWord("--server"), "--server");
  EXPECT_EQ(ShellWord("../lib/libvendor-2.so"), "../lib/libvendor-2.so");
  EXPECT_EQ(ShellWord(""), "''");
  EXPECT_EQ(ShellWord("two words"), "'two words'");
  EXPECT_EQ(ShellWord("open/*"), "'open/*'");
  EXPECT_EQ(ShellWord("$HOME"), "'$HOME'");
}

TEST(ShellWord, AQuoteInsideQuotesEndsThemForAMoment) {
  EXPECT_EQ(ShellQuoted("it's"), "'it'\\''s'");
}

TEST(ShellWord, ControlCharactersDoNotReachTheTerminal) {
  EXPECT_EQ(ShellQuoted("a\033[2Jb"), "'a\xEF\xBF\xBD[2Jb'");
}

TEST(ShellWord, SeveralFollowTheNameOfACommand) {
  EXPECT_EQ(ShellWords({}), "");
  EXPECT_EQ(ShellWords({"--spec", "my tables"}), " --spec 'my tables'");
}

}  // namespace
}  // namespace wtsconform
