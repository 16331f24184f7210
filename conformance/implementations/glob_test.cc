#include "conformance/implementations/glob.h"

#include <gtest/gtest.h>

namespace wtsconform {
namespace {

TEST(Glob, TextWithoutWildcardsMatchesItselfOnly) {
  EXPECT_TRUE(GlobMatches("close/many", "close/many"));
  EXPECT_FALSE(GlobMatches("close/many", "close/many/2"));
  EXPECT_FALSE(GlobMatches("close/many", "lose/many"));
  EXPECT_FALSE(GlobMatches("close/many", "Close/many"));
  EXPECT_TRUE(GlobMatches("", ""));
  EXPECT_FALSE(GlobMatches("", "a"));
  EXPECT_FALSE(GlobMatches("a", ""));
}

TEST(Glob, StarIsAnyTextAlsoNoneAndAcrossSlashes) {
  EXPECT_TRUE(GlobMatches("*", ""));
  EXPECT_TRUE(GlobMatches("*", "close/use-after-close/WTSOpenServerA"));
  EXPECT_TRUE(GlobMatches("close/*", "close/"));
  EXPECT_TRUE(GlobMatches("*/WTSOpenServerA", "close/use-after-close/WTSOpenServerA"));
  EXPECT_FALSE(GlobMatches("*/WTSOpenServerA", "close/use-after-close/WTSOpenServerA/more"));
  EXPECT_TRUE(GlobMatches("c**e", "close"));
}

TEST(Glob, StarGivesBackWhatItTookTooMuch) {
  EXPECT_TRUE(GlobMatches("*ab", "aab"));
  EXPECT_TRUE(GlobMatches("*a*b*c", "xxaxxbabc"));
  EXPECT_TRUE(GlobMatches("a*bc*d", "abbcbcxd"));
  EXPECT_FALSE(GlobMatches("a*bc*d", "abbcbcx"));
}

TEST(Glob, QuestionMarkIsExactlyOneLetter) {
  EXPECT_TRUE(GlobMatches("WTSOpenServer?", "WTSOpenServerA"));
  EXPECT_FALSE(GlobMatches("WTSOpenServer?", "WTSOpenServer"));
  EXPECT_FALSE(GlobMatches("WTSOpenServer?", "WTSOpenServerEx"));
  EXPECT_TRUE(GlobMatches("*?", "a"));
  EXPECT_FALSE(GlobMatches("*?", ""));
}

TEST(Glob, NothingElseIsSpecial) {
  EXPECT_FALSE(GlobMatches("[ab]", "a"));
  EXPECT_TRUE(GlobMatches("[ab]", "[ab]"));
  EXPECT_FALSE(GlobMatches("a.b", "axb"));
  EXPECT_TRUE(GlobMatches("a\\*", "a\\b"));
}

// A pattern of stars against a text that nearly matches takes no exponential time.
TEST(Glob, ManyStarsAreNoTrouble) {
  std::string pattern, text(2000, 'a');
  for (int i = 0; i < 40; ++i) pattern += "a*";
  EXPECT_FALSE(GlobMatches(pattern + "b", text));
}

}  // namespace
}  // namespace wtsconform
