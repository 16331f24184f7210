#include "conformance/isolation/isolation.h"

#include <algorithm>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "conformance/channel/recorder.h"
#include "conformance/isolation/child_process.h"
#include "conformance/isolation/crash_report.h"
#include "conformance/isolation/orphans.h"
#include "conformance/isolation/template_process.h"
#include "conformance/platform/interruption.h"

namespace wtsconform {
namespace {

// Sleeping children cost memory only.
constexpr int kSleepers = 48;
// Where the system does not tell who sleeps: most calls that take so long do.
constexpr std::int64_t kLongCallNanoseconds = 100'000'000;
// A call that takes longer is worth asking the system whether it sleeps.
constexpr std::int64_t kShortCallNanoseconds = 500'000;
// A library that ended so many processes in which it was loaded would end the next one too.
constexpr int kPreparedTemplates = 3;
// What other programs hold may come free.
constexpr std::int64_t kLongestWithoutChild = 3'000'000'000;
// One who did not look for so long was stopped, or had no processor.
constexpr std::int64_t kPauseNanoseconds = 500'000'000;
// How often the parent looks at deadlines and sleepers.
constexpr int kTickMilliseconds = 2;

std::int64_t Nanoseconds(std::chrono::milliseconds time) {
  return std::chrono::nanoseconds(time).count();
}

// What one child at a time uses.
class Slot {
 public:
  bool Start(std::size_t index, const IsolationOptions& options, const ChildBody& body,
             const std::shared_ptr<TemplateProcess>& from);
  ChildProcess& process() { return process_; }
  bool busy() const { return process_.running(); }
  // Whether it lets time pass, or sits in a call that sleeps.
  bool Idle() const;
  std::size_t index() const { return index_; }
  // Kills the child where a deadline has passed. Nothing was watched before `awake`.
  void Watch(const IsolationOptions& options, std::int64_t awake);
  // Once the child has ended.
  ChildProcess::Left Reap();

 private:
  void Kill(ChildEnd::How how, int code);
  // What was begun while this process or the child was stopped has its time from then on.
  bool IsLate(const ChildProcess::Term& term, std::int64_t now, std::int64_t awake);
  // Whether some thread has been in one call for so long.
  bool InCallFor(std::int64_t nanoseconds) const;

  ChildProcess process_;
  std::size_t index_ = 0;
  std::int64_t started_ = 0;
  std::int64_t decided_ = 0;
  std::int64_t stopped_ = 0;  // when the child was last seen to be
  bool killed_ = false;
  bool asleep_ = false;  // in a call, when it was last watched
  ChildEnd killed_as_;
};

bool Slot::Start(std::size_t index, const IsolationOptions& options, const ChildBody& body,
                 const std::shared_ptr<TemplateProcess>& from) {
  index_ = index;
  started_ = SteadyNanoseconds();
  decided_ = 0;
  stopped_ = 0;
  killed_ = false;
  asleep_ = false;
  return process_.Start(index, options, body, from);
}

void Slot::Kill(ChildEnd::How how, int code) {
  if (killed_) return;
  killed_ = true;
  killed_as_.how = how;
  killed_as_.code = code;
  process_.Kill();
}

bool Slot::IsLate(const ChildProcess::Term& term, std::int64_t now, std::int64_t awake) {
  if (!process_.IsLate(term, now)) return false;
  if (process_.IsStopped()) stopped_ = now;
  return now - std::max(stopped_, awake) > term.Time();
}

void Slot::Watch(const IsolationOptions& options, std::int64_t awake) {
  const std::int64_t now = SteadyNanoseconds();
  const Journal& journal = process_.journal();
  const bool decided = journal.IsDecided();
  if (decided && decided_ == 0) decided_ = now;
  const std::int64_t clean_up = Nanoseconds(options.clean_up);
  if (decided && journal.exiting) {
    if (IsLate({decided_, decided_ + clean_up}, now, awake)) Kill(ChildEnd::How::kNoExit, 0);
  } else if (decided && now - std::max(decided_, awake) > clean_up) {
    return Kill(ChildEnd::How::kCutOff, 0);
  }
  for (std::size_t i = 0; !decided && i < Journal::kThreads; ++i) {
    const JournalThread& thread = journal.threads[i];
    const std::int64_t deadline = thread.deadline_ns;
    if (deadline > 0 && IsLate({thread.begun_ns, deadline, thread.id}, now, awake)) {
      return Kill(ChildEnd::How::kHung, static_cast<int>(i));
    }
  }
  asleep_ = InCallFor(kShortCallNanoseconds) &&
            process_.Sleeps().value_or(InCallFor(kLongCallNanoseconds));
  if (now - std::max(started_, awake) > Nanoseconds(options.budget))
    Kill(ChildEnd::How::kOverBudget, 0);
}

bool Slot::Idle() const {
  const Journal& journal = process_.journal();
  if (journal.IsDecided()) return false;
  return journal.sleeping || asleep_;
}

bool Slot::InCallFor(std::int64_t nanoseconds) const {
  const std::int64_t now = SteadyNanoseconds();
  const auto& threads = process_.journal().threads;
  return std::any_of(threads.begin(), threads.end(), [&](const auto& thread) {
    const std::int64_t begun = thread.begun_ns;  // anything, if the child is out of its mind
    return thread.deadline_ns && begun > 0 && begun < now && now - begun > nanoseconds;
  });
}

ChildProcess::Left Slot::Reap() {
  ChildProcess::Left left = process_.Reap();
  if (killed_) {
    left.end.how = killed_as_.how;
    left.end.code = killed_as_.code;
  }
  left.end.seconds = static_cast<double>(SteadyNanoseconds() - started_) * 1e-9;
  return left;
}

// The process that children are forked from, another one where it has died. Not this one: what a
// library does to its parent must not hit the runner.
class Template {
 public:
  Template(const IsolationOptions& options, const ChildBody& body)
      : options_(options), unprepared_(options), body_(body) {
    unprepared_.prepare = nullptr;
    prepared_left_ = options.prepare ? kPreparedTemplates : 0;
  }

  // nullptr where the children are to be forked from this process, or the system lacks what it
  // takes.
  std::shared_ptr<TemplateProcess> Get() {
    if (options_.fork_here) return nullptr;
    if (!process_ && prepared_left_ > 0) {
      process_ = TemplateProcess::Make(options_, body_);
      prepared_left_ = process_ ? prepared_left_ - 1 : 0;
    }
    if (!process_) process_ = TemplateProcess::Make(unprepared_, body_);
    return process_;
  }
  void Drop() { process_ = nullptr; }

 private:
  const IsolationOptions& options_;
  IsolationOptions unprepared_;
  const ChildBody& body_;
  int prepared_left_ = 0;
  std::shared_ptr<TemplateProcess> process_;
};

class Pool {
 public:
  Pool(const IsolationOptions& options, const ChildBody& body)
      : options_(options), body_(body), template_(options, body) {}

  void Run(const NextTask& next, const WhenDone& done) {
    while (true) {
      while (MayStart()) {
        const std::optional<std::size_t> task = postponed_ ? postponed_ : next();
        if (!task) break;
        postponed_ = StartIfPossible(*task) ? std::nullopt : task;
        if (postponed_) break;
      }
      if (Busy() == 0 && !postponed_) return;
      ThrowIfInterrupted();
      const std::vector<ChildProcess*> ended = WaitForAny();
      Watch();
      for (const auto& slot : slots_) {
        if (std::find(ended.begin(), ended.end(), &slot->process()) == ended.end()) continue;
        // Its own children have come to this process by now; those in its group end with it.
        std::vector<std::string> orphans = orphans_.End();
        ChildProcess::Left left = slot->Reap();
        left.end.left_running = std::move(orphans);
        done(slot->index(), left.report, left.end);
      }
    }
  }

 private:
  void Watch() {
    const std::int64_t now = SteadyNanoseconds();
    if (now - looked_ > kPauseNanoseconds) awake_ = now;
    looked_ = now;
    for (const auto& slot : slots_) {
      if (slot->busy()) slot->Watch(options_, awake_);
    }
  }
  // False where it has to wait for another child to end, or for what another program holds.
  bool StartIfPossible(std::size_t task) {
    try {
      Start(task);
      none_since_ = 0;
      return true;
    } catch (const NoChildNow& problem) {
      const std::int64_t now = SteadyNanoseconds();
      if (none_since_ == 0 || Busy() > 0) none_since_ = now;
      if (now - none_since_ < kLongestWithoutChild) {
        std::this_thread::sleep_for(std::chrono::milliseconds(kTickMilliseconds));
        return false;
      }
      throw NoChildNow(std::string("not even one child process can be had (") + problem.what() +
                       "): end other programs, or raise the limits of processes (ulimit -u), open "
                       "files (ulimit -n) and memory");
    }
  }
  void Start(std::size_t task) {
    Slot& slot = FreeSlot();
    for (int attempt = 0; attempt <= kPreparedTemplates; ++attempt) {
      const auto from = template_.Get();
      if (slot.Start(task, options_, body_, from)) return;
      template_.Drop();
    }
    throw NoChildNow("no template process gives a child");
  }
  int Busy() const {
    return static_cast<int>(
        std::count_if(slots_.begin(), slots_.end(), [](const auto& slot) { return slot->busy(); }));
  }
  bool MayStart() const {
    const auto running = std::count_if(slots_.begin(), slots_.end(), [](const auto& slot) {
      return slot->busy() && !slot->Idle();
    });
    return running < options_.jobs && Busy() < options_.jobs + kSleepers;
  }
  Slot& FreeSlot() {
    for (const auto& slot : slots_) {
      if (!slot->busy()) return *slot;
    }
    return *slots_.emplace_back(std::make_unique<Slot>());
  }
  std::vector<ChildProcess*> WaitForAny() const {
    std::vector<ChildProcess*> running;
    for (const auto& slot : slots_) {
      if (slot->busy()) running.push_back(&slot->process());
    }
    if (running.empty()) return {};
    return ChildProcess::WaitForAny(running, kTickMilliseconds);
  }

  const IsolationOptions& options_;
  const ChildBody& body_;
  Orphans orphans_;  // ends them after all children have gone
  Template template_;
  std::vector<std::unique_ptr<Slot>> slots_;
  std::optional<std::size_t> postponed_;  // a task that is to start as soon as it can
  std::int64_t none_since_ = 0;           // when a child was last refused while none ran
  std::int64_t looked_ = 0;               // when the children were last watched
  std::int64_t awake_ = 0;                // since when they have been watched without a pause
};

}  // namespace

void RunIsolated(const NextTask& next, const IsolationOptions& options, const ChildBody& body,
                 const WhenDone& done) {
  PrepareCrashReports();
  WithSmallHeap([&] { Pool(options, body).Run(next, done); });
}

void RunIsolated(std::size_t count, const IsolationOptions& options, const ChildBody& body,
                 const WhenDone& done) {
  std::size_t started = 0;
  const auto next = [&]() -> std::optional<std::size_t> {
    if (started == count) return std::nullopt;
    return started++;
  };
  RunIsolated(next, options, body, done);
}

}  // namespace wtsconform
