#include "reports/page/html.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "reports/tests/test_results.h"

namespace wtsconform {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using testing::Joined;
using ::testing::Not;
using testing::Record;
using testing::Records;
using testing::ResultsOf;

std::string Page(const std::vector<Results>& all, const ClauseNotes& notes = {}) {
  std::vector<std::string> files(all.size(), "file.json");
  const std::string page = ToHtml(Report(all, files, notes));
  return page.substr(page.find("<main"));
}

CaseRecord DeviationOnPage() {
  CaseRecord record =
      Record("close/x/WTSOpenServerW/WTSEnumerateSessionsA", "CLOSE-6", Verdict::kDeviation);
  record.Judge("it fails", "it returned 1");
  record.signature = "WTSEnumerateSessionsA succeeded";
  record.trace = {"WTSOpenServerW(\"A\") = 0x1", "WTSCloseServer(h 0x1)"};
  return record;
}

// Attribute values of a kind, in the markup before the script.
std::multiset<std::string> Attributes(const std::string& page, const std::string& name) {
  std::multiset<std::string> values;
  const std::regex pattern(" " + name + "=\"([^\"]*)\"");
  const std::string markup = page.substr(0, page.find("<script>"));
  for (std::sregex_iterator it(markup.begin(), markup.end(), pattern), end; it != end; ++it) {
    values.insert((*it)[1]);
  }
  return values;
}

TEST(Html, ShowsTheStepsOfAProblemInC) {
  const Reproducer reproducer = [](const std::string& id) { return "/* <" + id + "> */"; };
  Results results =
      ResultsOf("lib", {DeviationOnPage(), Record("close/y", "CLOSE-6", Verdict::kPass)});
  const std::string page = ToHtml(Report({results}, {"a.json"}, {}, reproducer));
  EXPECT_THAT(page, HasSubstr("/* &lt;close/x/WTSOpenServerW/WTSEnumerateSessionsA&gt; */"));
  EXPECT_THAT(page, HasSubstr("wtsconform repro "));
  EXPECT_THAT(page, Not(HasSubstr("/* &lt;close/y")));
  EXPECT_THAT(Page({results}), Not(HasSubstr("These steps in C")));
}

TEST(Html, ShowsWhomTheBehaviourHurts) {
  const DependentsOf dependents = [](const std::vector<CaseRecord>& cases) {
    return std::vector<DependentNote>{
        {"closes twice", "dies", {{"An <editor>", "https://editor/"}}, cases.front().id}};
  };
  const Results results = ResultsOf("lib", {DeviationOnPage()});
  const std::string page = ToHtml(Report({results}, {"a.json"}, {}, {}, dependents));
  EXPECT_THAT(page,
              AllOf(HasSubstr("one that closes twice dies"), HasSubstr("href=\"#dependents\""),
                    HasSubstr("href=\"https://editor/\">An &lt;editor&gt;</a>"),
                    HasSubstr("<code>" + DeviationOnPage().id + "</code>")));
  EXPECT_THAT(Page({results}), Not(HasSubstr("Who depends on it")));
}

TEST(Html, ShowsAFindingInFull) {
  const std::string page = Page({ResultsOf("lib", {DeviationOnPage()})},
                                {{"CLOSE-6", {"It says so.", "https://page/"}}});
  EXPECT_THAT(
      page, AllOf(HasSubstr("deviates from CLOSE-6!"), HasSubstr("It says so."),
                  HasSubstr("href=\"https://page/\""), HasSubstr("<dd>it fails</dd>"),
                  HasSubstr("<dd>it returned 1</dd>"), HasSubstr("WTSEnumerateSessionsA succeeded"),
                  HasSubstr("WTSCloseServer(h 0x1)"), HasSubstr("wtsconform run lib --filter"),
                  HasSubstr("<dd>no</dd>")));
}

TEST(Html, ShowsWhateverItIsGivenAsText) {
  const std::string attack = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>";
  Results results = ResultsOf(attack, {DeviationOnPage()});
  results.implementation = {attack, attack, attack, attack, attack};
  results.tool = {attack, attack};
  results.host = {{attack, attack}};
  CaseRecord record = DeviationOnPage();
  record.id = record.clause = record.detail = record.signature = attack + testing::kHostile;
  record.trace = {attack};
  results.cases.clear();
  for (const std::string level : {"required", "robustness", "observed"}) {
    results.cases.push_back(record);
    results.cases.back().id += level;
    results.cases.back().level = level;
  }
  std::string page = ToHtml(Report({results}, {attack}, {{attack, {attack, attack}}}));
  EXPECT_THAT(page, HasSubstr("&lt;script&gt;alert(1)"));
  EXPECT_THAT(page, Not(HasSubstr("<img")));
  EXPECT_THAT(page, Not(HasSubstr("\x1b")));
  const std::string harmless = page.substr(0, page.find("<script>\n'use strict'"));
  EXPECT_THAT(harmless, Not(HasSubstr("<script")));
}

TEST(Html, NeedsNothingFromElsewhere) {
  const std::string page = ToHtml(Report({testing::EveryVerdict()}, {"a.json"}, {}));
  for (const char* load : {" src=", "@import", "url(", "<link rel=\"stylesheet\"", "<iframe"}) {
    EXPECT_THAT(page, Not(HasSubstr(load)));
  }
}

TEST(Html, HasNoDeadLinks) {
  const std::string page = ToHtml(
      Report({testing::EveryVerdict(), ResultsOf("other", Records(2, "EX-1", Verdict::kPass))},
             {"a", "b"}, {}));
  const auto ids = Attributes(page, "id");
  for (const std::string& id : ids) EXPECT_EQ(ids.count(id), 1u) << id;
  int links = 0;
  for (const std::string& link : Attributes(page, "href")) {
    if (!link.starts_with("#")) continue;
    EXPECT_TRUE(ids.contains(link.substr(1))) << link;
    ++links;
  }
  EXPECT_GT(links, 20);
}

TEST(Html, ComparesWhatIsObserved) {
  const auto observed = [](const std::string& name, const std::string& value) {
    CaseRecord record =
        Record("observed/v/WTSOpenServerW", "GAP-13", Verdict::kObserved, "observed");
    record.detail = "WTSOpenServerW of nobody: " + value;
    return ResultsOf(name, {record});
  };
  EXPECT_THAT(Page({observed("a", "NULL"), observed("b", "-1")}),
              AllOf(HasSubstr("… of nobody: NULL"), HasSubstr("… of nobody: -1"),
                    HasSubstr("class=\"differs\"")));
  EXPECT_THAT(Page({observed("a", "NULL"), observed("b", "NULL")}),
              Not(HasSubstr("class=\"differs\"")));
}

TEST(Html, SaysPlainlyWhatToSuspect) {
  const std::string page =
      Page({ResultsOf("a", Joined({Records(1, "OPEN-5", Verdict::kDeviation),
                                   Records(1, "EX-2", Verdict::kUntestable)})),
            ResultsOf("b", Joined({Records(1, "OPEN-5", Verdict::kCrash),
                                   Records(1, "EX-2", Verdict::kUntestable)}))});
  EXPECT_THAT(page, AllOf(HasSubstr("No implementation could be tested in EX-2."),
                          HasSubstr("No implementation conforms to OPEN-5: suspect the test")));
}

TEST(Html, OfNoResultsIsAPageToo) {
  EXPECT_THAT(ToHtml(Report({}, {}, {})),
              AllOf(HasSubstr("</html>"), Not(HasSubstr("href=\"#provenance\""))));
  EXPECT_THAT(Page({ResultsOf("empty", {})}), HasSubstr("No case ran"));
}

}  // namespace
}  // namespace wtsconform
