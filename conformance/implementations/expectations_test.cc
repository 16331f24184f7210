#include "conformance/implementations/expectations.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "conformance/tests/test_cases.h"
#include "spec/loader/toml/fields.h"

namespace wtsconform {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

Expectations Read(const std::string& toml) {
  const Value document = ParseToml(toml, "list.toml");
  Fields fields(document, "a list of expected deviations");
  Expectations read = ReadExpectations(fields.Tables("expect"));
  fields.Finish();
  return read;
}

std::string RefusalOfList(const std::string& toml) {
  return ComplaintOf<InputError>([&] { Read(toml); });
}

CaseRecord Record(const std::string& id, Verdict verdict, const std::string& signature = "") {
  CaseRecord record;
  record.id = id;
  record.verdict = verdict;
  record.signature = signature;
  return record;
}

constexpr char kCrash[] = R"([[expect]]
case = "close/use-*"
verdict = "crash"
signature = "SIGSEGV in WTSQuery*"
reason = "reads freed memory"
link = "https://example.invalid/1"
)";

TEST(Expectations, AnEntryIsReadWithAllItsKeys) {
  const Expectations list = Read(kCrash);
  ASSERT_EQ(list.size(), 1u);
  EXPECT_EQ(list[0].pattern, "close/use-*");
  EXPECT_THAT(list[0].verdicts, ElementsAre(Verdict::kCrash));
  EXPECT_EQ(list[0].signature, "SIGSEGV in WTSQuery*");
  EXPECT_EQ(list[0].reason, "reads freed memory");
  EXPECT_EQ(list[0].link, "https://example.invalid/1");
  EXPECT_EQ(list[0].nondeterministic, "");
  EXPECT_EQ(ToString(list[0].where), "list.toml:1:1");
}

TEST(Expectations, NoEntriesAreAListToo) { EXPECT_THAT(Read(""), IsEmpty()); }

TEST(Expectations, EveryVerdictThatIsNoPassCanBeListed) {
  for (const char* verdict : {"deviation", "crash", "hang", "harm", "observed", "unsupported",
                              "untestable", "inconclusive"}) {
    const Expectations list = Read("[[expect]]\ncase = \"a\"\nreason = \"r\"\nverdict = \"" +
                                   std::string(verdict) + "\"\n");
    EXPECT_EQ(VerdictName(list.at(0).verdicts.at(0)), verdict);
  }
}

TEST(Expectations, PassAndOurOwnErrorsAreNeverListed) {
  for (const char* verdict : {"pass", "harness-error", "crush", ""}) {
    EXPECT_THAT(RefusalOfList("[[expect]]\ncase = \"a\"\nreason = \"r\"\nverdict = \"" +
                              std::string(verdict) + "\"\n"),
                AllOf(StartsWith("list.toml:4:"), HasSubstr("verdict: \""),
                      HasSubstr("cannot be listed; write one of: deviation, crash, hang")))
        << verdict;
  }
}

TEST(Expectations, WhatIsMissingIsNamed) {
  EXPECT_THAT(RefusalOfList("[[expect]]\nverdict = \"crash\"\nreason = \"r\"\n"),
              AllOf(StartsWith("list.toml:1:1: "), HasSubstr("needs the key \"case\"")));
  EXPECT_THAT(RefusalOfList("[[expect]]\ncase = \"a\"\nreason = \"r\"\n"),
              AllOf(StartsWith("list.toml:1:1: "), HasSubstr("verdict: is missing")));
  EXPECT_THAT(RefusalOfList("[[expect]]\ncase = \"a\"\nverdict = \"crash\"\n"),
              AllOf(StartsWith("list.toml:1:1: "), HasSubstr("needs the key \"reason\"")));
  EXPECT_THAT(RefusalOfList("[[expect]]\ncase = \"a\"\nverdict = \"crash\"\nreason = \"\"\n"),
              AllOf(StartsWith("list.toml:4:"), HasSubstr("reason: say why")));
}

TEST(Expectations, AMistypedKeyIsRefusedWithASuggestion) {
  EXPECT_THAT(
      RefusalOfList("[[expect]]\ncase = \"a\"\nverdict = \"crash\"\nreson = \"r\"\nreason = \"\""),
      StartsWith("list.toml:5:"));
  EXPECT_THAT(RefusalOfList(
                  "[[expect]]\ncase = \"a\"\nverdict = \"crash\"\nreason = \"r\"\nlinks = \"x\"\n"),
              AllOf(StartsWith("list.toml:5:"), HasSubstr("no key \"links\""),
                    HasSubstr("did you mean \"link\"?")));
}

TEST(Expectations, AValueOfTheWrongKindIsRefused) {
  EXPECT_THAT(RefusalOfList("[[expect]]\ncase = 3\n"),
              AllOf(StartsWith("list.toml:2:"), HasSubstr("case: must be a text")));
  EXPECT_THAT(RefusalOfList("[[expect]]\ncase = \"a\"\nverdict = [1]\nreason = \"r\"\n"),
              HasSubstr("verdict: must be a list of texts"));
  EXPECT_THAT(RefusalOfList("expect = \"a\"\n"), HasSubstr("expect: must be a list of tables"));
}

TEST(Expectations, SeveralVerdictsNeedAWord) {
  const std::string both =
      "[[expect]]\ncase = \"a\"\nreason = \"r\"\nverdict = [\"crash\", \"hang\"]\n";
  EXPECT_THAT(RefusalOfList(both),
              AllOf(StartsWith("list.toml:4:"), HasSubstr("the case is flaky"),
                    HasSubstr("nondeterministic = \"it reads freed memory\"")));
  EXPECT_EQ(Read(both + "nondeterministic = \"a race\"\n").at(0).verdicts.size(), 2u);
  EXPECT_THAT(RefusalOfList(both + "nondeterministic = \"\"\n"), HasSubstr("the case is flaky"));
  EXPECT_THAT(RefusalOfList("[[expect]]\ncase = \"a\"\nreason = \"r\"\nverdict = \"crash\"\n"
                            "nondeterministic = \"\"\n"),
              AllOf(StartsWith("list.toml:5:"), HasSubstr("leave the key out")));
}

TEST(Expectations, OnlyWhatIsNondeterministicMayAlsoPass) {
  const std::string row =
      "[[expect]]\ncase = \"a\"\nreason = \"r\"\nverdict = [\"crash\", \"pass\"]\n";
  EXPECT_THAT(RefusalOfList(row), HasSubstr("nondeterministic = "));
  EXPECT_THAT(RefusalOfList("[[expect]]\ncase = \"a\"\nreason = \"r\"\nverdict = \"pass\"\n"),
              HasSubstr("\"pass\" cannot be listed"));
  EXPECT_THAT(Read(row + "nondeterministic = \"a race\"\n").at(0).verdicts,
              ElementsAre(Verdict::kCrash, Verdict::kPass));
}

TEST(ExpectationsFile, IsReadAndItsMistakesAreToldWithItsName) {
  const auto path = std::filesystem::path(::testing::TempDir()) / "wtsconform_list_test.toml";
  std::ofstream(path) << kCrash;
  EXPECT_EQ(ReadExpectationsFile(path.string()).size(), 1u);
  std::ofstream(path) << "[[exepct]]\ncase = \"a\"\n";
  EXPECT_THAT(ComplaintOf<InputError>([&] { ReadExpectationsFile(path.string()); }),
              AllOf(StartsWith(path.string() + ":1:"), HasSubstr("did you mean \"expect\"?")));
  std::ofstream(path) << "[[expect]\n";
  EXPECT_THAT(ComplaintOf<InputError>([&] { ReadExpectationsFile(path.string()); }),
              StartsWith(path.string() + ":1:"));
  std::filesystem::remove(path);
  EXPECT_THAT(ComplaintOf<InputError>([&] { ReadExpectationsFile(path.string()); }),
              AllOf(HasSubstr("there is no such file"), HasSubstr(path.string())));
}

TEST(CheckPatterns, EachEntryMustSpeakOfSomeCase) {
  const Expectations list = Read(kCrash);
  EXPECT_NO_THROW(CheckPatterns(list, {"open/x", "close/use-later"}));
  EXPECT_THAT(ComplaintOf<InputError>([&] { CheckPatterns(list, {"open/x"}); }),
              AllOf(StartsWith("list.toml:1:1: "), HasSubstr("\"close/use-*\" matches no case"),
                    HasSubstr("wtsconform list")));
}

TEST(CheckPatterns, TwoEntriesMayNotSpeakOfOneCase) {
  const Expectations list = Read(
      std::string(kCrash) + "[[expect]]\ncase = \"*later\"\nverdict = \"hang\"\nreason = \"r\"\n");
  EXPECT_NO_THROW(CheckPatterns(list, {"close/use-now", "open/later"}));
  EXPECT_THAT(ComplaintOf<InputError>([&] {
                CheckPatterns(list, {"close/use-later", "open/later"});
              }),
              AllOf(StartsWith("list.toml:7:"), HasSubstr("line 1"),
                    HasSubstr("both speak of close/use-later")));
}

TEST(Apply, WhatIsListedAndHappensIsExpected) {
  std::vector<CaseRecord> cases = {
      Record("close/use-a", Verdict::kCrash, "SIGSEGV in WTSQuerySessionInformationA"),
      Record("open/a", Verdict::kCrash, "SIGSEGV in WTSQuerySessionInformationA"),
      Record("open/b", Verdict::kPass)};
  EXPECT_THAT(Apply(Read(kCrash), cases), IsEmpty());
  EXPECT_TRUE(cases[0].expected);
  EXPECT_FALSE(cases[1].expected) << "unlisted";
  EXPECT_FALSE(cases[2].expected) << "a pass is not listed";
}

TEST(Apply, TheVerdictIsNeverChanged) {
  std::vector<CaseRecord> cases = {Record("close/use-a", Verdict::kDeviation, "s")};
  Apply(Read(kCrash), cases);
  EXPECT_EQ(cases[0].verdict, Verdict::kDeviation);
  EXPECT_EQ(cases[0].signature, "s");
}

TEST(Apply, WhatIsListedAndDoesNotHappenIsAProblem) {
  std::vector<CaseRecord> cases = {Record("close/use-a", Verdict::kHang, "hang in WTSOpenServerA")};
  EXPECT_THAT(Apply(Read(kCrash), cases),
              ElementsAre(AllOf(StartsWith("list.toml:1:1: close/use-a is listed as crash"),
                                HasSubstr("\"SIGSEGV in WTSQuery*\""),
                                HasSubstr("came out as hang \"hang in WTSOpenServerA\""))));
  EXPECT_FALSE(cases[0].expected);
}

TEST(Apply, AnotherSignatureIsAnotherFinding) {
  std::vector<CaseRecord> cases = {Record("close/use-a", Verdict::kCrash, "SIGABRT in WTSQueryX")};
  EXPECT_EQ(Apply(Read(kCrash), cases).size(), 1u);
  EXPECT_FALSE(cases[0].expected);
}

TEST(Apply, AnEntryThatCoversAPassIsTooBroad) {
  std::vector<CaseRecord> cases = {
      Record("close/use-a", Verdict::kCrash, "SIGSEGV in WTSQuerySessionInformationA"),
      Record("close/use-b", Verdict::kPass)};
  EXPECT_THAT(Apply(Read(kCrash), cases), ElementsAre(HasSubstr("close/use-b")));
  EXPECT_TRUE(cases[0].expected);
  EXPECT_FALSE(cases[1].expected);
}

TEST(Apply, AnEntryNoneOfWhoseCasesRanIsLeftAlone) {
  std::vector<CaseRecord> cases = {Record("open/b", Verdict::kPass)};
  EXPECT_THAT(Apply(Read(kCrash), cases), IsEmpty());
}

TEST(Apply, ANondeterministicEntryTakesEachOfItsVerdicts) {
  const Expectations list = Read(
      "[[expect]]\ncase = \"*\"\nverdict = [\"crash\", \"hang\", \"pass\"]\nreason = \"r\"\n"
      "signature = \"SIG*\"\nnondeterministic = \"reads freed memory\"\n");
  std::vector<CaseRecord> cases = {
      Record("a", Verdict::kCrash, "SIGSEGV in X"), Record("b", Verdict::kPass),
      Record("c", Verdict::kHang, "hang in X"), Record("d", Verdict::kDeviation, "SIGSEGV in X")};
  EXPECT_EQ(Apply(list, cases).size(), 2u);
  EXPECT_TRUE(cases[0].expected);
  EXPECT_TRUE(cases[1].expected) << "a pass has no signature to compare";
  EXPECT_FALSE(cases[2].expected) << "its signature is not that of the entry";
  EXPECT_FALSE(cases[3].expected);
}

}  // namespace
}  // namespace wtsconform
