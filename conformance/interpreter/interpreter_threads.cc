// Threads of a case, calls that block, and what happens at exit.
#include <fmt/format.h>

#include <condition_variable>
#include <cstdlib>
#include <thread>

#include "conformance/interpreter/interpreter.h"
#include "conformance/isolation/crash_report.h"
#include "conformance/loading/invoke.h"

namespace wtsconform {
namespace {

using namespace std::chrono_literals;

// A wait that is still running after this long is taken to be pending.
constexpr auto kSettle = 50ms;

}  // namespace

// A call that blocks, on a thread of its own. Shared with that thread, which may outlive the case.
struct Interpreter::Wait {
  std::string call;
  Word on = 0;
  int thread = 0;
  std::mutex mutex;
  std::condition_variable changed;
  bool returned = false;
  CallResult result;

  bool ReturnedWithin(std::chrono::milliseconds time) {
    std::unique_lock lock(mutex);
    return changed.wait_for(lock, time, [this] { return returned; });
  }
};

int Interpreter::NextThread() { return ++threads_; }

Worker& Interpreter::WorkerNamed(const std::string& name) {
  auto& worker = workers_[name];
  if (!worker) worker = std::make_unique<Worker>(NextThread());
  return *worker;
}

void Interpreter::Join(const step::Join& step) { workers_.erase(step.thread); }

void Interpreter::Sleep(std::chrono::milliseconds time) {
  recorder_.SetSleeping(true);
  std::this_thread::sleep_for(time);
  recorder_.SetSleeping(false);
}

bool Interpreter::ReturnsWithin(std::chrono::milliseconds time, Wait& wait) {
  recorder_.SetSleeping(true);
  const bool returned = wait.ReturnedWithin(time);
  recorder_.SetSleeping(false);
  return returned;
}

void Interpreter::Begin(const step::Begin& step, Scope& scope) {
  const Target target = TargetNamed(step.on, scope);
  const Call& call = Chosen(step.call, target);
  if (!target.value && step.on != "current") {
    Judgement::Untestable("the open returned NULL, so there is no handle to wait on");
  }
  auto wait = std::make_shared<Wait>();
  wait->call = call.id;
  wait->on = target.value;
  wait->thread = NextThread();
  waits_[step.wait] = wait;
  std::thread([this, wait, &call, target] {
    Recorder::UseThread(wait->thread);
    PrepareThreadForCrashReports();
    const CallResult result = caller_.Make(call, target, false, true);
    const std::lock_guard lock(wait->mutex);
    wait->result = result;
    wait->returned = true;
    wait->changed.notify_all();
  }).detach();
  const bool returned = ReturnsWithin(kSettle, *wait);
  if (returned && step.refusable && !wait->result.success) {
    waits_.erase(step.wait);
    return judgement_.Note("a second wait on the handle is refused, which is lawful");
  }
  if (returned) {
    Judgement::Untestable("the wait did not block: " + Describe(call, step.on, wait->result));
  }
}

void Interpreter::Release(const step::Release& step, Scope& scope) {
  Wait& wait = *waits_.at(step.wait);
  const Target target = TargetNamed(step.on, scope);
  const Call& call = Chosen(step.call, target);
  const auto give_up = std::chrono::steady_clock::now() + limits_.timeout;
  bool released = false;
  if (!step.must) recorder_.SetInControl(++controls_);
  do {
    const CallResult result = caller_.Make(call, target);
    released |= result.success;
    if (!result.success && !released) {
      Judgement::Untestable("the call that ends waits failed: " + Describe(call, step.on, result));
    }
    if (ReturnsWithin(kSettle, wait)) {
      recorder_.SetInControl(0);
      if (wait.result.success) Worked(wait.call, step.on, target.value);
      if (step.dword && wait.result.dword != step.dword) {
        judgement_.Broken(
            fmt::format("flags {:#x}", *wait.result.dword),
            fmt::format("the wait ended by {} reports flags {:#x}", call.id, *step.dword),
            fmt::format("flags {:#x}", *wait.result.dword));
      }
      return judgement_.Decisive(false);
    }
  } while (std::chrono::steady_clock::now() < give_up);
  LeaveToWatchdog(wait);
}

// The wait is the call that hangs; this process is about to be ended.
void Interpreter::LeaveToWatchdog(const Wait& wait) {
  recorder_.DeclareLate(wait.thread);
  while (true) std::this_thread::sleep_for(1h);
}

void Interpreter::End(const step::End& step) {
  const auto found = waits_.find(step.wait);
  if (found == waits_.end()) return;  // it was refused
  Wait& wait = *found->second;
  const std::chrono::milliseconds time(step.within);
  const bool returned = ReturnsWithin(time, wait);
  if (step.must && !returned) LeaveToWatchdog(wait);
  judgement_.Decisive(false);
  judgement_.Observe(
      returned ? fmt::format("the pending {} returned {}", wait.call,
                             wait.result.success ? "TRUE" : "FALSE")
               : fmt::format("the pending {} still waits after {} ms", wait.call, step.within));
}

void Interpreter::Pending(const step::Pending& step, const Scope& scope) {
  Wait& wait = *waits_.at(step.wait);
  if (!step.unlike.empty() && wait.on == HandleNamed(step.unlike, scope).value()) {
    return judgement_.Note("both handles have one value, so its waits are those of either");
  }
  const bool returned = ReturnsWithin(std::chrono::milliseconds(step.after), wait);
  if (!returned) {
    if (step.must) judgement_.Decisive(false);
    return;
  }
  const std::uint32_t events = wait.result.dword.value_or(0);
  if (!step.must) Judgement::Untestable("the control failed: " + wait.call + " returns by itself");
  if (wait.result.success && events != 0) {
    Judgement::Untestable(fmt::format("the wait ended by an event: flags {:#x}", events));
  }
  judgement_.Broken("wait ended", "the pending " + wait.call + " still waits",
                    fmt::format("it returned {}", wait.result.success ? "TRUE" : "FALSE"));
}

void Interpreter::Parallel(const step::Parallel& step, Scope& scope) {
  std::atomic<bool> go = false;
  std::atomic<bool> decided = false;
  std::mutex mutex;
  std::exception_ptr thrown;
  std::vector<std::thread> threads;
  for (const std::vector<Step>& branch : step.branches) {
    threads.emplace_back([&, index = NextThread()] {
      Recorder::UseThread(index);
      PrepareThreadForCrashReports();
      while (!go) std::this_thread::yield();
      try {
        for (std::int64_t i = 0; i < step.times && !decided; ++i) {
          Scope own;
          own.outer = &scope;
          Steps(branch, own);
        }
      } catch (...) {
        const std::lock_guard lock(mutex);
        if (!decided.exchange(true)) thrown = std::current_exception();
      }
    });
  }
  go = true;
  for (std::thread& thread : threads) thread.join();
  if (thrown) std::rethrow_exception(thrown);
}

namespace {

// Plain statics: the interpreter may be gone when exit handlers run, the library is not.
Word closed_at_exit = 0;
void* close_function = nullptr;

}  // namespace

// Registered before the first open, like the destructor of a static object that owns the handle.
void Interpreter::AtExit(const step::AtExit& step) {
  closed_at_exit_ = step.handle;
  close_function = caller_.library().Find("WTSCloseServer");
  std::atexit([] {
    if (!closed_at_exit) return;
    const Word words[] = {closed_at_exit};
    Invoke(close_function, words, Convention::kWinapi);
  });
}

void Interpreter::Exit(Scope& scope) {
  exits_ = true;
  judgement_.Decisive(false);
  if (closed_at_exit_.empty()) return;
  closed_at_exit = HandleNamed(closed_at_exit_, scope).value();
  const std::lock_guard lock(mutex_);
  model_.Closed(closed_at_exit);
}

Interpreter::~Interpreter() = default;

}  // namespace wtsconform
