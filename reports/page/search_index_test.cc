#include "reports/page/search_index.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "reports/tests/test_results.h"

namespace wtsconform {
namespace {

using testing::Record;
using testing::ResultsOf;

std::string ScriptOf(const std::vector<Results>& all, const ClauseNotes& notes = {}) {
  const Report report(all, std::vector<std::string>(all.size(), "file.json"), notes);
  PageScope scope = WholeReport(report);
  for (std::size_t i = 0; i < all.size(); ++i) scope.findings[i] = report.slugs()[i] + ".html";
  return SearchIndex(report, scope, "index.html");
}

nlohmann::json IndexOf(const std::string& script) {
  const std::size_t start = script.find('{');
  return nlohmann::json::parse(script.substr(start, script.rfind('}') + 1 - start));
}

Results Crashing(const std::string& name) {
  CaseRecord record = Record("close/x/WTSOpenServerW", "CLOSE-6", Verdict::kCrash);
  record.signature = "SIGSEGV in WTSCloseServer";
  CaseRecord again = record;
  again.id += "/WTSEnumerateSessionsA";
  return ResultsOf(name, {record, again});
}

TEST(SearchIndex, HasImplementationsClausesAndFindings) {
  const auto index = IndexOf(ScriptOf({Crashing("lib")}, {{"CLOSE-6", {"It says so.", ""}}}));
  EXPECT_EQ(index["pages"].dump(), R"([["index.html",""],["lib.html","lib 1.0"]])");
  EXPECT_EQ(index["entries"].dump(),
            R"([["lib 1.0","",[[1,""]]],)"
            R"(["CLOSE-6 (required): It says so."," close/x wtsenumeratesessionsa wtsopenserverw",)"
            R"([[0,"CLOSE-6"]]],)"
            R"(["CLOSE-6 crash: SIGSEGV in WTSCloseServer","required",[[1,"CLOSE-6--lib"]]]])");
}

TEST(SearchIndex, NamesAFindingOfSeveralOnce) {
  const auto index = IndexOf(ScriptOf({Crashing("a"), Crashing("b")}));
  EXPECT_EQ(index["entries"].back()[2].dump(), R"([[1,"CLOSE-6--a"],[2,"CLOSE-6--b"]])");
  EXPECT_EQ(index["entries"].size(), 4u);
}

TEST(SearchIndex, IsAScriptWhateverItHolds) {
  Results results = Crashing(testing::kHostile + "</script>");
  results.cases[0].signature = "'\"\\\n\xe2\x80\xa8" + testing::kHostile;
  const std::string script = ScriptOf({results});
  EXPECT_NO_THROW(IndexOf(script));
  EXPECT_TRUE(std::all_of(script.begin(), script.end(),
                          [](char c) { return c == '\n' || (c >= ' ' && c <= '~'); }));
}

}  // namespace
}  // namespace wtsconform
