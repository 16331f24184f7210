#include "reports/formats/results.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>

#include "reports/tests/test_results.h"

namespace wtsconform {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using testing::EveryVerdict;
using ::testing::HasSubstr;
using testing::kHostile;
using testing::Record;
using testing::ResultsOf;
using ::testing::StartsWith;

class ResultsFileTest : public ::testing::Test {
 protected:
  ~ResultsFileTest() override { fs::remove(path_); }

  std::string Text() const {
    std::ifstream file(path_, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  }
  void Put(const std::string& text) const { std::ofstream(path_, std::ios::binary) << text; }

  // The message with which a file of this text is refused; "" if it is not.
  std::string Refusal(const std::string& text) const {
    Put(text);
    try {
      ReadResults(path_);
      return "";
    } catch (const ResultsError& error) {
      return error.what();
    }
  }

  const fs::path path_ = fs::temp_directory_path() /
                         ("wtsconform-" + std::to_string(std::random_device()()) + ".json");
};

std::string Replaced(std::string text, const std::string& what, const std::string& with) {
  const std::size_t at = text.find(what);
  EXPECT_NE(at, std::string::npos) << what;
  return text.replace(at, what.size(), with);
}

Results Small() { return ResultsOf("mock", {Record("open/value", "OPEN-4", Verdict::kPass)}); }

TEST(Verdicts, HaveNamesThatLeadBack) {
  for (const Verdict verdict : AllVerdicts()) {
    EXPECT_EQ(VerdictFromName(VerdictName(verdict)), verdict);
  }
  EXPECT_THROW(VerdictFromName("PASS"), std::invalid_argument);
}

TEST(Summary, NamesEveryVerdictOfALevelEvenWithoutCases) {
  const auto summary = Results{}.Summary();
  EXPECT_THAT(summary.at("required"),
              ::testing::ElementsAre(std::pair("crash", 0), std::pair("deviation", 0),
                                     std::pair("hang", 0), std::pair("harness-error", 0),
                                     std::pair("inconclusive", 0), std::pair("pass", 0),
                                     std::pair("unsupported", 0), std::pair("untestable", 0)));
  EXPECT_TRUE(summary.at("robustness").contains("harm"));
  EXPECT_TRUE(summary.at("observed").contains("observed"));
  EXPECT_FALSE(summary.at("observed").contains("pass"));
}

TEST(ToJson, WritesTheKeysInTheDocumentedOrder) {
  Results results = Small();
  results.cases[0].Judge("not NULL", "0x1");
  results.cases[0].signature = "0x1";
  results.cases[0].trace = {"WTSOpenServerW(\"X\") -> 0x1"};
  results.cases[0].left_running = {"sleep"};
  results.cases[0].seconds = 0.0123456;
  EXPECT_EQ(
      ToJson(results),
      R"({
"schema": "wtsconform-results/1",
"tool": {"version":"0.1.0","revision":"abc"},
"implementation": {"name":"mock","version":"1.0","library":"lib.so","sha256":"00ff","loader":"plain"},
"host": {"system":"Linux"},
"cases": [
{"id":"open/value","clause":"OPEN-4","level":"required","verdict":"pass","expected":false,)"
      R"("detail":"expected: not NULL; observed: 0x1","wanted":"not NULL","observed":"0x1",)"
      R"("signature":"0x1",)"
      R"("trace":["WTSOpenServerW(\"X\") -> 0x1"],"left_running":["sleep"],"seconds":0.012}
],
"summary": {"required":{"pass":1,"deviation":0,"crash":0,"hang":0,"untestable":0,"unsupported":0,)"
      R"("inconclusive":0,"harness-error":0},)"
      R"("robustness":{"pass":0,"deviation":0,"crash":0,"hang":0,"harm":0,"untestable":0,)"
      R"("unsupported":0,"inconclusive":0,"harness-error":0},)"
      R"("observed":{"crash":0,"hang":0,"untestable":0,"unsupported":0,"inconclusive":0,"observed":0,)"
      R"("harness-error":0}},
"complete": true
}
)");
}

TEST_F(ResultsFileTest, ReadsWhatItWrote) {
  for (const Results& results : {EveryVerdict(), Small(), Results{}}) {
    Put(ToJson(results));
    EXPECT_EQ(ToJson(ReadResults(path_)), ToJson(results));
  }
}

TEST_F(ResultsFileTest, ReadsWhichCasesWereSelected) {
  Results results = Small();
  Put(ToJson(results));
  EXPECT_FALSE(ReadResults(path_).selection) << "as in files of earlier versions";
  results.selection = {
      "embedded", "00ff", {{{"open/*", "a"}, "OPEN-4", "required", "1/2", "2026.1"}}};
  results.selection->parts.push_back({});
  EXPECT_THAT(ToJson(results),
              HasSubstr("\"selection\": {\"tables\":\"embedded\",\"tables_sha256\":\"00ff\","
                        "\"parts\":[{\"filters\":[\"open/*\",\"a\"],\"clause\":\"OPEN-4\","
                        "\"level\":\"required\",\"shard\":\"1/2\",\"requirements\":\"2026.1\"},"));
  Put(ToJson(results));
  EXPECT_EQ(ToJson(ReadResults(path_)), ToJson(results));
  EXPECT_THAT(Refusal(Replaced(ToJson(results), "\"shard\":\"1/2\"", "\"shard\":1")),
              HasSubstr("a part of \"selection\": \"shard\" has the wrong type: 1"));
  EXPECT_EQ(ToJson(results).find("excludes"), std::string::npos) << "only where there are some";
  results.selection->parts.back().excludes = {"open/*"};
  EXPECT_EQ(ResultsFromJson(ToJson(results)).selection->parts.back().excludes,
            std::vector<std::string>{"open/*"});
  EXPECT_THAT(Refusal(Replaced(ToJson(Small()), "\"cases\"", "\"selection\": [], \"cases\"")),
              HasSubstr("\"selection\" has no \"tables\""));
}

TEST_F(ResultsFileTest, RefusesVerdictsThatNoCaseOfTheLevelHas) {
  for (const std::string level : {"required", "robustness", "observed"}) {
    for (const Verdict verdict : AllVerdicts()) {
      const std::string why =
          Refusal(ToJson(ResultsOf("a", {Record("x", "OPEN-4", verdict, level)})));
      EXPECT_EQ(why.empty(), BelongsTo(level, verdict)) << level << VerdictName(verdict) << why;
    }
  }
  EXPECT_THAT(Refusal(ToJson(ResultsOf("a", {Record("x", "OPEN-4", Verdict::kHarm)}))),
              HasSubstr("case x: no required case can have the verdict \"harm\""));
}

TEST_F(ResultsFileTest, ReadsWhatWasWantedAndObserved) {
  Results results = Small();
  // Were the detail taken apart, it would be cut at the wrong place.
  results.cases[0].Judge("a; observed: b", "c");
  Put(ToJson(results));
  const CaseRecord read = ReadResults(path_).cases.at(0);
  EXPECT_EQ(read.wanted, "a; observed: b");
  EXPECT_EQ(read.observed, "c");
}

TEST_F(ResultsFileTest, TakesTheDetailOfAnEarlierFileApart) {
  const auto read = [&](const std::string& detail) {
    Put(Replaced(ToJson(Small()), "\"detail\":\"\"", "\"detail\":\"" + detail + "\""));
    return ReadResults(path_).cases.at(0);
  };
  EXPECT_EQ(read("expected: it fails; observed: it works").wanted, "it fails");
  EXPECT_EQ(read("expected: it fails; observed: it works").observed, "it works");
  for (const std::string reason : {"the control failed", "x; observed: y", "expected: x"}) {
    EXPECT_EQ(read(reason).wanted, "") << reason;
    EXPECT_EQ(read(reason).detail, reason);
  }
}

TEST_F(ResultsFileTest, SurvivesWhateverALibraryHandsOut) {
  Results results = Small();
  results.implementation.version = kHostile;
  results.host = {{kHostile, kHostile}};
  results.cases[0].detail = results.cases[0].signature = kHostile;
  results.cases[0].trace = {kHostile, ""};
  Put(ToJson(results));
  const Results read = ReadResults(path_);
  EXPECT_THAT(read.cases[0].detail, HasSubstr("\"\\<&>']]>\r\n\t"));
  EXPECT_EQ(ToJson(read), ToJson(results));
}

TEST_F(ResultsFileTest, RefusesEveryPrefix) {
  const std::string whole = ToJson(Small());
  const std::size_t last = whole.rfind('}');
  for (std::size_t length = 0; length <= last; ++length) {
    EXPECT_THAT(Refusal(whole.substr(0, length)),
                AllOf(StartsWith(path_.string() + " is refused: "), HasSubstr("did not finish"),
                      HasSubstr("wtsconform run")))
        << length;
  }
  EXPECT_EQ(Refusal(whole.substr(0, last + 1)), "");
}

TEST_F(ResultsFileTest, RefusesWhatIsNoResultsFile) {
  EXPECT_THAT(Refusal("<testsuites/>"), HasSubstr("no JSON from byte 1 on"));
  EXPECT_THAT(Refusal(ToJson(Small()) + "{"), HasSubstr("no JSON"));
  EXPECT_THAT(Refusal("[]"), HasSubstr("the file has no \"schema\""));
  EXPECT_THAT(Refusal("{\"schema\": 1}"), HasSubstr("\"schema\" has the wrong type: 1"));
  EXPECT_THAT(Refusal("[1e999]"), HasSubstr("out of range"));
  EXPECT_NE(Refusal(std::string(200'000, '[')), "");
}

TEST_F(ResultsFileTest, RefusesContentsThatContradictTheFormat) {
  Results two = Small();
  two.cases.push_back(Record("open/again", "OPEN-4", Verdict::kPass));
  const std::string good = ToJson(two);
  const auto refusal = [&](const std::string& what, const std::string& with) {
    return Refusal(Replaced(good, what, with));
  };
  EXPECT_THAT(refusal("results/1", "results/2"), HasSubstr("wtsconform-results/2"));
  EXPECT_THAT(refusal(",\n\"complete\": true", ""), HasSubstr("did not finish"));
  EXPECT_THAT(refusal("\"complete\": true", "\"complete\": false"), HasSubstr("did not finish"));
  EXPECT_THAT(refusal("\"verdict\":\"pass\"", "\"verdict\":\"ok\""),
              HasSubstr("case open/value: there is no verdict \"ok\""));
  EXPECT_THAT(refusal("\"level\":\"required\"", "\"level\":\"must\""),
              HasSubstr("case open/value: there is no level \"must\""));
  EXPECT_THAT(refusal("open/again", "open/value"), HasSubstr("open/value is there twice"));
  EXPECT_THAT(refusal("\"pass\":2", "\"pass\":3"),
              AllOf(HasSubstr("summary contradicts its cases"), HasSubstr("\"pass\":2")));
  EXPECT_THAT(refusal("\"expected\":false,", ""), HasSubstr("open/value has no \"expected\""));
  EXPECT_THAT(refusal("\"seconds\":0.0", "\"seconds\":\"0\""), HasSubstr("\"seconds\" has the wr"));
  EXPECT_THAT(refusal("\"id\":\"open/again\",", ""), HasSubstr("case number 2 has no \"id\""));
  EXPECT_THAT(refusal("\"host\"", "\"hots\""), HasSubstr("the file has no \"host\""));
}

TEST_F(ResultsFileTest, IgnoresKeysOfLaterTools) {
  EXPECT_EQ(Refusal(Replaced(ToJson(Small()), "\"host\"", "\"new\": [1], \"host\"")), "");
}

TEST_F(ResultsFileTest, RefusesAMissingFileAndAFolder) {
  EXPECT_THAT([&] { ReadResults(path_); },
              ::testing::ThrowsMessage<ResultsError>(HasSubstr("there is no such file")));
  EXPECT_THAT([] { ReadResults(fs::temp_directory_path()); },
              ::testing::ThrowsMessage<ResultsError>(HasSubstr("cannot be read")));
}

}  // namespace
}  // namespace wtsconform
