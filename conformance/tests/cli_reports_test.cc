// The commands of the built program that work on files of results.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "conformance/tests/test_program.h"
#include "reports/formats/results.h"

namespace wtsconform {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

class ReportCommandsTest : public ProgramTest {
 protected:
  // Results of the mock, with these switches on and these further words.
  std::string RunMock(const std::string& name, const std::string& switches = "",
                      const Words& more = {}) const {
    Words words = {"run", "mock", "--filter", kFew, "--json", Path(name)};
    words.insert(words.end(), more.begin(), more.end());
    Call(words, {{"WTSMOCK", switches}});
    return Path(name);
  }
};

TEST_F(ReportCommandsTest, ReportWritesOneFileForEachReader) {
  const std::string good = RunMock("good.json");
  const std::string bad = RunMock("bad.json", "stale-accepted");
  const ProgramEnd end = Call({"report", good, bad, "-o", Path("out")});
  EXPECT_EQ(end.status, 0) << end.err;
  EXPECT_EQ(end.out, Path("out/index.html") + "\n");
  const std::string page = Text(Path("out/index.html"));
  EXPECT_TRUE(page.find("no consumer succeeds with the old") != std::string::npos)
      << "the clause's text";
  EXPECT_TRUE(page.find("WTSCloseServer(h 0x") != std::string::npos) << "the trace";
  for (const char* name : {"report.md", "matrix.svg", "cases.csv", "annotations.txt"}) {
    EXPECT_FALSE(Text(folder_ / "out" / name).empty()) << name;
  }
  std::size_t of_each = 0;
  for (const auto& entry : fs::directory_iterator(Path("out"))) {
    const std::string name = entry.path().filename().string();
    of_each +=
        name.find(".junit.xml") != std::string::npos || name.find(".badge.") != std::string::npos;
  }
  EXPECT_EQ(of_each, 6u);
}

TEST_F(ReportCommandsTest, ReportWritesASite) {
  const std::string good = RunMock("good.json");
  const std::string bad = RunMock("bad.json", "stale-accepted");
  const ProgramEnd end = Call({"report", "--pages", good, bad, "-o", Path("out")});
  EXPECT_EQ(end.status, 0) << end.err;
  EXPECT_EQ(end.out, Path("out/index.html") + "\n");
  std::size_t of_each = 0;
  for (const auto& entry : fs::directory_iterator(Path("out"))) {
    const std::string name = entry.path().filename().string();
    of_each += name.starts_with("mock") && name.ends_with(".html");
  }
  EXPECT_EQ(of_each, 2u);
  for (const char* name : {"comparison.html", "style.css", "script.js", "search.js", "report.md",
                           "matrix.svg", "cases.csv"}) {
    EXPECT_FALSE(Text(folder_ / "out" / name).empty()) << name;
  }
  EXPECT_THAT(Text(Path("out/index.html")), Not(HasSubstr("WTSCloseServer(h 0x"))) << "the trace";
}

TEST_F(ReportCommandsTest, RunWritesAPageAndASummary) {
  const ProgramEnd end =
      Call({"run", "mock", "--filter", kFew, "--html", Path("a.html"), "--markdown", Path("a.md")});
  EXPECT_EQ(end.status, 0) << end.err;
  EXPECT_TRUE(Text(Path("a.html")).ends_with("</html>\n"));
  EXPECT_THAT(Text(Path("a.md")), AllOf(StartsWith("## "), HasSubstr("| CLOSE-6 | pass ")));
  const ProgramEnd refused =
      Call({"run", "mock", "--filter", kFew, "--html", "/no/such/folder/a.html"});
  EXPECT_EQ(refused.status, 2);
  EXPECT_THAT(refused.out, IsEmpty()) << "found out before the run";
}

TEST_F(ReportCommandsTest, ReportRefusesWhatIsNotWhole) {
  std::string text = Text(RunMock("a.json"));
  Put("half.json", text.substr(0, text.size() / 2));
  Put("bench.json", "{\"context\": {}, \"benchmarks\": []}");
  Put("selftest.json", "{\"schema\": \"wtsconform-selftest/1\"}");
  for (const char* name : {"half.json", "bench.json", "selftest.json", "none.json"}) {
    const ProgramEnd end = Call({"report", Path(name), "-o", Path("out")});
    EXPECT_EQ(end.status, 2) << name;
    EXPECT_THAT(end.err, HasSubstr(name));
    EXPECT_FALSE(fs::exists(Path("out"))) << name;
  }
  EXPECT_EQ(Call({"report", Path("a.json"), "-o", Path("a.json")}).status, 2);
}

TEST_F(ReportCommandsTest, DiffReportsARegressionByItsStatus) {
  const std::string good = RunMock("good.json");
  const std::string bad = RunMock("bad.json", "stale-accepted");
  const ProgramEnd same = Call({"diff", good, good});
  EXPECT_EQ(same.status, 0);
  EXPECT_THAT(same.out, HasSubstr("No case changed."));
  const ProgramEnd worse = Call({"diff", good, bad});
  EXPECT_EQ(worse.status, 1);
  EXPECT_THAT(worse.out, AllOf(HasSubstr("### Worse"), Not(HasSubstr("### Better"))));
  const ProgramEnd better = Call({"diff", bad, good});
  EXPECT_EQ(better.status, 0);
  EXPECT_THAT(better.out, HasSubstr("### Better"));
  Call({"run", "mock", "--filter", "open/failed-open-is-not-null/*", "--json", Path("other.json")});
  const ProgramEnd nothing = Call({"diff", good, Path("other.json")});
  EXPECT_EQ(nothing.status, 2);
  EXPECT_THAT(nothing.err, HasSubstr("nothing to compare"));
}

TEST_F(ReportCommandsTest, ShardsMergeIntoTheWhole) {
  const std::string one = RunMock("1.json", "", {"--shard", "1/2"});
  const std::string two = RunMock("2.json", "", {"--shard", "2/2"});
  const ProgramEnd end = Call({"merge", two, one, "-o", Path("merged.json")});
  EXPECT_EQ(end.status, 0) << end.err;
  const Results whole = ReadResults(RunMock("whole.json"));
  const Results merged = ReadResults(Path("merged.json"));
  ASSERT_EQ(merged.cases.size(), whole.cases.size());
  for (std::size_t i = 0; i < whole.cases.size(); ++i) {
    EXPECT_EQ(merged.cases[i].id, whole.cases[i].id);
    EXPECT_EQ(merged.cases[i].verdict, whole.cases[i].verdict);
  }
  EXPECT_EQ(Call({"merge", one, one, "-o", Path("twice.json")}).status, 2);
  const std::string bad = RunMock("bad.json", "stale-accepted", {"--shard", "2/2"});
  const ProgramEnd mixed = Call({"merge", one, bad, "-o", Path("mixed.json")});
  EXPECT_EQ(mixed.status, 2) << "two configurations are two implementations";
  EXPECT_FALSE(fs::exists(Path("mixed.json")));
}

TEST_F(ReportCommandsTest, BriefResultsSayTheSameWithFewerCalls) {
  const std::string whole = RunMock("whole.json", "stale-accepted");
  const std::string brief = Path("brief.json");
  const ProgramEnd end = Call({"merge", whole, "--brief", "-o", brief});
  EXPECT_EQ(end.status, 0) << end.err;
  const auto traces = [](const std::string& file) {
    const Results results = ReadResults(file);
    return std::count_if(results.cases.begin(), results.cases.end(),
                         [](const CaseRecord& each) { return !each.trace.empty(); });
  };
  EXPECT_GT(traces(brief), 0);
  EXPECT_LT(traces(brief), traces(whole));
  EXPECT_THAT(Call({"diff", whole, brief}).out, HasSubstr("No case changed."));
  const ProgramEnd verified = Call({"verify", brief}, {{"WTSMOCK", "stale-accepted"}});
  EXPECT_EQ(verified.status, 0) << verified.out << verified.err;
  Call({"report", whole, "-o", Path("of_whole")});
  Call({"report", brief, "-o", Path("of_brief")});
  std::string page = Text(Path("of_brief/index.html"));
  for (std::size_t at; (at = page.find("brief.json")) != std::string::npos;) {
    page.replace(at, 10, "whole.json");
  }
  EXPECT_EQ(page, Text(Path("of_whole/index.html"))) << "a page shows no more calls";
}

TEST_F(ReportCommandsTest, VerifyConfirmsWhatHappensAgainAndNothingElse) {
  const std::string file = RunMock("a.json");
  const ProgramEnd same = Call({"verify", file});
  EXPECT_EQ(same.status, 0) << same.out << same.err;
  EXPECT_THAT(same.out, HasSubstr("is confirmed for mock"));
  const ProgramEnd other = Call({"verify", file}, {{"WTSMOCK", "stale-accepted"}});
  EXPECT_EQ(other.status, 1);
  EXPECT_THAT(other.out, AllOf(HasSubstr("IS NOT CONFIRMED"), HasSubstr("the file says: pass"),
                               HasSubstr("deviation")));
}

TEST_F(ReportCommandsTest, VerifyLooksAtTheVeryLibrary) {
  std::string text = Text(RunMock("a.json"));
  const std::string sha256 = ReadResults(Path("a.json")).implementation.sha256;
  std::string other = text;
  other.replace(other.find(sha256), 64, std::string(64, '0'));
  Put("other.json", other);
  const ProgramEnd end = Call({"verify", Path("other.json")});
  EXPECT_EQ(end.status, 2);
  EXPECT_THAT(end.err, HasSubstr(sha256));
  // A file must not decide what is loaded.
  std::string path = text;
  path.replace(path.find("\"name\":\"mock\""), 13, "\"name\":\"/tmp/a.so\"");
  Put("path.json", path);
  const ProgramEnd refused = Call({"verify", Path("path.json")});
  EXPECT_EQ(refused.status, 2);
  EXPECT_THAT(refused.err, HasSubstr("--implementation"));
  EXPECT_EQ(Call({"verify", Path("path.json"), "--implementation", "mock"}).status, 0);
}

TEST_F(ReportCommandsTest, VerifyLooksAtDependenciesWhereTheRunDid) {
  const std::string library = TestLibrary("through_another");
  const Words how = {"--with-dependencies", "--server", "MOCKHOST"};
  const auto with = [&](Words words) {
    words.insert(words.end(), how.begin(), how.end());
    return words;
  };
  ASSERT_EQ(Call(with({"run", library, "--filter", kOne, "--json", Path("a.json")})).status, 0);
  const Words verify = {"verify", Path("a.json"), "--implementation", library};
  EXPECT_EQ(Call(with(verify)).status, 0);
  EXPECT_EQ(Call(verify).status, 2);
}

}  // namespace
}  // namespace wtsconform
