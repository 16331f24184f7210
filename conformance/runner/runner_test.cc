// Whole cases against libraries that get one thing wrong (testlibs/), in isolation as in a run.
#include "conformance/runner/runner.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "conformance/platform/platform.h"
#include "conformance/tests/test_cases.h"

namespace wtsconform {

using namespace std::chrono_literals;
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::Each;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

Profile ProfileOfTestLibrary(const std::string& name) {
  return FindProfile((ExecutableFolder().parent_path() / "testlibs" / (name + ".so")).string());
}

RunOptions Quick() {
  RunOptions options;
  // Enough for a busy machine, short enough to wait for.
  options.timeout = std::chrono::milliseconds(2000);
  options.jobs = 2;
  return options;
}

constexpr char kUseAfterClose[] = R"(
[[case]]
id = "t/use-after-close"
clause = "CLOSE-6"
title = "a closed handle is refused"
steps = [
  { open = "h", by = "WTSOpenServerW", server = "reachable" },
  { control = "WTSEnumerateSessionsW", on = "h" },
  { close = "h" },
  { call = "WTSEnumerateSessionsW", on = "h", expect = "failure" },
]
)";

constexpr char kLiveHandle[] = R"(
[[case]]
id = "t/live-handle"
clause = "USE-1"
title = "a live handle works"
steps = [
  { call = "WTSEnumerateSessionsW", on = "current", as = "before" },
  { open = "h", by = "WTSOpenServerW", server = "reachable" },
  { call = "WTSEnumerateSessionsW", on = "h", expect = "success" },
  { close = "h" },
]
)";

// The record of the table's only case.
CaseRecord RunOne(const Profile& profile, const std::string& table) {
  const Suite suite = SuiteOf(table);
  const LibraryFacts facts = ProbeLibrary(suite, profile, Quick());
  std::size_t told = 0;
  const auto records = RunCases(suite, {&suite.cases().front()}, profile, facts, Quick(),
                                [&](std::size_t done, const CaseRecord&) { told = done; });
  EXPECT_EQ(told, 1u);
  return records.at(0);
}

std::string Complaint(const Profile& profile, std::chrono::milliseconds timeout = 20s) {
  const Suite suite = SuiteOf(kUseAfterClose);
  RunOptions options = Quick();
  options.timeout = timeout;
  return ComplaintOf<UnusableLibrary>([&] { ProbeLibrary(suite, profile, options); });
}

TEST(ProbeLibrary, TellsWhatIsExported) {
  const Suite suite = SuiteOf(kUseAfterClose);
  const Profile profile = ProfileOfTestLibrary("noisy");
  const LibraryFacts facts = ProbeLibrary(suite, profile, Quick());
  const auto exports = [&](const char* name) {
    return facts.Exports(*suite.functions().Find(name), suite.functions());
  };
  EXPECT_TRUE(exports("WTSCloseServer"));
  EXPECT_TRUE(exports("WTSOpenServerW"));
  EXPECT_FALSE(exports("WTSOpenServerA"));
  EXPECT_EQ(fs::path(facts.file).filename(), "noisy.so");
}

TEST(ProbeLibrary, ALibraryOfNothingIsUnusable) {
  EXPECT_THAT(Complaint(ProfileOfTestLibrary("exports_nothing")),
              HasSubstr("exports none of the functions of Wtsapi32"));
}

TEST(ProbeLibrary, ACrashWhileLoadingIsTold) {
  EXPECT_THAT(Complaint(ProfileOfTestLibrary("crashes_at_load")),
              AllOf(HasSubstr("crashes_at_load.so: it crashes while it is being loaded"),
                    HasSubstr("SIGSEGV")));
}

TEST(ProbeLibrary, AHangWhileLoadingIsTold) {
  EXPECT_THAT(Complaint(ProfileOfTestLibrary("hangs_at_load"), 200ms),
              HasSubstr("it hangs while it is being loaded"));
}

TEST(ProbeLibrary, AnExitWhileLoadingIsToldWithWhatItSaid) {
  EXPECT_THAT(Complaint(ProfileOfTestLibrary("exits_at_load")),
              AllOf(HasSubstr("it ends the process while it is being loaded (exit 0)"),
                    HasSubstr("no licence found")));
}

TEST(ProbeLibrary, AnExceptionWhileLoadingIsTold) {
  EXPECT_THAT(Complaint(ProfileOfTestLibrary("throws_at_load")),
              HasSubstr("while it is being loaded"));
}

TEST(ProbeLibrary, AFileThatIsNoLibraryIsTold) {
  const fs::path file = fs::path(::testing::TempDir()) / "wtsconform_no_library.so";
  fs::copy_file(fs::read_symlink("/proc/self/exe").parent_path().parent_path() / "CMakeCache.txt",
                file, fs::copy_options::overwrite_existing);
  EXPECT_THAT(Complaint(FindProfile(file.string())), HasSubstr(file.string()));
  fs::remove(file);
}

TEST(RunCases, WhatIsNotExportedIsUnsupported) {
  const CaseRecord record = RunOne(ProfileOfTestLibrary("only_close_server"), kUseAfterClose);
  EXPECT_EQ(record.verdict, Verdict::kUnsupported);
  EXPECT_THAT(record.detail, AllOf(HasSubstr("WTS"), HasSubstr("is not exported")));
}

TEST(RunCases, ALibraryThatKeepsTheClausePasses) {
  for (const char* name : {"misbehaves", "noisy", "without_last_error"}) {
    const CaseRecord record = RunOne(ProfileOfTestLibrary(name), kUseAfterClose);
    EXPECT_EQ(record.verdict, Verdict::kPass) << name << ": " << record.detail;
    EXPECT_THAT(record.trace, IsEmpty());
    EXPECT_EQ(RunOne(ProfileOfTestLibrary(name), kLiveHandle).verdict, Verdict::kPass) << name;
  }
}

TEST(RunCases, WithoutALastErrorNoneIsMadeUp) {
  const CaseRecord record = RunOne(ProfileOfTestLibrary("without_last_error"), R"(
[[case]]
id = "t/observed"
clause = "USE-3"
title = "the error of a closed handle"
steps = [
  { open = "h", by = "WTSOpenServerW", server = "reachable" },
  { control = "WTSEnumerateSessionsW", on = "h" },
  { close = "h" },
  { call = "WTSEnumerateSessionsW", on = "h", observe = true },
]
)");
  EXPECT_EQ(record.verdict, Verdict::kObserved);
  EXPECT_THAT(record.signature, HasSubstr("no last error to be had"));
  EXPECT_THAT(record.trace, Each(Not(HasSubstr("last error"))));
}

struct Misbehaviour {
  const char* how;
  Verdict verdict;
  const char* signature;
};

class MisbehavesTest : public ::testing::TestWithParam<Misbehaviour> {};

TEST_P(MisbehavesTest, WithAClosedHandle) {
  Profile profile = ProfileOfTestLibrary("misbehaves");
  profile.environment["MISBEHAVES"] = GetParam().how;
  const CaseRecord record = RunOne(profile, kUseAfterClose);
  EXPECT_EQ(record.verdict, GetParam().verdict) << record.detail;
  EXPECT_EQ(record.signature, GetParam().signature);
  if (record.verdict == Verdict::kPass) return;
  EXPECT_THAT(record.trace, Contains(HasSubstr("WTSCloseServer(h 0x")));
  const bool returned = record.verdict == Verdict::kDeviation;
  EXPECT_THAT(record.trace, Contains(AllOf(HasSubstr("WTSEnumerateSessionsW(h 0x"),
                                           HasSubstr(returned ? ") = " : ") did not return"))));
}

INSTANTIATE_TEST_SUITE_P(
    Each, MisbehavesTest,
    ::testing::Values(Misbehaviour{"crash", Verdict::kCrash, "SIGSEGV in WTSEnumerateSessionsW"},
                      Misbehaviour{"abort", Verdict::kCrash, "SIGABRT in WTSEnumerateSessionsW"},
                      Misbehaviour{"throw", Verdict::kCrash, "SIGABRT in WTSEnumerateSessionsW"},
                      Misbehaviour{"hang", Verdict::kHang, "hang in WTSEnumerateSessionsW"},
                      Misbehaviour{"exit", Verdict::kCrash, "exit 7 in WTSEnumerateSessionsW"},
                      Misbehaviour{"exit well", Verdict::kCrash, "exit 0 in WTSEnumerateSessionsW"},
                      Misbehaviour{"minus one", Verdict::kDeviation,
                                   "WTSEnumerateSessionsW succeeded"},
                      Misbehaviour{"two", Verdict::kDeviation, "WTSEnumerateSessionsW succeeded"},
                      // A BOOL has 32 bits: this is FALSE.
                      Misbehaviour{"upper half", Verdict::kPass, ""}),
    [](const auto& test) {
      std::string name = test.param.how;
      std::replace(name.begin(), name.end(), ' ', '_');
      return name;
    });

TEST(RunCases, AnyNonzeroBoolIsSuccessAndOnlyItsLowerHalfCounts) {
  Profile profile = ProfileOfTestLibrary("misbehaves");
  profile.environment["RETURNS"] = "minus one";
  EXPECT_EQ(RunOne(profile, kLiveHandle).verdict, Verdict::kPass);
  profile.environment["RETURNS"] = "only the upper half";
  const CaseRecord record = RunOne(profile, kLiveHandle);
  EXPECT_EQ(record.verdict, Verdict::kUntestable) << "it worked on neither handle";
}

TEST(RunCases, NoiseOfADeathIsKept) {
#if defined(WTSCONFORM_SANITIZED)
  GTEST_SKIP() << "a sanitizer's own words about a death leave no room for the library's";
#endif
  Profile profile = ProfileOfTestLibrary("misbehaves");
  profile.environment["MISBEHAVES"] = "throw";
  EXPECT_THAT(RunOne(profile, kUseAfterClose).trace,
              Contains(HasSubstr("a C API has no business throwing")));
}

TEST(RunCases, ADeathInTheControlShowsNothingOfTheClause) {
  Profile profile = ProfileOfTestLibrary("misbehaves");
  profile.environment["RETURNS"] = "not at all";
  const CaseRecord record = RunOne(profile, kUseAfterClose);
  EXPECT_EQ(record.verdict, Verdict::kUntestable);
  EXPECT_THAT(record.detail, HasSubstr("died of SIGSEGV in WTSEnumerateSessionsW"));
}

// A table that no check would let through.
TEST(RunCases, AFaultOfTheInterpreterIsNotBlamedOnTheLibrary) {
  const CaseRecord record = RunOne(ProfileOfTestLibrary("noisy"), R"(
[[case]]
id = "t/fault"
clause = "BUFFER-1"
title = "a buffer that nobody kept"
steps = [{ read = "b" }]
)");
  EXPECT_EQ(record.verdict, Verdict::kHarnessError);
  EXPECT_THAT(record.detail, HasSubstr("the interpreter failed"));
}

TEST(RunCases, RecordsStandInTheOrderOfTheCases) {
  const Suite suite = SuiteOf(std::string(kUseAfterClose) + kLiveHandle + CaseOf("t/c", "CLOSE-7"));
  Profile profile = ProfileOfTestLibrary("misbehaves");
  profile.environment["MISBEHAVES"] = "hang";  // so that the first case ends last
  const LibraryFacts facts = ProbeLibrary(suite, profile, Quick());
  std::vector<const Case*> cases;
  for (const Case& each : suite.cases()) cases.push_back(&each);
  const auto records =
      RunCases(suite, cases, profile, facts, Quick(), [](std::size_t, const CaseRecord&) {});
  ASSERT_EQ(records.size(), cases.size());
  for (std::size_t i = 0; i < cases.size(); ++i) EXPECT_EQ(records[i].id, cases[i]->id);
}

TEST(RunCases, WhatTheProfileDoesNotProvideIsUntestable) {
  std::string table = kLiveHandle;
  table.insert(table.find("steps"), "needs = [\"virtualization host\"]\n");
  const Suite suite = SuiteOf(table);
  const Profile profile = ProfileOfTestLibrary("noisy");
  const auto records =
      RunCases(suite, {&suite.cases().front()}, profile, ProbeLibrary(suite, profile, Quick()),
               Quick(), [](std::size_t, const CaseRecord&) {});
  EXPECT_EQ(records.at(0).verdict, Verdict::kUntestable);
  EXPECT_THAT(records.at(0).detail, HasSubstr("needs a virtualization host"));
}

// What a case does on its way to what it is about is no finding of its clause.
// The case that makes this call on a live handle.
std::string LiveCall(const std::string& call) {
  return "[[case]]\nid = \"t/live\"\nclause = \"USE-1\"\ntitle = \"\"\nsteps = [\n"
         "{ open = \"h\", by = \"WTSOpenServerW\", server = \"reachable\" },\n"
         "{ call = \"" +
         call + "\", on = \"h\", expect = \"success\" }]\n";
}

TEST(RunCases, SuccessWithoutAResultIsADeviation) {
  const Profile profile = ProfileOfTestLibrary("succeeds_without_result");
  for (const char* call : {"WTSEnumerateSessionsW", "WTSEnumerateSessionsA"}) {
    const CaseRecord record = RunOne(profile, LiveCall(call));
    EXPECT_EQ(record.verdict, Verdict::kDeviation) << call << ": " << record.detail;
    EXPECT_EQ(record.signature, "success without a result");
    EXPECT_THAT(record.detail, HasSubstr(std::string(call) + " on h returned 0x1 and stored no "
                                                             "result"));
  }
}

// The reader of the buffer would otherwise meet what the harness itself put there.
TEST(RunCases, ABufferThatNeverCameIsNotRead) {
  const CaseRecord record = RunOne(ProfileOfTestLibrary("succeeds_without_result"), R"(
[[case]]
id = "t/buffer"
clause = "BUFFER-1"
title = "a buffer outlives its handle"
steps = [
  { open = "h", by = "WTSOpenServerW", server = "reachable" },
  { control = "WTSEnumerateSessionsW", on = "h", keep = "b" },
  { close = "h" },
  { read = "b" },
  { free = "b" },
]
)");
  EXPECT_EQ(record.verdict, Verdict::kUntestable);
  EXPECT_THAT(record.detail, HasSubstr("the control failed"));
  EXPECT_THAT(record.detail, HasSubstr("stored no result"));
}

// Two processes find out for all of them.
TEST(RunCases, CasesWithAFailedPreconditionComeToTheVerdictThatTheyWouldComeTo) {
  const std::string table = R"(
[[case]]
id = "t/use-after-close"
clause = "CLOSE-6"
title = "a closed handle is refused {n}"
for = { n = [1, 2, 3, 4] }
steps = [
  { open = "h", by = "WTSOpenServerW", server = "reachable" },
  { control = "WTSEnumerateSessionsW", on = "h" },
  { sleep = "{n}" },
  { close = "h" },
  { call = "WTSEnumerateSessionsW", on = "h", expect = "failure" },
]
)";
  const Profile profile = ProfileOfTestLibrary("succeeds_without_result");
  const CaseRecord alone = RunOne(profile, table);
  const Suite suite = SuiteOf(table);
  std::vector<const Case*> all;
  for (const Case& each : suite.cases()) all.push_back(&each);
  std::size_t ran = 0;
  const auto records =
      RunCases(suite, all, profile, ProbeLibrary(suite, profile, Quick()), Quick(),
               [](std::size_t, const CaseRecord&) {}, {.begun = [&](const Case&) { ++ran; }});
  EXPECT_EQ(ran, 0u);
  for (const CaseRecord& record : records) {
    EXPECT_EQ(record.verdict, alone.verdict);
    EXPECT_EQ(record.detail, alone.detail);
  }
}

TEST(RunCases, AFailureOnTheWayIsAFailedControl) {
  const Suite suite = LoadSuite();
  const auto verdict = [&](const char* defect, const char* id) {
    Profile profile = FindProfile("mock");
    profile.environment["WTSMOCK"] = defect;
    const LibraryFacts facts = ProbeLibrary(suite, profile, Quick());
    return RunCases(suite, {suite.Find(id)}, profile, facts, Quick(),
                    [](std::size_t, const CaseRecord&) {})
        .at(0)
        .verdict;
  };
  EXPECT_EQ(verdict("flush-ignored", "wait/flush-ends-it/WTSOpenServerW"), Verdict::kHang);
  EXPECT_EQ(verdict("flush-ignored", "wait/flush-reports-none/WTSOpenServerW"),
            Verdict::kUntestable);
  EXPECT_EQ(verdict("flush-ignored", "wait/on-a-closed-handle/WTSOpenServerW"),
            Verdict::kUntestable);
  EXPECT_EQ(verdict("stale-crashes", "close/many/WTSOpenServerW/3/reverse"), Verdict::kCrash);
  EXPECT_EQ(verdict("stale-crashes", "siblings/many/WTSOpenServerW/3/reverse"),
            Verdict::kUntestable);
}

constexpr char kPendingWait[] = R"(
[[case]]
id = "t/pending-wait"
clause = "WAIT-1"
title = "a wait is left alone"
steps = [
  { open = "h", by = "WTSOpenServerW", server = "reachable" },
  { begin = "WTSWaitSystemEvent.All", on = "h", as = "w" },
  { call = "WTSWaitSystemEvent.Flush", on = "h" },
  { pending = "w", after = 50, must = %s },
  { call = "WTSEnumerateSessionsW", on = "h", expect = "success" },
  { close = "h" },
]
)";

// In these tables it is a flush, so that the wait does end.
TEST(RunCases, AWaitThatEndsWasNotLeftAlone) {
  const auto record = [](const std::string& must) {
    std::string table = kPendingWait;
    table.replace(table.find("%s"), 2, must);
    return RunOne(FindProfile("mock"), table);
  };
  EXPECT_EQ(record("true").verdict, Verdict::kDeviation);
  EXPECT_THAT(record("true").detail, HasSubstr("still waits"));
  EXPECT_EQ(record("false").verdict, Verdict::kUntestable);
}

TEST(ProbeLibrary, AVersionOfSeveralLinesIsOneFact) {
  Profile profile = ProfileOfTestLibrary("hostile_text");
  profile.version_from = "HostileVersion";
  profile.environment["HOSTILE_VERSION"] = "1.0\n2.0\r\n0000\n";
  const LibraryFacts facts = ProbeLibrary(LoadSuite(), profile, Quick());
  EXPECT_EQ(facts.version, "1.0\n2.0\r\n0000\n");
  EXPECT_TRUE(facts.file.ends_with("hostile_text.so"));
  EXPECT_EQ(std::count(facts.exports.begin(), facts.exports.end(), '1'), 3)
      << "no line of the version is taken for the exports";
}

}  // namespace
}  // namespace wtsconform
