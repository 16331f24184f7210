#include "reports/formats/outgoing_text.h"

#include <gtest/gtest.h>

#include <string>

#include "reports/formats/style.h"

namespace wtsconform {
namespace {

constexpr char kReplacement[] = "\xEF\xBF\xBD";

std::string Written(std::string_view text, bool colour = false) {
  return OutgoingText(colour).Next(text);
}

TEST(OutgoingText, KeepsPlainText) {
  for (const std::string text : {"", "a: b\n", "std::string a::b\n", "## heading\n### another\n",
                                 "# 1\n#2 \n", "\xC3\xA4 \xE2\x82\xAC\n"}) {
    EXPECT_EQ(Written(text), text);
  }
}

TEST(OutgoingText, NothingSteersATerminal) {
  EXPECT_EQ(Written("a\x1b[2Jb"), std::string("a") + kReplacement + "[2Jb");
  EXPECT_EQ(Written("\x07"), kReplacement);
  EXPECT_EQ(Written("a\rb"), std::string("a") + kReplacement + "b");
  EXPECT_EQ(Written("\xC2\x9B"), std::string(kReplacement) + kReplacement);
  EXPECT_EQ(Written("\xE2\x80\xAE"), std::string(kReplacement) + kReplacement + kReplacement) << "from right to left";
}

TEST(OutgoingText, ColoursPassWhereTheyAreShown) {
  const std::string red = Paint({true, 0}, TextStyle::kBad, "no");
  EXPECT_EQ(Written(red, true), red);
  EXPECT_EQ(Written(red).find('\x1b'), std::string::npos);
  EXPECT_EQ(Written(red + "\x1b[2J" + red + "\x1b", true), red + kReplacement + "[2J" + red + kReplacement);
  EXPECT_EQ(Written("\x1b[31m\x1b[1;31;8m", true),
            std::string(kReplacement) + "[31m" + kReplacement + "[1;31;8m")
      << "only those of Paint";
}

TEST(OutgoingText, NoLineIsACommandToGithub) {
  EXPECT_EQ(Written("::error::a"), ": :error::a");
  EXPECT_EQ(Written("a\n::error::a\n::b"), "a\n: :error::a\n: :b");
  EXPECT_EQ(Written(" \t ::error::a"), " \t : :error::a") << "it ignores white space";
  EXPECT_EQ(Written("\xC2\xA0::error::a"), "\xC2\xA0: :error::a") << "of any kind";
  EXPECT_EQ(Written("\x1b::error::a"), std::string(kReplacement) + ": :error::a");
  EXPECT_EQ(Written("##[error]a"), "## [error]a");
  EXPECT_EQ(Written("text ##[error]a"), "text ## [error]a") << "it looks anywhere";
}

TEST(OutgoingText, NoLineIsACommandToOthers) {
  EXPECT_EQ(Written("a ##vso[task.complete]"), "a ## vso[task.complete]");
  EXPECT_EQ(Written("##teamcity[a]"), "## teamcity[a]");
}

TEST(OutgoingText, ALineMayComeInPieces) {
  OutgoingText pieces(false);
  EXPECT_EQ(pieces.Next(" "), " ");
  EXPECT_EQ(pieces.Next(":"), ":");
  EXPECT_EQ(pieces.Next(":error::"), " :error::");
  EXPECT_EQ(pieces.Next("a::b\n"), "a::b\n");
  EXPECT_EQ(pieces.Next("::b #"), ": :b #");
  EXPECT_EQ(pieces.Next("#["), "# [");
}

}  // namespace
}  // namespace wtsconform
