#include "reports/page/site.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "reports/tests/test_results.h"

namespace wtsconform {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Key;
using ::testing::Not;
using testing::Record;
using testing::ResultsOf;

using Pages = std::map<std::string, std::string>;  // by their names

std::vector<std::string> NamesIn(const std::vector<SiteFile>& files) {
  std::vector<std::string> names;
  for (const SiteFile& each : files) names.push_back(each.name);
  return names;
}

std::vector<SiteFile> FilesOf(const std::vector<Results>& all,
                              const std::vector<HtmlSection>& further = {}) {
  return ToSite(Report(all, std::vector<std::string>(all.size(), "file.json"),
                       {{"CLOSE-6", {"It says so.", "https://page/"}}}),
                further);
}

Pages PagesOf(const std::vector<Results>& all, const std::vector<HtmlSection>& further = {}) {
  Pages pages;
  for (const SiteFile& each : FilesOf(all, further)) {
    if (each.name.ends_with(".html")) pages[each.name] = each.text;
  }
  return pages;
}

// A case that comes to this in a version of lib.
Results Version(const std::string& name, const std::string& version, Verdict verdict) {
  CaseRecord record = Record("close/x/WTSOpenServerW", "CLOSE-6", verdict);
  if (verdict != Verdict::kPass) {
    record.Judge("it fails", "it worked");
    record.signature = "WTSFunction succeeded";
    record.trace = {"the calls of " + version};
  }
  Results results = ResultsOf(name, {record});
  results.implementation.version = version;
  return results;
}

std::vector<Results> ThreeVersions() {
  return {Version("lib-3.10", "3.10", Verdict::kPass),
          Version("lib-3.9", "3.9", Verdict::kDeviation), Version("lib", "2", Verdict::kDeviation)};
}

std::multiset<std::string> Attributes(const std::string& page, const std::string& name) {
  std::multiset<std::string> values;
  const std::regex pattern(" " + name + "=\"([^\"]*)\"");
  for (std::sregex_iterator it(page.begin(), page.end(), pattern), end; it != end; ++it) {
    values.insert((*it)[1]);
  }
  return values;
}

// Whether the address leads to a place in the site.
bool Resolves(const Pages& pages, const std::string& from, const std::string& address) {
  const std::size_t hash = address.find('#');
  const std::string name = hash == 0 ? from : address.substr(0, hash);
  const auto page = pages.find(name);
  if (page == pages.end()) return name == "style.css";
  return hash == std::string::npos ||
         Attributes(page->second, "id").count(address.substr(hash + 1)) == 1;
}

TEST(Site, HasAPageForEachImplementationAndVersion) {
  EXPECT_THAT(NamesIn(FilesOf(ThreeVersions(), {{"benchmarks", "Benchmarks", "<section>"}})),
              ElementsAre("index.html", "comparison.html", "benchmarks.html", "lib.html",
                          "lib-3.9.html", "lib-3.10.html", "style.css", "script.js", "search.js"));
}

TEST(Site, PutsAFindingOnItsOwnPageOnly) {
  const Pages pages = PagesOf(ThreeVersions());
  for (const auto& [name, page] : pages) {
    const bool own = name == "lib-3.9.html";
    EXPECT_EQ(page.find("the calls of 3.9") != std::string::npos, own) << name;
  }
  EXPECT_THAT(pages.at("index.html"),
              AllOf(HasSubstr("href=\"lib-3.9.html#CLOSE-6--lib-3.9\""),
                    HasSubstr("<tr id=\"CLOSE-6\""), HasSubstr("href=\"https://page/\"")));
  EXPECT_THAT(pages.at("lib-3.9.html"), HasSubstr("href=\"#CLOSE-6--lib-3.9\""));
}

TEST(Site, ShowsWhatChangedFromVersionToVersion) {
  const Pages pages = PagesOf(ThreeVersions());
  const std::string& page = pages.at("comparison.html");
  EXPECT_THAT(page, AllOf(HasSubstr("lib 2</a> to <a href=\"lib-3.9.html\">lib-3.9 3.9</a>"),
                          HasSubstr("No case changed."), HasSubstr("Cases: 1 better."),
                          HasSubstr("href=\"lib-3.10.html#CLOSE-6--lib-3.10\">CLOSE-6</a>")));
  EXPECT_THAT(pages.at("lib.html"), AllOf(HasSubstr("<b>lib 2</b>, this page"),
                                          HasSubstr("comparison.html#history-lib\"")));
  EXPECT_THAT(PagesOf({Version("lib", "1", Verdict::kPass)}),
              Not(Contains(Key("comparison.html"))));
}

TEST(Site, HasNoDeadLinks) {
  Results every = testing::EveryVerdict();
  std::vector<Results> all = ThreeVersions();
  all.push_back(every);
  every.implementation.name = "every/2 <b>";
  all.push_back(every);
  const Pages pages = PagesOf(all);
  int links = 0;
  for (const auto& [name, page] : pages) {
    const auto ids = Attributes(page, "id");
    for (const std::string& id : ids) EXPECT_EQ(ids.count(id), 1u) << name << ": " << id;
    for (const std::string& link : Attributes(page, "href")) {
      if (link.starts_with("https:") || link.starts_with("data:")) continue;
      EXPECT_TRUE(Resolves(pages, name, link)) << name << ": " << link;
      ++links;
    }
  }
  EXPECT_GT(links, 100);
}

TEST(Site, LoadsItsOwnFilesOnly) {
  for (const auto& [name, page] : PagesOf(ThreeVersions())) {
    for (const char* load : {"@import", "url(", "<iframe", "<img", "<style", "http-equiv"}) {
      EXPECT_THAT(page, Not(HasSubstr(load))) << name;
    }
    for (const std::string& script : Attributes(page, "src")) {
      EXPECT_TRUE(script == "script.js" || script == "search.js") << name << ": " << script;
    }
  }
}

TEST(Site, NamesNoTwoPagesAlike) {
  const auto names =
      NamesIn(FilesOf({ResultsOf("index", {Record("x", "A-1", Verdict::kPass)}),
                       ResultsOf("Comparison", {Record("x", "A-1", Verdict::kPass)}),
                       ResultsOf("benchmarks", {Record("x", "A-1", Verdict::kPass)})},
                      {{"benchmarks", "Benchmarks", ""}}));
  EXPECT_EQ(std::set<std::string>(names.begin(), names.end()).size(), names.size());
  EXPECT_THAT(names, AllOf(Contains("index-2.html"), Contains("Comparison-2.html"),
                           Contains("benchmarks-2.html")));
}

TEST(Site, OfBenchmarksAloneIsOneToo) {
  EXPECT_THAT(NamesIn(FilesOf({}, {{"benchmarks", "Benchmarks", ""}})),
              ElementsAre("index.html", "benchmarks.html", "style.css", "script.js"));
}

}  // namespace
}  // namespace wtsconform
