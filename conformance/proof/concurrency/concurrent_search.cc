#include "conformance/proof/concurrency/concurrent_search.h"

#include <fmt/format.h>

#include <array>
#include <atomic>
#include <mutex>
#include <random>
#include <semaphore>
#include <sstream>
#include <thread>
#include <vector>

#include "conformance/isolation/crash_report.h"
#include "conformance/proof/concurrency/linearizability.h"
#include "conformance/proof/histories/history_run.h"

namespace wtsconform {
namespace {

constexpr int kThreads = 4;
constexpr int kSteps = 8;                             // of each thread in a round
constexpr std::size_t kSlots = 3;                     // handles that the threads share
constexpr std::size_t kMostOpen = kSlots + kThreads;  // each thread may hold one that it took out
constexpr std::chrono::minutes kSearchBudget{5};

// One round: what the threads did, on one clock.
class Round {
 public:
  Round(const HistoryTools& tools, const Suite& suite, Caller& caller, std::uint32_t seed)
      : tools_(tools),
        call_(*suite.functions().FindCall(tools.call)),
        caller_(caller),
        seed_(seed),
        room_(static_cast<std::ptrdiff_t>(tools.at_once)) {
    for (auto& slot : slots_) slot = 0;
  }

  std::vector<Operation> Run() {
    std::vector<std::thread> threads;
    for (int i = 1; i <= kThreads; ++i) {
      threads.emplace_back([this, i] {
        Recorder::UseThread(i);
        PrepareThreadForCrashReports();
        ++ready_;
        while (ready_ < kThreads) std::this_thread::yield();
        Act(i);
      });
    }
    for (std::thread& thread : threads) thread.join();
    for (auto& slot : slots_) CloseSlot(0, slot);
    return std::move(history_);
  }

 private:
  void Act(int thread) {
    std::mt19937 random(seed_ * 31 + static_cast<std::uint32_t>(thread));
    for (int i = 0; i < kSteps; ++i) {
      std::atomic<Word>& slot = slots_[random() % kSlots];
      // Uses are as many as opens and closes together.
      const auto chosen = random() % 4;
      if (chosen == 0) {
        OpenInto(thread, slot);
      } else if (chosen == 1) {
        CloseSlot(thread, slot);
      } else {
        Use(thread, slot);
      }
    }
  }

  // Not where the implementation can have no more open: a failed open is lawful then.
  void OpenInto(int thread, std::atomic<Word>& slot) {
    if (!room_.try_acquire()) return;
    Operation operation{Operation::Kind::kOpen, thread};
    operation.called = ++clock_;
    operation.value = caller_.Open(tools_.openers.front(), "reachable");
    operation.returned = ++clock_;
    if (!operation.value) return room_.release();
    Record(operation);
    // Somebody else's handle in the slot is closed by who takes it out.
    const Word before = slot.exchange(static_cast<Word>(operation.value));
    if (before) Close(thread, before);
  }

  void CloseSlot(int thread, std::atomic<Word>& slot) {
    const Word value = slot.exchange(0);
    if (value) Close(thread, value);
  }

  void Close(int thread, Word value) {
    Operation operation{Operation::Kind::kClose, thread, value};
    operation.called = ++clock_;
    caller_.Close("shared", value);
    operation.returned = ++clock_;
    room_.release();
    Record(operation);
    Use(thread, value);
  }

  void Use(int thread, std::atomic<Word>& slot) {
    if (const Word value = slot) Use(thread, value);
  }

  void Use(int thread, Word value) {
    Operation operation{Operation::Kind::kUse, thread, value};
    operation.called = ++clock_;
    operation.success = caller_.Make(call_, {"shared", value, "reachable"}).success;
    operation.returned = ++clock_;
    Record(operation);
  }

  void Record(const Operation& operation) {
    const std::lock_guard lock(mutex_);
    history_.push_back(operation);
  }

  const HistoryTools& tools_;
  const Call& call_;
  Caller& caller_;
  const std::uint32_t seed_;
  std::counting_semaphore<> room_;
  std::array<std::atomic<Word>, kSlots> slots_;
  std::atomic<int> ready_ = 0;
  std::atomic<std::uint64_t> clock_ = 0;
  std::mutex mutex_;
  std::vector<Operation> history_;
};

// "OUTCOME ROUNDS UNDECIDED OPENER CALL\nDETAIL"
std::string RunInChild(const Suite& suite, Caller& caller, const ConcurrentOptions& options,
                       Journal& journal) {
  const HistoryTools tools = FindTools(suite, caller, kMostOpen);
  if (tools.openers.empty()) return "none 0 0 - -\n";
  int undecided = 0;
  const auto told = [&](const char* outcome, int rounds, const std::string& detail) {
    return fmt::format("{} {} {} {} {}\n{}", outcome, rounds, undecided, tools.openers.front(),
                       tools.call, detail);
  };
  for (int i = 0; i < options.rounds; ++i) {
    journal.detail.Set(told("died", i + 1, ""));
    const auto history =
        Round(tools, suite, caller, options.seed + static_cast<std::uint32_t>(i)).Run();
    for (const std::vector<Operation>& value : ByValue(history)) {
      // A value of many opens in one round is a shared one; its history is too long to decide.
      const Explained explained =
          value.size() > 64 ? Explained::kBudgetSpent : CanBeExplained(value, options.budget);
      undecided += explained == Explained::kBudgetSpent;
      if (explained != Explained::kNo) continue;
      return told("unexplained", i + 1, Draw(ShortestUnexplained(value, options.budget)));
    }
  }
  return told(undecided ? "inconclusive" : "explained", options.rounds, "");
}

ConcurrentReport ReportFrom(const std::string& text) {
  std::istringstream stream(text);
  std::string outcome;
  ConcurrentReport report;
  stream >> outcome >> report.rounds >> report.undecided >> report.opener >> report.call;
  stream.ignore();
  report.detail.assign(std::istreambuf_iterator<char>(stream), {});
  using Outcome = ConcurrentReport::Outcome;
  report.outcome = outcome == "explained"      ? Outcome::kExplained
                   : outcome == "unexplained"  ? Outcome::kUnexplained
                   : outcome == "inconclusive" ? Outcome::kInconclusive
                   : outcome == "died"         ? Outcome::kDied
                                               : Outcome::kNoHandle;
  return report;
}

}  // namespace

ConcurrentReport SearchConcurrently(const Suite& suite, const Profile& profile,
                                    const ConcurrentOptions& options) {
  ConcurrentReport report;
  RunIsolated(
      1, {1, kSearchBudget, [&](std::size_t) { return profile.environment; }},
      [&](std::size_t, Journal& journal) {
        InstallCrashReports(journal);
        auto* recorder = new Recorder(journal, options.run.timeout);
        const Library& library = *LoadLibraryOf(profile).release();
        auto* caller = new Caller(library, suite, profile, *recorder);
        recorder->Complete(0, "", RunInChild(suite, *caller, options, journal));
      },
      [&](std::size_t, Journal& journal, const ChildEnd& end) {
        report = ReportFrom(std::string(journal.detail.Get()));
        if (journal.complete == Journal::kCompleteMarker) return;
        report.outcome = ConcurrentReport::Outcome::kDied;
        const int signal = journal.crash.seen ? journal.crash.signal : end.code;
        report.detail = end.how == ChildEnd::How::kHung || end.how == ChildEnd::How::kOverBudget
                            ? "a call did not return"
                            : "the process died of " + SignalName(signal);
      });
  return report;
}

}  // namespace wtsconform
