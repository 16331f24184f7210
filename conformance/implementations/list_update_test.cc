#include "conformance/implementations/list_update.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace wtsconform {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

const std::vector<std::string> kSuite = {"t/a/X", "t/a/Y", "t/a/Z", "t/b/X", "u/c"};

CaseRecord Ran(const std::string& id, Verdict verdict, const std::string& signature = "") {
  CaseRecord record;
  record.id = id;
  record.clause = "CLOSE-6";
  record.level = "required";
  record.verdict = verdict;
  record.signature = signature;
  return record;
}

std::string Entry(const std::string& pattern, const std::string& verdict,
                  const std::string& more = "") {
  return "[[expect]]\ncase = \"" + pattern + "\"\nverdict = " + verdict +
         "\nreason = \"ours\"  # a word\n" + more;
}

ListUpdate Update(const std::string& text, const std::vector<CaseRecord>& ran) {
  return UpdateList({ReadExpectationsText(text, "list.toml"), text}, ran, kSuite,
                    [](const CaseRecord&) { return true; });
}

// That the same run has nothing unexpected now.
void ExpectAgrees(const ListUpdate& update, std::vector<CaseRecord> ran) {
  const Expectations list = ReadExpectationsText(update.text, "new.toml");
  CheckPatterns(list, kSuite);
  EXPECT_THAT(Apply(list, ran), IsEmpty()) << update.text;
}

TEST(UpdateList, WhatIsNewIsOneEntryForEachSignature) {
  const std::vector<CaseRecord> ran = {Ran("t/a/X", Verdict::kDeviation, "F succeeded"),
                                       Ran("t/a/Y", Verdict::kDeviation, "F succeeded"),
                                       Ran("t/a/Z", Verdict::kDeviation, "F succeeded"),
                                       Ran("t/b/X", Verdict::kCrash, "SIGSEGV in F"),
                                       Ran("u/c", Verdict::kPass)};
  const ListUpdate update = Update("", ran);
  EXPECT_EQ(update.added, 2u);
  EXPECT_EQ(update.added_cases, 4u);
  EXPECT_THAT(update.text,
              AllOf(StartsWith("# "),
                    HasSubstr("case      = \"t/a/*\"\nverdict   = \"deviation\"\n"
                              "signature = \"F succeeded\"\nreason    = \"Not explained"),
                    HasSubstr("\"t/b/X\"")));
  EXPECT_THAT(update.changes, IsEmpty());
  ExpectAgrees(update, ran);
}

TEST(UpdateList, NothingThatWasNotDecidedGetsAnEntry) {
  const ListUpdate update =
      Update("", {Ran("t/a/X", Verdict::kUntestable), Ran("t/a/Y", Verdict::kInconclusive),
                  Ran("t/a/Z", Verdict::kUnsupported), Ran("t/b/X", Verdict::kHarnessError),
                  Ran("u/c", Verdict::kObserved, "x")});
  EXPECT_THAT(update.entries, IsEmpty());
  EXPECT_THAT(ReadExpectationsText(update.text, "new.toml"), IsEmpty());
}

TEST(UpdateList, WhatStaysIsNotTouched) {
  const std::string text = "# mine\n\n" + Entry("t/a/*", "\"crash\"") + "\n# more\n" +
                           Entry("u/c", "\"hang\"") + "# end\n";
  const ListUpdate update =
      Update(text, {Ran("t/a/X", Verdict::kCrash), Ran("t/a/Y", Verdict::kCrash)});
  EXPECT_EQ(update.text, text) << "also of what did not run";
  EXPECT_THAT(update.changes, IsEmpty());
}

TEST(UpdateList, WhatPassesNowOrIsNoCaseAnyMoreIsTakenOutAndTold) {
  const std::string text = "# mine\n" + Entry("t/b/X", "\"crash\"") + "\n# about the old\n" +
                           Entry("old/*", "\"crash\"") + "\n" + Entry("u/c", "\"crash\"");
  const std::vector<CaseRecord> ran = {Ran("t/b/X", Verdict::kPass), Ran("u/c", Verdict::kCrash)};
  const ListUpdate update = Update(text, ran);
  EXPECT_EQ(update.text, "# mine\n\n" + Entry("u/c", "\"crash\""));
  EXPECT_THAT(update.changes,
              ElementsAre("list.toml:2:1: t/b/X: gone: passes now",
                          "list.toml:8:1: old/*: gone: there is no such case any more"));
  ExpectAgrees(update, ran);
}

TEST(UpdateList, APatternIsNarrowedToWhatIsStillSo) {
  const std::vector<CaseRecord> ran = {Ran("t/a/X", Verdict::kCrash), Ran("t/a/Y", Verdict::kPass)};
  const ListUpdate update = Update(Entry("t/*", "\"crash\""), ran);
  ASSERT_EQ(update.entries.size(), 2u) << update.text;
  EXPECT_EQ(update.entries[0].pattern, "t/*/X") << "t/b/X did not run";
  EXPECT_EQ(update.entries[1].pattern, "t/a/Z");
  for (const Expectation& each : update.entries) EXPECT_EQ(each.reason, "ours");
  ExpectAgrees(update, ran);
}

TEST(UpdateList, AnotherOutcomeKeepsTheReasonAndIsTold) {
  const std::vector<CaseRecord> ran = {Ran("u/c", Verdict::kHang, "hang in F")};
  const ListUpdate update =
      Update(Entry("u/c", "\"crash\"", "link = \"https://x.invalid\"\n"), ran);
  ASSERT_EQ(update.entries.size(), 1u);
  EXPECT_EQ(update.entries[0].reason, "ours");
  EXPECT_EQ(update.entries[0].link, "https://x.invalid");
  EXPECT_EQ(update.entries[0].signature, "hang in F");
  EXPECT_THAT(update.changes, ElementsAre(HasSubstr("u/c came out as hang \"hang in F\"")));
  EXPECT_EQ(update.added, 0u);
  ExpectAgrees(update, ran);
}

TEST(UpdateList, AnEntryThatWasNotDecidedThisTimeStaysAndIsTold) {
  const std::string text = Entry("u/c", "\"crash\"");
  const ListUpdate update = Update(text, {Ran("u/c", Verdict::kUntestable)});
  EXPECT_EQ(update.text, text);
  EXPECT_THAT(update.changes, ElementsAre(HasSubstr("did not decide u/c (untestable")));
}

TEST(UpdateList, AnExportThatIsGoneTakesItsEntryWithIt) {
  const ListUpdate update = Update(Entry("u/c", "\"crash\""), {Ran("u/c", Verdict::kUnsupported)});
  EXPECT_THAT(update.entries, IsEmpty());
  EXPECT_THAT(update.changes, ElementsAre(EndsWith("gone: no longer exported")));
}

TEST(UpdateList, AFlakyEntryTakesOneOutcomeMore) {
  const std::vector<CaseRecord> ran = {Ran("u/c", Verdict::kPass)};
  const ListUpdate update =
      Update(Entry("u/c", "[\"crash\", \"hang\"]", "nondeterministic = \"a race\"\n"), ran);
  ASSERT_EQ(update.entries.size(), 1u);
  EXPECT_THAT(update.entries[0].verdicts,
              ElementsAre(Verdict::kCrash, Verdict::kHang, Verdict::kPass));
  ExpectAgrees(update, ran);
}

TEST(UpdateList, AListInAnotherFormIsWrittenFromNew) {
  const std::vector<CaseRecord> ran = {Ran("t/a/X", Verdict::kCrash)};
  const ListUpdate update =
      Update("# lost\nexpect = [{case = \"u/c\", verdict = \"hang\", reason = \"ours\"}]\n", ran);
  EXPECT_THAT(update.text, AllOf(Not(HasSubstr("lost")), HasSubstr("reason    = \"ours\"")));
  EXPECT_EQ(update.entries.size(), 2u);
  ExpectAgrees(update, ran);
}

// Lines that look like comments are part of the text.
TEST(UpdateList, AReasonOfSeveralLinesSurvives) {
  const std::string text =
      "[[expect]]\ncase = \"u/c\"\nverdict = \"hang\"\nreason = \"\"\"one\n# two\"\"\"\n\n" +
      Entry("t/b/X", "\"crash\"");
  const std::vector<CaseRecord> ran = {Ran("t/b/X", Verdict::kPass), Ran("u/c", Verdict::kHang)};
  const ListUpdate update = Update(text, ran);
  ASSERT_EQ(update.entries.size(), 1u);
  EXPECT_EQ(ReadExpectationsText(update.text, "new.toml").at(0).reason, "one\n# two");
  ExpectAgrees(update, ran);
}

}  // namespace
}  // namespace wtsconform
