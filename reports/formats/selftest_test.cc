#include "reports/formats/selftest.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <string>

#include "reports/formats/results.h"
#include "reports/page/html_selftest.h"
#include "reports/tests/test_file.h"

namespace wtsconform {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::SizeIs;

using SelftestTest = testing::FileTest<SelftestResults, ReadSelftest>;

constexpr char kSelftest[] = R"({"schema": "wtsconform-selftest/1",
  "tool": {"version": "0.1.0", "revision": "abc"}, "cases": 2, "lawful": {"choices": 3, "cases": 6},
  "accusations": [{"switches": "a,b", "case": "open/x", "verdict": "deviation", "detail": ""}],
  "defects": [{"name": "stale-accepted", "text": "<i>", "clause": "CLOSE-6", "level": "required",
               "applied": true, "caught": true, "case": "close/x", "history": "", "clauses": {
                 "CLOSE-6": {"caught": 3, "of": 4, "left_out": 0},
                 "EX-6": {"caught": 1, "of": 9, "left_out": 0}}},
              {"name": "twice", "text": "t", "clause": "CLOSE-9", "level": "required",
               "applied": true, "caught": false, "case": "", "history": "open, close",
               "clauses": {}}],
  "problems": ["a gate"], "complete": true})";

TEST_F(SelftestTest, IsReadAndShown) {
  std::ofstream(file_) << kSelftest;
  const SelftestResults selftest = ReadSelftest(file_);
  ASSERT_THAT(selftest.defects, SizeIs(2));
  EXPECT_THAT(selftest.defects[0].kills, SizeIs(2));
  EXPECT_EQ(selftest.defects[0].Own()->killed, 3);
  EXPECT_EQ(selftest.defects[1].Own(), nullptr);
  EXPECT_THAT(HtmlSelftest({selftest}).markup,
              AllOf(HasSubstr("1 of 2 defects killed"), HasSubstr("1 false accusation of"),
                    HasSubstr("a gate"), HasSubstr("EX-6&nbsp;1/9"), HasSubstr("&lt;i&gt;"),
                    HasSubstr("short history only"), HasSubstr("<code>close/x</code>")));
}

TEST_F(SelftestTest, IsReadAsItWasWritten) {
  const SelftestResults first = Read(kSelftest);
  std::string text = ToJson(first);
  EXPECT_EQ(ToJson(Read(text)), text);
  EXPECT_THAT(text, AllOf(HasSubstr("\"choices\": 3"), HasSubstr("\"left_out\": 0"),
                          HasSubstr("\"switches\": \"a,b\""), HasSubstr("\"a gate\"")));
}

TEST_F(SelftestTest, ThatIsIncompleteIsRefused) {
  for (const std::string gone : {"\"complete\": true", "\"caught\": true,"}) {
    std::string text = kSelftest;
    text.replace(text.find(gone), gone.size(), gone.ends_with(',') ? "" : "\"complete\": false");
    std::ofstream(file_) << text;
    EXPECT_THROW(ReadSelftest(file_), ResultsError) << gone;
  }
  EXPECT_THROW(ReadSelftest("no-such-file.json"), ResultsError);
}

}  // namespace
}  // namespace wtsconform
