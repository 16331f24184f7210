// Files that are deep, large, forged or no files at all: each command refuses them with 2 and says
// little, and nothing is written outside of what was named.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "conformance/tests/test_program.h"
#include "reports/formats/results.h"

namespace wtsconform {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

std::string Deep(std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); }

class HostileFilesTest : public ProgramTest {
 protected:
  // Refused with 2 and a message that a person can read.
  std::string Refusal(const Words& words) const {
    const ProgramEnd end = Call(words);
    EXPECT_EQ(end.status, 2) << words.front() << " " << words.back() << end.err.substr(0, 1000);
    EXPECT_LT(end.err.size(), 3000u) << words.front();
    return end.err;
  }

  std::vector<Words> ReadersOfResults(const std::string& file) const {
    return {{"report", file, "-o", Path("out")},
            {"diff", file, file},
            {"merge", file, "-o", Path("merged.json")},
            {"verify", file}};
  }
};

TEST_F(HostileFilesTest, JsonThatIsNestedDeep) {
  const std::string deep = Deep(100'000);
  for (const std::string& text :
       {deep, "{\"schema\": " + deep + "}",
        "{\"schema\": \"wtsconform-results/1\", \"complete\": true, \"tool\": " + deep + "}"}) {
    for (const Words& words : ReadersOfResults(Put("a.json", text).string())) {
      EXPECT_THAT(Refusal(words), HasSubstr("nested deeper"));
    }
  }
  for (const char* start : {"{\"context\": ", "{\"schema\": \"wtsconform-selftest/1\", \"tool\": ",
                            "{\"schema\": \"wtsbench-comparison/1\", \"tool\": "}) {
    const std::string file = Put("a.json", start + deep + "}").string();
    EXPECT_THAT(Refusal({"report", file, "-o", Path("out")}), HasSubstr("nested deeper"));
  }
}

TEST_F(HostileFilesTest, ManyNumbersInPlaceOfAText) {
  std::string numbers = "[1";
  for (int i = 0; i < 300'000; ++i) numbers += ",1";
  const std::string file = Put("a.json", "{\"schema\": " + numbers + "]}").string();
  for (const Words& words : ReadersOfResults(file)) {
    EXPECT_THAT(Refusal(words), HasSubstr("\"schema\" has the wrong type: [1,1,"));
  }
}

TEST_F(HostileFilesTest, TomlThatIsNestedDeep) {
  std::string key = "a";
  for (int i = 0; i < 100'000; ++i) key += ".a";
  for (const std::string& text :
       {"name = " + Deep(100'000) + "\n", key + " = 1\n", "[" + key + "]\n"}) {
    const std::string file = Put("a.toml", text).string();
    Refusal({"run", file});
    Refusal({"run", "mock", "--expect", file});
    Put("spec/cases/a.toml", text);
    Refusal({"list", "--spec", Path("spec")});
  }
}

TEST_F(HostileFilesTest, ACaseThatNeverEnds) {
  std::string step = R"({ call = "{each}", on = "current", expect = "success" })";
  for (int i = 0; i < 6; ++i) step = R"({ each = "read-only", steps = [)" + step + "] }";
  Put("spec/cases/mine.toml",
      "[[case]]\nid = \"mine/a\"\nclause = \"USE-1\"\ntitle = \"t\"\nsteps = [" + step + "]\n");
  EXPECT_THAT(Refusal({"list", "--spec", Path("spec")}),
              AllOf(HasSubstr("cases/mine.toml:5:"), HasSubstr("more than 2000")));
}

TEST_F(HostileFilesTest, ALoopOfSymbolicLinks) {
  const std::string loop = Path("loop");
  fs::create_symlink(loop, loop);
  for (const Words& words : ReadersOfResults(loop)) Refusal(words);
  Refusal({"run", loop});
  Refusal({"run", loop + "/a.toml"});
  Refusal({"run", "mock", "--expect", loop});
  Refusal({"run", "mock", "--filter", kOne, "--json", loop});
  Refusal({"run", "mock", "--filter", kOne, "--json", loop + "/"});
  Refusal({"run", "mock", "--filter", kOne, "--html", loop + "/a.html"});
  Refusal({"list", "--spec", loop});
  fs::create_directories(folder_ / "spec");
  fs::create_symlink(loop, folder_ / "spec/cases");
  Refusal({"list", "--spec", Path("spec")});
}

TEST_F(HostileFilesTest, AProfilesNameDoesNotLeaveTheFolder) {
  fs::create_directories(folder_ / "in/results");
  for (const std::string name : {"../up", "..", "a/b", "/up"}) {
    const std::string profile =
        Put("p.toml", "name = \"" + name + "\"\nlike = \"mock\"\n").string();
    EXPECT_THAT(Refusal({"run", profile, "--filter", kOne, "--json", Path("in/results/")}),
                HasSubstr("p.toml:1:8: name: files are named after it"));
  }
  EXPECT_TRUE(fs::is_empty(folder_ / "in/results"));
  EXPECT_FALSE(fs::exists(folder_ / "in/up.json"));
}

// --- what verify believes of a file

class ForgedResultsTest : public ProgramTest {
 protected:
  // Honest results of a mock with some deviations.
  Results Honest(const Words& more = {}) const {
    Words words = {"run",      "mock",    "--filter", kFew,
                   "--filter", kObserved, "--json",   Path("a.json")};
    words.insert(words.end(), more.begin(), more.end());
    Call(words, kDefect);
    return ReadResults(Path("a.json"));
  }
  ProgramEnd Verify(const Results& results, const Words& more = {}) const {
    Words words = {"verify", Put("forged.json", ToJson(results)).string()};
    words.insert(words.end(), more.begin(), more.end());
    return Call(words, kDefect);
  }
  void ExpectFalse(const Results& results, const std::string& claim) const {
    const ProgramEnd end = Verify(results);
    EXPECT_EQ(end.status, 1) << end.out << end.err;
    EXPECT_THAT(end.out, AllOf(HasSubstr("FALSE: " + claim), HasSubstr("IS NOT CONFIRMED"),
                               Not(HasSubstr("is confirmed"))));
  }
  static CaseRecord& Deviation(Results& results) {
    return *std::find_if(results.cases.begin(), results.cases.end(), [](const CaseRecord& record) {
      return record.verdict == Verdict::kDeviation;
    });
  }

  static constexpr char kObserved[] = "observed/null-name/WTSOpenServerW";
  inline static const Environment kDefect = {{"WTSMOCK", "stale-accepted"}};
};

TEST_F(ForgedResultsTest, AnHonestFileIsConfirmed) {
  const Results results = Honest();
  const ProgramEnd end = Verify(results);
  EXPECT_EQ(end.status, 0) << end.out << end.err;
  EXPECT_THAT(end.out,
              AllOf(HasSubstr("is confirmed for mock"), HasSubstr("run again: "),
                    HasSubstr("what is expected are right"), HasSubstr("selected: --filter ")));
}

TEST_F(ForgedResultsTest, ExpectedIsNotBelieved) {
  Results results = Honest();
  CaseRecord& record = Deviation(results);
  record.expected = true;
  ExpectFalse(results, record.id + " is not listed as it came out");
}

TEST_F(ForgedResultsTest, TheListMayBeAnother) {
  Results results = Honest();
  CaseRecord& record = Deviation(results);
  const std::string list = Put("e.toml", "[[expect]]\ncase = \"" + record.id +
                                             "\"\nverdict = \"deviation\"\nreason = \"r\"\n")
                               .string();
  EXPECT_EQ(Verify(results, {"--expect", list}).status, 1);
  record.expected = true;
  EXPECT_EQ(Verify(results, {"--expect", list}).status, 0);
  EXPECT_EQ(Verify(results, {"--no-expect"}).status, 1);
}

TEST_F(ForgedResultsTest, TheLevelIsThatOfTheTables) {
  Results results = Honest();
  CaseRecord& record = Deviation(results);
  record.level = "robustness";
  ExpectFalse(results, record.id + " is required, not robustness");
}

TEST_F(ForgedResultsTest, TheClauseIsThatOfTheTables) {
  Results results = Honest();
  CaseRecord& record = Deviation(results);
  record.clause = "OPEN-4";
  ExpectFalse(results, record.id + " is a case of CLOSE-6, not of OPEN-4");
}

TEST_F(ForgedResultsTest, WhatIsLeftOutIsMissed) {
  Results results = Honest();
  const std::string id = Deviation(results).id;
  std::erase_if(results.cases,
                [](const CaseRecord& record) { return record.verdict == Verdict::kDeviation; });
  ASSERT_FALSE(results.cases.empty());
  ExpectFalse(results, id + " is missing");
  results.selection.reset();
  const ProgramEnd end = Verify(results);
  EXPECT_EQ(end.status, 1);
  EXPECT_THAT(end.out, HasSubstr("the file records no selection"));
}

TEST_F(ForgedResultsTest, ADeviationThatIsCalledAPassIsFoundByTheSample) {
  Results results = Honest();
  CaseRecord& record = Deviation(results);
  record.verdict = Verdict::kPass;
  record.signature = record.detail = record.wanted = record.observed = "";
  const ProgramEnd end = Verify(results, {"--sample", "all"});
  EXPECT_EQ(end.status, 1) << end.out;
  EXPECT_THAT(end.out,
              AllOf(HasSubstr("the file says: pass"), HasSubstr("now it is:     deviation")));
}

TEST_F(ForgedResultsTest, TheSampleIsStated) {
  Results results = Honest();
  const auto problems =
      std::count_if(results.cases.begin(), results.cases.end(),
                    [](const CaseRecord& record) { return record.verdict == Verdict::kDeviation; });
  const auto others = static_cast<std::ptrdiff_t>(results.cases.size()) - problems;
  ASSERT_GT(problems, 0);
  ASSERT_GT(others, 0);
  const std::string all = "run again: " + std::to_string(problems) + " case";
  const std::string of = " of the " + std::to_string(others) + " others";
  const ProgramEnd none = Verify(results, {"--sample", "0"});
  EXPECT_THAT(none.out,
              AllOf(HasSubstr(all), HasSubstr("and 0" + of + ", chosen by the file's content")));
  EXPECT_THAT(Verify(results, {"--sample", "all"}).out,
              HasSubstr("and " + std::to_string(others) + of + "\n"));
  EXPECT_EQ(Verify(results, {"--sample", "some"}).status, 2);
  EXPECT_EQ(Verify(results, {"--sample", "-1"}).status, 2);
}

TEST_F(ForgedResultsTest, OtherTablesAreNoneToVerifyWith) {
  Results results = Honest();
  results.selection->tables_sha256 = std::string(64, '0');
  const ProgramEnd end = Verify(results);
  EXPECT_EQ(end.status, 2);
  EXPECT_THAT(end.err, HasSubstr("made with other tables"));
}

TEST_F(ForgedResultsTest, NoOtherReaderTakesWhatContradictsItsTables) {
  Results results = Honest();
  Deviation(results).level = "robustness";
  const std::string file = Put("forged.json", ToJson(results)).string();
  for (const Words& words : std::vector<Words>{{"report", file, "-o", Path("out")},
                                               {"diff", Path("a.json"), file},
                                               {"merge", file, "-o", Path("m.json")}}) {
    const ProgramEnd end = Call(words);
    EXPECT_EQ(end.status, 2) << words.front();
    EXPECT_THAT(end.err, HasSubstr(" is required, not robustness")) << words.front();
  }
}

}  // namespace
}  // namespace wtsconform
