// A case as a C program comes to the outcome that the suite comes to.
#include "conformance/reproducer/repro.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "conformance/implementations/glob.h"
#include "conformance/isolation/isolation.h"
#include "conformance/platform/platform.h"
#include "conformance/platform/run_program.h"
#include "conformance/platform/temporary_folder.h"
#include "conformance/reproducer/case_text.h"
#include "conformance/runner/runner.h"
#include "conformance/tests/test_cases.h"

namespace wtsconform {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

namespace fs = std::filesystem;

// REPRO_ALL=1: every case and every defect; it takes long.
bool AllAreAskedFor() { return std::getenv("REPRO_ALL") != nullptr; }

// A compiler takes seconds for a case of more steps, as most walks are.
constexpr std::size_t kLong = 130;

// One case of each row that C files can repeat, as those of a row differ in names only.
std::vector<const Case*> ComparedCases() {
  std::vector<const Case*> cases;
  std::set<const CaseTemplate*> rows;
  for (const Case& each : TheSuite().cases()) {
    const bool wanted = !rows.contains(each.row) || AllAreAskedFor();
    if (!wanted || ReproSteps(each).empty()) continue;
    if (each.steps().size() > kLong && !AllAreAskedFor()) continue;
    rows.insert(each.row);
    cases.push_back(&each);
  }
  return cases;
}

// A fifth of them, another one at each call.
std::vector<const Case*> AFifthOfThem() {
  static std::size_t turn = 0;
  std::vector<const Case*> cases = ComparedCases();
  if (AllAreAskedFor()) return cases;
  std::size_t i = turn++;
  std::erase_if(cases, [&](const Case*) { return i++ % 5 != 0; });
  return cases;
}

// No static object: a case may end its process by exit(), which must not remove the folder.
class Folder : public ::testing::Environment {
 public:
  static const fs::path& Path() { return folder->path(); }
  void TearDown() override { delete folder; }

 private:
  static inline const TemporaryFolder* const folder = new TemporaryFolder;
};
[[maybe_unused]] const auto* const remover = ::testing::AddGlobalTestEnvironment(new Folder);

void Write(const fs::path& file, const std::string& text) { std::ofstream(file) << text; }

bool Compile(const fs::path& source, const fs::path& program, const std::string& compiler,
             const std::string& options) {
  return std::system((compiler + " " + options + " -O0 -Wall -Wextra -Werror '" + source.string() +
                      "' -o '" + program.string() + "'")
                         .c_str()) == 0;
}

// Two programs for an implementation, as a compiler's time is what costs: the cases that need no
// bookkeeping, and the others.
fs::path ProgramOf(const Case& subject, const Profile& profile) {
  static std::map<std::pair<std::string, bool>, fs::path> programs;
  const bool is_plain = IsPlain(subject);
  const auto [place, is_new] = programs.emplace(std::pair(profile.name, is_plain), fs::path());
  fs::path& program = place->second;
  if (!is_new) return program;
  std::vector<const Case*> cases;
  for (const Case* each : ComparedCases()) {
    if (IsPlain(*each) == is_plain) cases.push_back(each);
  }
  program = Folder::Path() / (profile.name + (is_plain ? "-plain" : ""));
  Write(program.string() + ".c", ReproProgram(cases, TheSuite(), profile));
  EXPECT_TRUE(Compile(program.string() + ".c", program, WTSCONFORM_CC, ""));
  return program;
}

// --- what the suite says, and what the program says, in the same words

// What was judged: "WTSOpenServerA.Form succeeded on h" and "WTSOpenServerA succeeded" are one.
std::string Judged(const std::string& text) {
  for (const char* kind :
       {"success without a result", "an open fails", "live handle refused", "another answer",
        "the same answer", "CURRENT failed", "buffer changed", "the value of a failed open", "NULL",
        "opens ran out", "wait ended", "DWORD is", "flags", "succeeded"}) {
    const std::size_t at = text.find(kind);
    if (at == std::string::npos) continue;
    const std::string name = text.substr(0, std::min(text.find_first_of(". "), at));
    return name + (name.empty() ? "" : " ") + (kind == std::string("flags") ? "DWORD is" : kind);
  }
  return text;
}

// Whether memory that was damaged makes a process abort or run into a hole is for its layout to
// say, so the signal is left out.
std::string Death(const std::string& function) { return "dies in " + function; }

std::string OutcomeOf(const CaseRecord& record) {
  const bool died_in_control = record.detail.starts_with("the control failed: the process died");
  if (record.verdict == Verdict::kHang || record.signature.starts_with("hang ")) return "hangs";
  const std::string in = " in ";
  if (record.verdict == Verdict::kCrash || died_in_control || record.signature.starts_with("SIG")) {
    const std::string& where = died_in_control ? record.detail : record.signature;
    const std::size_t at = where.rfind(in);
    return at == std::string::npos ? "dies" : Death(where.substr(at + in.size()));
  }
  if (record.verdict == Verdict::kObserved) return "observed: " + record.signature;
  if (record.verdict == Verdict::kDeviation || record.verdict == Verdict::kHarm) {
    return "deviates: " + Judged(record.signature);
  }
  return record.verdict == Verdict::kPass ? "conforms" : "not decided";
}

std::vector<std::string> LinesOf(const std::string& output, const std::string& beginning) {
  std::vector<std::string> lines;
  std::istringstream stream(output);
  for (std::string line; std::getline(stream, line);) {
    if (line.starts_with(beginning)) lines.push_back(line.substr(beginning.size()));
  }
  return lines;
}

std::string OutcomeOf(const Case& subject, const ChildEnd& end) {
  if (end.how == ChildEnd::How::kSignalled) {
    const auto calls = LinesOf(end.output, "  ");
    if (calls.empty() || end.output.ends_with('\n')) return "dies";
    return Death(calls.back().substr(0, calls.back().find(' ')));
  }
  const bool found_hang = end.code == 1 && end.output.ends_with("hangs\n");
  if (end.how != ChildEnd::How::kExited || found_hang) return "hangs";
  const auto deviations = LinesOf(end.output, "DEVIATES: ");
  if (end.code == 1) return "deviates: " + Judged(deviations.empty() ? "" : deviations.back());
  if (end.code != 0) return "not decided";
  if (subject.clause->level != Level::kObserved) return "conforms";
  return fmt::format("observed: {}", fmt::join(LinesOf(end.output, "observed: "), "; "));
}

using ProgramFor = std::function<fs::path(const Case&, const Profile&)>;

std::vector<std::string> OutcomesOf(const std::vector<const Case*>& cases, const Profile& profile,
                                    const ProgramFor& program) {
  std::vector<std::string> outcomes(cases.size());
  for (const Case* each : cases) program(*each, profile);  // compiled here, not in each child
  IsolationOptions options{2, std::chrono::seconds(10),
                           [&](std::size_t) { return profile.environment; }};
  const bool are_text = profile.servers.are_text;
  RunIsolated(
      cases.size(), options,
      [&](std::size_t i, Journal&) {
        const std::string file = program(*cases[i], profile);
        const std::string library = ResolveFile(profile.library.front());
        setenv("WTS_CASE", cases[i]->id.c_str(), 1);
        execl(file.c_str(), file.c_str(), library.c_str(),
              are_text ? profile.servers.reachable.c_str() : "-",
              are_text ? profile.servers.unreachable.c_str() : "-", nullptr);
        _exit(127);
      },
      [&](std::size_t i, const ChildReport&, const ChildEnd& end) {
        outcomes[i] = OutcomeOf(*cases[i], end);
      });
  return outcomes;
}

bool ComparesWhatIsSaid(const Case& subject) {
  return AnyStep(subject.steps(), [](const Step& step) {
    const auto* call = step.As<step::Call>();
    return call && call->expect.kind == step::Expectation::Kind::kOwn;
  });
}

// What the profile says is not the same each time.
bool IsRandom(const Case& subject, const Profile& profile) {
  return std::any_of(
      profile.expectations.begin(), profile.expectations.end(), [&](const Expectation& each) {
        return !each.nondeterministic.empty() && GlobMatches(each.pattern, subject.id);
      });
}

bool Agree(const Case& subject, const std::string& suite, const std::string& program) {
  if (suite == program) return true;
  // Where very many calls are made, the program does not print them.
  if (program == "dies" && suite.starts_with(program)) return true;
  // Threads that race do not meet each time, so the one may see what the other does not.
  return AnyStep(subject.steps(), [](const Step& step) { return step.Is<step::Parallel>(); }) &&
         (suite == "conforms" || program == "conforms");
}

std::vector<std::string> Differences(std::vector<const Case*> cases, const Profile& profile,
                                     const ProgramFor& program = ProgramOf, int attempts = 3) {
  std::erase_if(cases, [&](const Case* each) { return IsRandom(*each, profile); });
  RunOptions options;
  options.jobs = 2;
  const auto records =
      RunCases(TheSuite(), cases, profile, ProbeLibrary(TheSuite(), profile, options), options,
               [](std::size_t, const CaseRecord&) {});
  const auto outcomes = OutcomesOf(cases, profile, program);
  std::vector<std::string> different;
  std::vector<const Case*> again;
  for (std::size_t i = 0; i < cases.size(); ++i) {
    const std::string suite = OutcomeOf(records[i]);
    if (Agree(*cases[i], suite, outcomes[i])) continue;
    // On a busy machine a time limit passes where nothing hangs.
    if (attempts > 1 && (suite == "hangs" || outcomes[i] == "hangs")) {
      again.push_back(cases[i]);
      continue;
    }
    different.push_back(cases[i]->id + ": suite " + suite + ", program " + outcomes[i] + " (" +
                        records[i].detail + ")");
  }
  if (again.empty()) return different;
  const auto still = Differences(again, profile, program, attempts - 1);
  different.insert(different.end(), still.begin(), still.end());
  return different;
}

bool CanBeLoaded(const Profile& profile) {
  try {
    ProbeLibrary(TheSuite(), profile, {});
    return true;
  } catch (const UnusableLibrary&) {
    return false;
  }
}

Profile MockWith(const std::string& defect) {
  Profile profile = FindProfile("mock");
  profile.environment["WTSMOCK"] = defect;
  return profile;
}

Profile TestLibrary(const std::string& name) {
  Profile profile =
      FindProfile((ExecutableFolder().parent_path() / "testlibs" / (name + ".so")).string());
  OverrideServers(profile, "x", "");
  return profile;
}

TEST(ReproTest, EachRowAgreesOnTheMock) {
  EXPECT_THAT(Differences(ComparedCases(), MockWith("")), IsEmpty());
}

TEST(ReproTest, EachRowAgreesOnMocksWithDefects) {
  std::vector<std::string> defects = {"stale-accepted", "stale-crashes"};
  if (AllAreAskedFor()) {
    defects.insert(defects.end(), {"bad-level-kept", "close-kills-siblings", "failed-open-local",
                                   "handle-dies-with-thread", "wide-name-halved",
                                   "close-spoils-buffers", "open-ignores-name", "flush-ignored"});
  }
  for (const std::string& defect : defects) {
    EXPECT_THAT(Differences(AFifthOfThem(), MockWith(defect)), IsEmpty()) << defect;
  }
}

// The first has room for one handle, so an open that fails is no deviation. Of the second a success
// without what was asked for is no success.
TEST(ReproTest, EachRowAgreesOnTestLibraries) {
  for (const char* library : {"one_at_once", "succeeds_without_result"}) {
    EXPECT_THAT(Differences(AFifthOfThem(), TestLibrary(library)), IsEmpty()) << library;
  }
}

class OnReal : public ::testing::TestWithParam<const char*> {};

TEST_P(OnReal, EachRowAgrees) {
  const Profile profile = FindProfile(GetParam());
  if (!CanBeLoaded(profile)) GTEST_SKIP() << profile.title << " is not installed";
  EXPECT_THAT(Differences(AFifthOfThem(), profile), IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(Implementations, OnReal, ::testing::Values("winpr", "freerdp"),
                         [](const auto& each) { return std::string(each.param); });

// A case by itself and for one implementation, as a user gets it.
TEST(ReproTest, AProgramForOneImplementationAgrees) {
  const char* const ids[] = {
      "close/use-after-close/WTSOpenServerA/WTSQuerySessionInformationA.SessionId",
      "open/failed-open-is-not-null/WTSOpenServerA", "parity/openers/WTSOpenServerA",
      "close/many/WTSOpenServerExA/3/shuffled"};
  for (const char* name : {"mock", "winpr", "winpr-mock", "freerdp"}) {
    const Profile profile = FindProfile(name);
    if (!CanBeLoaded(profile)) continue;
    for (const char* id : ids) {
      const Case& subject = *TheSuite().Find(id);
      Write(Folder::Path() / "one.c", ReproProgram({&subject}, TheSuite(), profile));
      ASSERT_TRUE(
          Compile(Folder::Path() / "one.c", Folder::Path() / "one", WTSCONFORM_CC, "-std=c11"))
          << id;
      EXPECT_THAT(Differences({&subject}, profile,
                              [](const auto&, const auto&) { return Folder::Path() / "one"; }),
                  IsEmpty())
          << name;
    }
  }
}

TEST(ReproTest, ATypicalProgramIsShort) {
  const Profile profile = FindProfile("freerdp");
  for (const char* id : {"close/use-after-close/WTSOpenServerA/WTSEnumerateSessionsA",
                         "close/every-information-class/WTSOpenServerExA/"
                         "WTSQuerySessionInformationA.SessionId"}) {
    const std::string program = ReproProgram({TheSuite().Find(id)}, TheSuite(), profile);
    EXPECT_LT(std::count(program.begin(), program.end(), '\n'), 200) << id;
  }
}

TEST(ReproTest, WindowsProgramsCompileToo) {
  const std::string compiler = "x86_64-w64-mingw32-gcc";
  if (std::system((compiler + " --version > /dev/null 2>&1").c_str()) != 0) {
    GTEST_SKIP() << compiler << " is not installed";
  }
  for (const char* id :
       {"close/use-after-close/WTSOpenServerW/WTSEnumerateSessionsA",
        "robustness/two-closes-at-once/WTSOpenServerW", "wait/flush-ends-all/WTSOpenServerW",
        "close/on-another-thread/WTSOpenServerW/WTSEnumerateSessionsW"}) {
    Write(Folder::Path() / "windows.c",
          ReproProgram({TheSuite().Find(id)}, TheSuite(), BareLibrary("")));
    EXPECT_TRUE(Compile(Folder::Path() / "windows.c", Folder::Path() / "windows.exe", compiler,
                        "-Wno-cast-function-type"))
        << id;
  }
}

// What a table says is written into comments, names and literals of C.
TEST(ReproTest, AnyTextOfATableCompiles) {
  const std::string text = R"(*/ /* \" \\ ??/ %s é \n/)";
  const Suite suite = SuiteOf(fmt::format(
      "[[case]]\nid = \"t/a\"\nclause = \"USE-1\"\ntitle = \"works {0} ends\"\nsteps = [\n"
      "{{ open = \"int\", by = \"WTSOpenServerW\", server = \"reachable\", thread = \"{0}\" }},\n"
      "{{ control = \"WTSEnumerateSessionsW\", on = \"int\", as = \"{0}\" }},\n"
      "{{ call = \"WTSEnumerateSessionsW\", on = \"int\", expect = \"as {0}\" }}]\n",
      text));
  const Case& subject = suite.cases().front();
  const Profile mock = FindProfile("mock");
  Write(Folder::Path() / "text.c", ReproProgram({&subject}, suite, mock));
  ASSERT_TRUE(
      Compile(Folder::Path() / "text.c", Folder::Path() / "text", WTSCONFORM_CC, "-std=c11"));
  const ProgramEnd end = Program((Folder::Path() / "text").string(),
                                 {ResolveFile(mock.library.front()).string(), "MOCKHOST"})
                             .Wait();
  EXPECT_EQ(end.status, 0);
  EXPECT_THAT(end.out, HasSubstr("CONFORMS: " + subject.Title()));
}

TEST(ReproTest, EachPartOfThePreludeCompilesByItself) {
  for (const auto& part : fs::directory_iterator(WTSCONFORM_PRELUDE)) {
    const std::string command = WTSCONFORM_CC
                                " -std=gnu11 -DTEXT -DABSENT -DFULL -Wall -Wextra "
                                "-Wno-unused -Werror -fsyntax-only '" +
                                part.path().string() + "'";
    EXPECT_EQ(std::system(command.c_str()), 0) << part.path();
  }
}

TEST(ReproTest, ReportsACaseThatNoCFileRepeats) {
  const Case& subject = *TheSuite().Find("robustness/resources/WTSOpenServerA");
  const std::string complaint =
      ComplaintOf<InputError>([&] { ReproProgram({&subject}, TheSuite(), BareLibrary("")); });
  EXPECT_THAT(complaint, HasSubstr("wtsconform run IMPLEMENTATION --filter '" + subject.id));
  // No other case is refused but those that watch memory, compare what answers say, or take several
  // processes.
  const char* const refused[] = {"robustness/resources/",
                                 "robustness/freed-memory/",
                                 "history/works-right-after-a-failed-call/",
                                 "open/answers-for-its-own-server/",
                                 "open/both-forms-ask-one-server/",
                                 "current/first-used-after-another-server-was-opened/",
                                 "open/first-of-all/",
                                 "open/both-levels-ask-one-server/",
                                 "parity/lists",
                                 "parity/structures",
                                 "parity/texts",
                                 "open/answers-about-its-own-sessions/",
                                 "use/says-what-is-listed/",
                                 "use/tells-the-state-that-is-listed/",
                                 "use/lists-the-processes-of-one-session/",
                                 "walks/forms/"};
  for (const Case& each : TheSuite().cases()) {
    const bool is_refused =
        std::any_of(std::begin(refused), std::end(refused),
                    [&](const char* prefix) { return each.id.starts_with(prefix); }) ||
        (each.id.starts_with("walks/servers/") && ComparesWhatIsSaid(each));
    EXPECT_EQ(ReproSteps(each).empty(), is_refused) << each.id;
  }
}

}  // namespace
}  // namespace wtsconform
