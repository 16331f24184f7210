// Time, and threads other than the case's first.
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>

#include "conformance/channel/recorder.h"
#include "conformance/interpreter/verbs.h"
#include "conformance/isolation/crash_report.h"

namespace wtsconform {

void SleepMs(std::chrono::milliseconds time, CaseContext& context) {
  context.recorder.SetSleeping(true);
  std::this_thread::sleep_for(time);
  context.recorder.SetSleeping(false);
}

void Run(const step::Sleep& sleep, CaseContext& context) {
  SleepMs(std::chrono::milliseconds(sleep.milliseconds), context);
}

void Run(const step::Join& join, CaseContext& context) {
  context.threads.workers.erase(join.thread);
}

// The first branch that throws ends the others after the steps that they are in.
void Run(const step::Parallel& parallel, CaseContext& context) {
  std::atomic<bool> go = false;
  std::atomic<bool> decided = false;
  std::mutex mutex;
  std::exception_ptr thrown;
  std::vector<std::thread> threads;
  for (const std::vector<Step>& branch : parallel.branches) {
    threads.emplace_back([&, index = context.threads.NextIndex()] {
      Recorder::UseThread(index);
      PrepareThreadForCrashReports();
      while (!go) std::this_thread::yield();
      try {
        for (std::int64_t i = 0; i < parallel.times && !decided; ++i) {
          Scope own(&context.scope);
          CaseContext in_branch = context.In(own);
          RunSteps(branch, in_branch);
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

}  // namespace wtsconform
