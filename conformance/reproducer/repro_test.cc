// Every required case as a C program comes to the outcome that the suite comes to.
#include "conformance/reproducer/repro.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <map>

#include "conformance/isolation/isolation.h"
#include "conformance/reproducer/repro_text.h"
#include "conformance/runner/runner.h"
#include "conformance/tests/test_cases.h"

namespace wtsconform {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

namespace fs = std::filesystem;

std::vector<const Case*> RequiredCases() {
  std::vector<const Case*> cases;
  for (const Case& each : TheSuite().cases()) {
    if (each.clause->level == Level::kRequired) cases.push_back(&each);
  }
  return cases;
}

const fs::path& Folder() {
  static const fs::path folder = [] {
    std::string name = (fs::temp_directory_path() / "wtsconform-repro-XXXXXX").string();
    if (!mkdtemp(name.data())) throw std::runtime_error("no temporary folder");
    return fs::path(name);
  }();
  return folder;
}

class RemoveFolder : public ::testing::Environment {
  void TearDown() override { fs::remove_all(Folder()); }
};
[[maybe_unused]] const auto* const remover = ::testing::AddGlobalTestEnvironment(new RemoveFolder);

void Write(const fs::path& file, const std::string& text) { std::ofstream(file) << text; }

bool Compile(const fs::path& source, const fs::path& program, const std::string& compiler,
             const std::string& options) {
  return std::system(
             (compiler + " " + options + " '" + source.string() + "' -o '" + program.string() + "'")
                 .c_str()) == 0;
}

// One program for each row of the tables, with all of its cases: a compiler's time is what costs.
const std::map<const CaseTemplate*, fs::path>& Programs() {
  static const std::map<const CaseTemplate*, fs::path> programs = [] {
    std::map<const CaseTemplate*, std::vector<const Case*>> rows;
    for (const Case* each : RequiredCases()) rows[each->row].push_back(each);
    std::vector<fs::path> files;
    std::map<const CaseTemplate*, fs::path> built;
    for (const auto& [row, cases] : rows) {
      files.push_back(Folder() / ("row" + std::to_string(files.size())));
      Write(files.back().string() + ".c", ReproProgram(cases, TheSuite(), RecognisableProfiles()));
      built[row] = files.back();
    }
    IsolationOptions options;
    options.jobs = 2;
    options.budget = std::chrono::minutes(5);
    RunIsolated(
        files.size(), options,
        [&](std::size_t i, Journal&) {
          const bool good = Compile(files[i].string() + ".c", files[i], WTSCONFORM_CC, "-O0");
          _exit(good ? 0 : 1);
        },
        [&](std::size_t i, const ChildReport&, const ChildEnd& end) {
          EXPECT_EQ(end.code, 0) << files[i] << ": " << end.output;
        });
    return built;
  }();
  return programs;
}

// What can be compared: the suite tells more than an exit status can.
std::string OutcomeOf(const CaseRecord& record) {
  const bool died_in_control = record.detail.starts_with("the control failed: the process died");
  if (record.verdict == Verdict::kCrash || died_in_control) return "dies";
  if (record.verdict == Verdict::kHang) return "hangs";
  if (record.verdict == Verdict::kDeviation) return "not kept";
  return record.verdict == Verdict::kPass ? "kept" : "not decided";
}

std::string OutcomeOf(const ChildEnd& end) {
  if (end.how == ChildEnd::How::kSignalled) return "dies";
  if (end.how != ChildEnd::How::kExited) return "hangs";
  if (end.code == 0) return "kept";
  if (end.code == 1) return end.output.ends_with("hangs\n") ? "hangs" : "not kept";
  return "not decided";
}

std::vector<std::string> OutcomesOfPrograms(const std::vector<const Case*>& cases,
                                            const Profile& profile) {
  const auto& programs = Programs();  // here, not in each child
  std::vector<std::string> outcomes(cases.size());
  IsolationOptions options{2, std::chrono::seconds(6),
                           [&](std::size_t) { return profile.environment; }};
  RunIsolated(
      cases.size(), options,
      [&](std::size_t i, Journal&) {
        const std::string program = programs.at(cases[i]->row);
        const std::string library = ResolveFile(profile.library.front());
        setenv("WTS_CASE", cases[i]->id.c_str(), 1);
        execl(program.c_str(), program.c_str(), library.c_str(),
              profile.servers.are_text ? profile.servers.reachable.c_str() : "-",
              profile.servers.are_text ? profile.servers.unreachable.c_str() : "-", nullptr);
        _exit(127);
      },
      [&](std::size_t i, const ChildReport&, const ChildEnd& end) {
        outcomes[i] = OutcomeOf(end);
      });
  return outcomes;
}

std::vector<std::string> Differences(const std::vector<const Case*>& cases,
                                     const Profile& profile) {
  RunOptions options;
  options.jobs = 2;
  const auto records =
      RunCases(TheSuite(), cases, profile, ProbeLibrary(TheSuite(), profile, options), options,
               [](std::size_t, const CaseRecord&) {});
  const auto outcomes = OutcomesOfPrograms(cases, profile);
  std::vector<std::string> different;
  for (std::size_t i = 0; i < cases.size(); ++i) {
    const std::string suite = OutcomeOf(records[i]);
    if (suite == outcomes[i]) continue;
    different.push_back(cases[i]->id + ": suite " + suite + ", program " + outcomes[i] + " (" +
                        records[i].detail + ")");
  }
  return different;
}

Profile MockWith(const std::string& defect) {
  Profile profile = FindProfile("mock");
  profile.environment["WTSMOCK"] = defect;
  return profile;
}

TEST(ReproTest, EveryRequiredCaseAgreesOnTheMock) {
  EXPECT_THAT(Differences(RequiredCases(), MockWith("")), IsEmpty());
}

TEST(ReproTest, EveryRequiredCaseAgreesOnADefectiveMock) {
  EXPECT_THAT(Differences(RequiredCases(), MockWith("stale-accepted")), IsEmpty());
}

// The first case of each row.
TEST(ReproTest, EachRowAgreesOnMocksWithOtherDefects) {
  std::map<const CaseTemplate*, const Case*> rows;
  for (const Case* each : RequiredCases()) rows.emplace(each->row, each);
  std::vector<const Case*> cases;
  for (const auto& [row, first] : rows) cases.push_back(first);
  for (const char* defect : {"close-kills-siblings", "failed-open-local", "stale-crashes",
                             "handle-dies-with-thread", "flush-ignored", "wide-name-halved",
                             "close-spoils-buffers", "open-ignores-name", "bad-level-kept"}) {
    EXPECT_THAT(Differences(cases, MockWith(defect)), IsEmpty()) << defect;
  }
}

TEST(ReproTest, EveryRequiredCaseAgreesOnFreeRdp) {
  const Profile profile = FindProfile("freerdp");
  try {
    ProbeLibrary(TheSuite(), profile, {});
  } catch (const UnusableLibrary& why) {
    GTEST_SKIP() << why.what();
  }
  EXPECT_THAT(Differences(RequiredCases(), profile), IsEmpty());
}

// One case by itself, as a user gets it, under a compiler that complains.
TEST(ReproTest, ACaseByItselfCompilesWithoutAWarning) {
  const Case& subject = *RequiredCases().front();
  const fs::path source = Folder() / "one.c";
  Write(source, ReproProgram({&subject}, TheSuite(), RecognisableProfiles()));
  EXPECT_TRUE(Compile(source, Folder() / "one", WTSCONFORM_CC, "-Wall -Wextra -Werror"));
}

TEST(ReproTest, WindowsProgramsCompileToo) {
  if (std::system("x86_64-w64-mingw32-gcc --version > /dev/null 2>&1") != 0) {
    GTEST_SKIP() << "x86_64-w64-mingw32-gcc is not installed";
  }
  const fs::path source = Folder() / "windows.c";
  Write(source, ReproProgram({RequiredCases().front()}, TheSuite(), RecognisableProfiles()));
  EXPECT_TRUE(Compile(source, Folder() / "windows.exe", "x86_64-w64-mingw32-gcc", "-Wall -Werror"));
}

TEST(ReproTest, RobustnessCasesCompileToo) {
  std::map<const CaseTemplate*, const Case*> rows;
  for (const Case& each : TheSuite().cases()) {
    if (each.clause->level != Level::kRequired) rows.emplace(each.row, &each);
  }
  std::vector<const Case*> cases;
  for (const auto& [row, first] : rows) {
    if (first->id.find("resources") == std::string::npos) cases.push_back(first);
  }
  const fs::path source = Folder() / "others.c";
  Write(source, ReproProgram(cases, TheSuite(), RecognisableProfiles()));
  EXPECT_TRUE(Compile(source, Folder() / "others", WTSCONFORM_CC, "-Wall -Wextra -Werror"));
}

TEST(ReproTest, SaysWhichCaseNoCFileRepeats) {
  for (const Case& each : TheSuite().cases()) {
    if (!each.id.starts_with("robustness/resources")) continue;
    try {
      ReproProgram({&each}, TheSuite(), {});
      FAIL();
    } catch (const InputError& error) {
      EXPECT_THAT(error.what(), HasSubstr("wtsconform run IMPLEMENTATION --filter '" + each.id));
    }
    return;
  }
}

TEST(CTextTest, WritesAnyBytesAsALiteral) {
  EXPECT_EQ(CText("a\"b\\c\n\xff"
                  "1?"),
            "\"a\\\"b\\\\c\\012\\3771\\?\"");
}

}  // namespace
}  // namespace wtsconform
