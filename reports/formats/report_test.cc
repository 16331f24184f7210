#include "reports/formats/report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "reports/tests/test_results.h"

namespace wtsconform {
namespace {

using ::testing::ElementsAre;

TEST(Slugs, KeepPlainNames) {
  EXPECT_THAT(Slugs({"mock", "winpr-mock", "wine-9.0_b"}),
              ElementsAre("mock", "winpr-mock", "wine-9.0_b"));
}

TEST(Slugs, LeadOutOfNoFolderAndAreNeverEmpty) {
  EXPECT_THAT(Slugs({"../../etc/passwd", "a/b\\c", "", "..", "\xff\xfe", ".hidden"}),
              ElementsAre("etc_passwd", "a_b_c", "unnamed", "unnamed-2", "unnamed-3", "hidden"));
}

TEST(Slugs, DifferWhereNamesAreAlmostTheSame) {
  EXPECT_THAT(Slugs({"a b", "a_b", "A_B"}), ElementsAre("a_b", "a_b-2", "A_B-3"));
}

TEST(RepeatCommand, IsOneLineThatAShellTakesAsItIs) {
  EXPECT_EQ(RepeatCommand("mock", "close/a/WTSOpenServerW"),
            "wtsconform run mock --filter 'close/a/WTSOpenServerW'");
  EXPECT_EQ(RepeatCommand("it's; rm -rf /", "a'b"),
            "wtsconform run 'it'\\''s; rm -rf /' --filter 'a'\\''b'");
  EXPECT_EQ(RepeatCommand("--json", "a"), "wtsconform run '--json' --filter 'a'");
}

TEST(Report, GivesAnEmptyNoteOnAnUnknownClause) {
  const Report report({testing::EveryVerdict()}, {"a.json"}, {{"OPEN-1", {"says", "page"}}});
  EXPECT_EQ(report.Note("OPEN-1").text, "says");
  EXPECT_EQ(report.Note("OPEN-2").text, "");
}

}  // namespace
}  // namespace wtsconform
