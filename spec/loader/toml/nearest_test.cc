#include "spec/loader/toml/nearest.h"

#include <gtest/gtest.h>

namespace wtsconform {
namespace {

TEST(Nearest, FindsWhatWasMeant) {
  const std::vector<std::string> words = {"openers", "ex-openers", "read-only", "everyday"};
  EXPECT_EQ(Nearest("opener", words), "openers");
  EXPECT_EQ(Nearest("everday", words), "everyday");
  EXPECT_EQ(Nearest("raed-only", words), "read-only");
  EXPECT_EQ(Nearest("openers", words), "openers");
}

TEST(Nearest, TakesTheFirstOfEquallyNearOnes) {
  EXPECT_EQ(Nearest("kloses", {"closes", "kloser"}), "closes");
}

TEST(Nearest, LongWordsMayDifferInAThird) {
  EXPECT_EQ(Nearest("WTSEnumerateServers", {"WTSEnumerateSessions"}), "WTSEnumerateSessions");
  EXPECT_EQ(Nearest("WTSQueryUserToken", {"WTSEnumerateSessions"}), "");
}

// One letter is no evidence that another letter was meant.
TEST(Nearest, NeverReplacesMoreThanHalf) {
  EXPECT_EQ(Nearest("g", {"h"}), "");
  EXPECT_EQ(Nearest("", {"h", ""}), "");
  EXPECT_EQ(Nearest("on", {"open", "end"}), "");
  EXPECT_EQ(Nearest("iz", {"is"}), "is");
  EXPECT_EQ(Nearest("opne", {"open"}), "open");
}

TEST(Nearest, NeedsCandidates) { EXPECT_EQ(Nearest("word", {}), ""); }

TEST(DidYouMean, IsAHintOrNothing) {
  EXPECT_EQ(DidYouMean("consumr", {"consumer"}), " (did you mean \"consumer\"?)");
  EXPECT_EQ(DidYouMean("consumr", {"opener"}), "");
}

}  // namespace
}  // namespace wtsconform
