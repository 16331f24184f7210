// A library that keeps every clause but for one act at one moment, in whole runs. What must come of
// it follows from three rules: what the act does to its own case, which cases come to the moment,
// and that nothing else changes. The whole matrix is `ctest -C long -R misbehaviour`.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <csignal>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "conformance/tests/adopter_posix.h"
#include "conformance/tests/test_program.h"
#include "reports/formats/results.h"

namespace wtsconform {
namespace {

using ::testing::HasSubstr;
using Verdicts = std::map<std::string, Verdict>;

// What an act does to the case that commits it.
enum class Effect {
  kNothing,        // the case goes on, and its verdict is what it is without the act
  kDeath,          // the process dies
  kHang,           // a call does not return
  kKilled,         // as if from outside: nobody can tell by whom
  kStopped,        // as if from outside, which takes no call's time
  kParentDies,     // and with it the case, if it has not ended by then
  kSpoiledProcess  // its memory or its limits are no longer what the case needs
};

const std::map<std::string, Effect>& Acts() {
  static const std::map<std::string, Effect> acts = [] {
    std::map<std::string, Effect> all = {{"write-beyond", Effect::kSpoiledProcess},
                                         {"write-into-the-channel", Effect::kSpoiledProcess},
                                         {"fork-and-outlive", Effect::kNothing},
                                         {"_exit", Effect::kDeath},
                                         {"exit", Effect::kDeath},
                                         {"block-signals", Effect::kNothing},
                                         {"close-descriptors", Effect::kNothing},
                                         {"lower-limits", Effect::kSpoiledProcess},
                                         {"change-folder", Effect::kNothing},
                                         {"spin", Effect::kHang},
                                         {"sleep", Effect::kHang},
                                         {"allocate-all", Effect::kSpoiledProcess},
                                         {"recurse", Effect::kDeath},
                                         {"close-stdout", Effect::kNothing},
                                         {"write-escape", Effect::kNothing},
                                         {"change-locale", Effect::kNothing},
                                         {"replace-file", Effect::kSpoiledProcess},
                                         {"kill-parents-group", Effect::kParentDies}};
    for (const int deadly : {SIGHUP, SIGINT, SIGQUIT, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE,
                             SIGUSR1, SIGSEGV, SIGUSR2, SIGALRM, SIGTERM, SIGXCPU, SIGSYS}) {
      all["signal " + std::to_string(deadly)] = Effect::kDeath;
    }
    // Ignored in a child, or by default.
    for (const int ignored : {SIGPIPE, SIGCHLD, SIGCONT, SIGURG, SIGXFSZ, SIGWINCH}) {
      all["signal " + std::to_string(ignored)] = Effect::kNothing;
    }
    all["signal " + std::to_string(SIGKILL)] = Effect::kKilled;
    all["signal " + std::to_string(SIGSTOP)] = Effect::kStopped;
    return all;
  }();
  return acts;
}

constexpr char kUse[] = "close/use-after-close/WTSOpenServerW/WTSEnumerateSessionsW";
constexpr char kThread[] =
    "close/after-the-opener-thread-ended/WTSOpenServerW/WTSEnumerateSessionsW";
constexpr char kExit[] = "robustness/exit-with-open-handles/WTSOpenServerW/2";
constexpr char kOpenOnly[] = "open/failed-open-is-not-null/WTSOpenServerW";

struct Moment {
  const char* name;
  const char* comes_to_it;            // one case that certainly does
  std::set<std::string> do_not = {};  // and those that certainly do not
};

bool IsCertain(Effect effect) {
  return effect == Effect::kDeath || effect == Effect::kHang || effect == Effect::kKilled ||
         effect == Effect::kStopped;
}

const std::vector<Moment>& Moments() {
  static const std::vector<Moment> moments = {{"load", kUse},
                                              {"open", kUse},
                                              {"consumer 3", kUse, {kOpenOnly}},
                                              {"close", kUse, {kOpenOnly}},
                                              {"exit", kExit, {kUse, kThread, kOpenOnly}},
                                              {"thread exit", kThread, {kUse, kOpenOnly}}};
  return moments;
}

// But for a pass.
std::set<Verdict> MayBecome(Effect effect, const Moment& moment) {
  static const std::map<Effect, std::set<Verdict>> may = {
      {Effect::kNothing, {}},
      {Effect::kDeath, {Verdict::kCrash, Verdict::kUntestable}},
      {Effect::kHang, {Verdict::kHang, Verdict::kUntestable}},
      {Effect::kKilled, {Verdict::kInconclusive}},
      {Effect::kStopped, {Verdict::kInconclusive}},
      {Effect::kParentDies, {Verdict::kInconclusive}},
      {Effect::kSpoiledProcess,
       {Verdict::kCrash, Verdict::kUntestable, Verdict::kHang, Verdict::kHarnessError,
        Verdict::kInconclusive}}};
  std::set<Verdict> verdicts = may.at(effect);
  // No call is left waiting where a thread does not end.
  const bool has_no_call = effect == Effect::kHang && std::string(moment.name) == "thread exit";
  if (has_no_call) verdicts.insert(Verdict::kInconclusive);
  return verdicts;
}

class MisbehaviourTest : public ProgramTest,
                         public ::testing::WithParamInterface<std::tuple<int, std::string>> {
 protected:
  struct Ran {
    ProgramEnd end;
    Verdicts verdicts;
  };

  Ran Run(const Environment& environment) {
    const std::string library = Path("library.so"), json = Path("results.json");
    std::filesystem::copy_file(TestLibrary("misbehaves_on_request"), library,
                               std::filesystem::copy_options::overwrite_existing);
    std::filesystem::remove(json);
    Words words = {"run", library, "--json", json, "--timeout", "0.4"};
    for (const char* const each : {kUse, kThread, kExit, kOpenOnly}) {
      words.insert(words.end(), {"--filter", each});
    }
    Ran ran{Program(ProgramFile(), words, environment).Wait(std::chrono::minutes(5)), {}};
    EXPECT_FALSE(ran.end.out_of_time);
    if (ran.end.status == 2) return ran;
    for (const CaseRecord& each : ReadResults(json).cases) ran.verdicts[each.id] = each.verdict;
    return ran;
  }

  static std::string ChildrenOfThisProcess() {
    std::ifstream children("/proc/self/task/" + std::to_string(getpid()) + "/children");
    std::string all;
    std::getline(children, all);
    return all;
  }
};

TEST_P(MisbehaviourTest, ComesToWhatItsRuleSays) {
  const auto& [index, act] = GetParam();
  const Moment& moment = Moments().at(static_cast<std::size_t>(index));
  const Effect effect = Acts().at(act);
  const Adopter adopter;
  const Verdicts before = Run({}).verdicts;
  ASSERT_EQ(before.size(), 4u);
  for (const auto& [id, verdict] : before) ASSERT_EQ(VerdictName(verdict), "pass") << id;

  const auto [end, after] = Run({{"MOMENT", moment.name}, {"ACT", act}});
  EXPECT_EQ(ChildrenOfThisProcess(), "") << "processes are left";
  EXPECT_EQ((end.out + end.err).find('\x1b'), std::string::npos) << end.out << end.err;
  if (std::string(moment.name) == "load" && IsCertain(effect)) {
    EXPECT_EQ(end.status, 2) << end.err;
    return;
  }
  if (end.status == 2) {
    EXPECT_NE(effect, Effect::kNothing) << end.err;
    return;
  }
  ASSERT_EQ(after.size(), before.size()) << end.err;
  bool all_is_well = true;  // but for what is said of robustness, which the status leaves out
  for (const auto& [id, verdict] : after) {
    if (verdict == Verdict::kPass) continue;
    all_is_well &= id == kExit && verdict != Verdict::kHarnessError;
    EXPECT_TRUE(MayBecome(effect, moment).contains(verdict)) << id << ": " << VerdictName(verdict);
    EXPECT_FALSE(moment.do_not.contains(id)) << id << ": " << VerdictName(verdict);
  }
  if (IsCertain(effect)) {
    EXPECT_NE(VerdictName(after.at(moment.comes_to_it)), "pass") << moment.comes_to_it;
  }
  if (act == "replace-file") {
    EXPECT_EQ(end.status, 3) << end.err;
    const bool after_its_hash = std::string(moment.name) != "load";
    EXPECT_EQ(after_its_hash, end.err.find("changed while it was judged") != end.err.npos);
    return;
  }
  if (act == "fork-and-outlive" && std::string(moment.name) != "load") {
    EXPECT_THAT(end.err, HasSubstr("left processes running, which were ended"));
  }
  EXPECT_EQ(end.status == 0, all_is_well) << end.status << end.out;
}

std::vector<std::string> NamesOfActs() {
  std::vector<std::string> names;
  for (const auto& [name, effect] : Acts()) names.push_back(name);
  return names;
}

INSTANTIATE_TEST_SUITE_P(
    , MisbehaviourTest,
    ::testing::Combine(::testing::Range(0, 6), ::testing::ValuesIn(NamesOfActs())),
    [](const auto& test) {
      std::string name =
          std::string(Moments()[static_cast<std::size_t>(std::get<0>(test.param))].name) + "_" +
          std::get<1>(test.param);
      std::replace_if(
          name.begin(), name.end(), [](char c) { return c == ' ' || c == '-'; }, '_');
      return name;
    });

}  // namespace
}  // namespace wtsconform
