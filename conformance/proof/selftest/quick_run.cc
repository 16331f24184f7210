#include "conformance/proof/selftest/quick_run.h"

#include <algorithm>
#include <deque>
#include <map>
#include <utility>

#include "conformance/channel/recorder.h"
#include "conformance/isolation/crash_report.h"
#include "conformance/runner/verdicts.h"

namespace wtsconform {
namespace {

// More handles show no more of a fault, and cost most of the time.
constexpr std::int64_t kHandles = 300;
// Where so many cases of a row hang, its others would too.
constexpr int kHangs = 2;
// Cases in one process at most; those that let time pass are fewer, so that none is the last of
// all.
constexpr std::size_t kCasesAtOnce = 60;
constexpr std::size_t kSleepersAtOnce = 8;
// So many processes of those that sleep are begun before others get their turn.
constexpr int kSleepingProcesses = 40;
// What seems to hang is run again by itself, with all the time that it asks for.
constexpr std::chrono::milliseconds kPatience{500};
constexpr std::chrono::seconds kChunkBudget{60};
// The first message of a child: the switches that the library says are on.
constexpr char kActive[] = "active switches/1";

bool LeavesSomethingBehind(const Step& step) {
  return step.Is<step::Exit>() || step.Is<step::AtExit>() || step.Is<step::Begin>() ||
         step.Is<step::Resources>();
}

// Cases of one configuration, in the order in which one child runs them.
struct Chunk {
  MockRun* run;
  std::vector<std::size_t> cases = {};  // indices of the run
  std::size_t done = 0;
  bool alone = false;  // the one case is run as a user runs it
  bool sleeps = false;
};

class Runner {
 public:
  Runner(const Suite& suite, const Profile& mock, const RunOptions& options,
         std::vector<MockRun>& runs, const QuickProgress& progress)
      : suite_(suite), mock_(mock), options_(options), progress_(progress) {
    options_.timeout = std::min(options_.timeout, kPatience);
    for (MockRun& run : runs) {
      for (const Case* each : run.cases) Learn(*each);
      Divide(run);
    }
  }

  void Run() {
    IsolationOptions isolation{options_.jobs, kChunkBudget, [&](std::size_t i) {
                                 return MockWith(mock_, chunks_[i].run->switches).environment;
                               }};
    isolation.fork_here = true;  // a chunk knows how far the children before have come
    RunIsolated([&] { return Next(); }, isolation,
                [&](std::size_t i, Journal& journal) { InChild(chunks_[i], journal); },
                [&](std::size_t i, const ChildReport& report, const ChildEnd& end) {
                  sleeping_ -= chunks_[i].sleeps;
                  Collect(chunks_[i], report, end);
                  SkipHopeless(chunks_[i]);
                  if (chunks_[i].done < chunks_[i].cases.size()) Wait(i);
                  progress_(done_, all_);
                });
  }

 private:
  // How a case is run.
  struct Manner {
    bool alone;
    bool sleeps;
  };

  void Learn(const Case& subject) {
    const auto [manner, fresh] = manners_.try_emplace(&subject);
    if (!fresh) return;
    manner->second.alone = AnyStep(subject.steps(), LeavesSomethingBehind);
    manner->second.sleeps = LetsTimePass(subject);
  }

  void Divide(MockRun& run) {
    run.outcomes.assign(run.cases.size(), std::nullopt);
    all_ += run.cases.size();
    Chunk awake{&run}, asleep{&run};
    asleep.sleeps = true;
    for (std::size_t i = 0; i < run.cases.size(); ++i) {
      const auto [alone, sleeps] = manners_.at(run.cases[i]);
      if (alone) {
        Add({&run, {i}, 0, true, sleeps});
        continue;
      }
      Chunk& chunk = sleeps ? asleep : awake;
      chunk.cases.push_back(i);
      if (chunk.cases.size() == (sleeps ? kSleepersAtOnce : kCasesAtOnce)) {
        Add(chunk);
        chunk.cases.clear();
      }
    }
    if (!awake.cases.empty()) Add(std::move(awake));
    if (!asleep.cases.empty()) Add(std::move(asleep));
  }

  void Add(Chunk chunk) {
    chunks_.push_back(std::move(chunk));
    (chunks_.back().sleeps ? sleepers_ : others_).push_back(chunks_.size() - 1);
  }

  // First of all, so that nothing waits for it at the end.
  void Wait(std::size_t i) { (chunks_[i].sleeps ? sleepers_ : others_).push_front(i); }

  std::optional<std::size_t> Next() {
    if (sleepers_.empty() && others_.empty()) return std::nullopt;
    const bool sleeper = !sleepers_.empty() && (sleeping_ < kSleepingProcesses || others_.empty());
    auto& queue = sleeper ? sleepers_ : others_;
    const std::size_t next = queue.front();
    queue.pop_front();
    sleeping_ += sleeper;
    return next;
  }

  void InChild(const Chunk& chunk, Journal& journal) const {
    const Profile profile = MockWith(mock_, chunk.run->switches);
    const Limits limits{options_.timeout, kHandles};
    if (chunk.alone) {
      return RunCaseInChild(*chunk.run->cases[chunk.cases.front()], suite_, profile, limits,
                            journal);
    }
    InstallCrashReports(journal);
    auto* recorder = new Recorder(journal, limits.timeout);
    const Library& library = *LoadLibraryOf(profile).release();
    const auto configure = reinterpret_cast<int (*)(const char*)>(library.Find("WtsMockConfigure"));
    const auto reset = reinterpret_cast<void (*)()>(library.Find("WtsMockReset"));
    recorder->Send(MessageWriter(kActive).Text(library.Configuration()));
    for (std::size_t i = chunk.done; i < chunk.cases.size(); ++i) {
      reset();
      configure(chunk.run->switches.c_str());
      recorder->ForgetControls();
      Caller caller(library, suite_, profile, *recorder);
      Interpreter interpreter(*chunk.run->cases[chunk.cases[i]], suite_, profile, caller, *recorder,
                              limits);
      const Decision decision = interpreter.Run();
      const bool observed = decision.verdict == Verdict::kObserved;
      // Where there is no more room, the rest is for another child.
      const Decision kept{decision.verdict, observed ? decision.signature : "", ""};
      if (!recorder->Send(ToMessage(kept))) break;
    }
    recorder->SetFinished();
  }

  void Collect(Chunk& chunk, const ChildReport& report, const ChildEnd& end) {
    if (chunk.alone) {
      const Case& subject = *chunk.run->cases[chunk.cases.front()];
      const CaseRecord record = RecordOf(subject, report, end, suite_.functions());
      return Set(chunk, {record.verdict, record.signature});
    }
    const std::size_t before = chunk.done;
    try {
      TakeOutcomes(chunk, report);
    } catch (const MessageError&) {
      return Set(chunk, {Verdict::kHarnessError, ""});
    }
    if (report.finished && chunk.done > before) return;
    if (report.finished) return Set(chunk, {Verdict::kHarnessError, ""});
    if (chunk.done >= chunk.cases.size()) return;
    const bool hung = end.how != ChildEnd::How::kExited && end.how != ChildEnd::How::kSignalled;
    const Verdict death = hung ? Verdict::kHang : Verdict::kCrash;
    Set(chunk, {DiedInControl(report, end) ? Verdict::kUntestable : death, ""}, hung);
  }

  // Throws MessageError.
  void TakeOutcomes(Chunk& chunk, const ChildReport& report) {
    if (!report.damage.empty()) throw MessageError(report.damage);
    if (report.messages.size() > 1 + chunk.cases.size() - chunk.done) {
      throw MessageError("more outcomes than cases");
    }
    for (std::size_t i = 0; i < report.messages.size(); ++i) {
      if (i == 0) {
        MessageReader active(report.messages[i], kActive);
        chunk.run->active = active.Text();
        active.End();
        continue;
      }
      const Decision decision = DecisionFrom(report.messages[i]);
      Set(chunk, {decision.verdict, decision.signature});
    }
  }

  void Set(Chunk& chunk, Outcome outcome, bool hung = false) {
    const std::size_t index = chunk.cases[chunk.done++];
    hung |= outcome.verdict == Verdict::kHang;
    if (hung) ++hangs_[{chunk.run, chunk.run->cases[index]->row}];
    chunk.run->outcomes[index] = std::move(outcome);
    ++done_;
  }

  void SkipHopeless(Chunk& chunk) {
    const auto rest = chunk.cases.begin() + static_cast<std::ptrdiff_t>(chunk.done);
    const auto hopeless = std::remove_if(rest, chunk.cases.end(), [&](std::size_t index) {
      const auto found = hangs_.find({chunk.run, chunk.run->cases[index]->row});
      return found != hangs_.end() && found->second >= kHangs;
    });
    done_ += static_cast<std::size_t>(chunk.cases.end() - hopeless);
    chunk.cases.erase(hopeless, chunk.cases.end());
  }

  const Suite& suite_;
  const Profile& mock_;
  RunOptions options_;
  const QuickProgress& progress_;
  std::map<const Case*, Manner> manners_;
  std::vector<Chunk> chunks_;
  std::deque<std::size_t> sleepers_, others_;  // those that wait for their turn
  int sleeping_ = 0;                           // processes of the former
  std::map<std::pair<const MockRun*, const CaseTemplate*>, int> hangs_;
  std::size_t done_ = 0, all_ = 0;
};

}  // namespace

Profile MockWith(const Profile& mock, const std::string& switches) {
  Profile profile = mock;
  profile.environment["WTSMOCK"] = switches;
  return profile;
}

bool LetsTimePass(const Case& subject) {
  return AnyStep(subject.steps(), [](const Step& step) {
    const auto* sleep = step.As<step::Sleep>();
    return step.Is<step::Begin>() || (sleep && sleep->milliseconds > 1);
  });
}

void QuickRuns(const Suite& suite, const Profile& mock, const RunOptions& options,
               std::vector<MockRun>& runs, const QuickProgress& progress) {
  Runner(suite, mock, options, runs, progress).Run();
}

std::vector<CaseRecord> SlowRun(const Suite& suite, const Profile& mock, const RunOptions& options,
                                const std::vector<MockCase>& cases) {
  std::vector<CaseRecord> records(cases.size());
  const IsolationOptions isolation{options.jobs, kChunkBudget, [&](std::size_t i) {
                                     return MockWith(mock, cases[i].switches).environment;
                                   }};
  RunIsolated(
      cases.size(), isolation,
      [&](std::size_t i, Journal& journal) {
        RunCaseInChild(*cases[i].subject, suite, MockWith(mock, cases[i].switches),
                       {options.timeout, mock.max_handles}, journal);
      },
      [&](std::size_t i, const ChildReport& report, const ChildEnd& end) {
        records[i] = RecordOf(*cases[i].subject, report, end, suite.functions());
      });
  return records;
}

}  // namespace wtsconform
