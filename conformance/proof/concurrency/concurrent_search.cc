#include "conformance/proof/concurrency/concurrent_search.h"

#include <fmt/format.h>

#include <array>
#include <atomic>
#include <limits>
#include <mutex>
#include <random>
#include <semaphore>
#include <thread>
#include <vector>

#include "conformance/channel/recorder.h"
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
constexpr std::size_t kMostDrawing = 100'000;

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

  // Not where the implementation can have no more open: a failed open is permitted then.
  void OpenInto(int thread, std::atomic<Word>& slot) {
    if (!room_.try_acquire()) return;
    Operation operation{Operation::Kind::kOpen, thread};
    operation.called = ++clock_;
    operation.value = caller_.Open(tools_.openers.front(), "reachable");
    operation.returned = ++clock_;
    // Neither is a handle, whoever returns it.
    if (!operation.value || operation.value == ~Word{0}) return room_.release();
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
    operation.success = caller_.Make(call_, {"shared", value, "reachable"}).works();
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

using RunOutcome = ConcurrentReport::Outcome;

constexpr char kConcurrentTools[] = "concurrent tools/1";
constexpr char kConcurrentResult[] = "concurrent result/1";

// Sends the result, which the threads' histories make of the rounds.
void RunInChild(const Suite& suite, Caller& caller, const ConcurrentOptions& options,
                Recorder& recorder) {
  const HistoryTools tools = FindTools(suite, caller, kMostOpen);
  std::uint64_t undecided = 0;
  const auto send = [&](RunOutcome outcome, const std::string& detail) {
    recorder.Send(MessageWriter(kConcurrentResult)
                      .Number(static_cast<std::uint64_t>(outcome))
                      .Number(undecided)
                      .Text(Bounded(detail, kMostDrawing)));
  };
  if (tools.openers.empty()) return send(RunOutcome::kNoHandle, "");
  recorder.Send(MessageWriter(kConcurrentTools).Text(tools.openers.front()).Text(tools.call));
  for (int i = 0; i < options.rounds; ++i) {
    recorder.SetProgress(static_cast<std::uint32_t>(i) + 1);
    const auto history =
        Round(tools, suite, caller, options.seed + static_cast<std::uint32_t>(i)).Run();
    for (const std::vector<Operation>& value : ByValue(history)) {
      // A value of many opens in one round is a shared one; its history is too long to decide.
      const Explained explained =
          value.size() > 64 ? Explained::kBudgetSpent : CanBeExplained(value, options.budget);
      undecided += explained == Explained::kBudgetSpent;
      if (explained != Explained::kNo) continue;
      return send(RunOutcome::kUnexplained, Draw(ShortestUnexplained(value, options.budget)));
    }
  }
  send(undecided ? RunOutcome::kInconclusive : RunOutcome::kExplained, "");
}

// Throws MessageError.
void ReadMessage(const std::string& message, ConcurrentReport& report) {
  if (!IsOfType(message, kConcurrentResult)) {
    MessageReader tools(message, kConcurrentTools);
    report.opener = tools.Text();
    report.call = tools.Text();
    return tools.End();
  }
  MessageReader result(message, kConcurrentResult);
  report.outcome = static_cast<RunOutcome>(
      result.NumberBelow(static_cast<std::uint64_t>(RunOutcome::kNoHandle) + 1));
  report.undecided = static_cast<int>(result.NumberBelow(std::numeric_limits<int>::max()));
  report.detail = result.Text();
  result.End();
}

std::string HowItDied(const ChildReport& report, const ChildEnd& end) {
  switch (end.how) {
    case ChildEnd::How::kHung:
    case ChildEnd::How::kOverBudget:
    case ChildEnd::How::kCutOff:
    case ChildEnd::How::kNoExit:
      return "a call did not return";
    case ChildEnd::How::kExited:
      if (!report.crash) return fmt::format("the process ended (exit {})", end.code);
      break;
    case ChildEnd::How::kSignalled:
      break;
  }
  return "the process died of " + SignalName(report.crash ? report.crash->signal : end.code);
}

}  // namespace

ConcurrentReport SearchConcurrently(const Suite& suite, const Profile& profile,
                                    const ConcurrentOptions& options) {
  ProbeLibrary(suite, profile, options.run);
  ConcurrentReport found;
  RunIsolated(
      1, {1, kSearchBudget, [&](std::size_t) { return profile.environment; }},
      [&](std::size_t, Journal& journal) {
        InstallCrashReports(journal);
        auto* recorder = new Recorder(journal, options.run.timeout);
        const Library& library = *LoadLibraryOf(profile).release();
        auto* caller = new Caller(library, suite, profile, *recorder);
        RunInChild(suite, *caller, options, *recorder);
        recorder->SetFinished();
      },
      [&](std::size_t, const ChildReport& report, const ChildEnd& end) {
        if (!report.damage.empty()) throw MessageError(report.damage);
        for (const std::string& message : report.messages) ReadMessage(message, found);
        found.rounds = static_cast<int>(report.progress);
        if (report.finished) return;
        found.outcome = RunOutcome::kDied;
        found.detail = HowItDied(report, end);
      });
  return found;
}

}  // namespace wtsconform
