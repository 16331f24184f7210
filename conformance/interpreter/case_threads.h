// The threads of a case: those that have a name, and the calls that block on one by themselves.
// Used by the case's first thread only.
#ifndef WTSCONFORM_CONFORMANCE_INTERPRETER_CASE_THREADS_H_
#define WTSCONFORM_CONFORMANCE_INTERPRETER_CASE_THREADS_H_

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

#include "conformance/interpreter/worker.h"
#include "conformance/loading/caller.h"

namespace wtsconform {

// A call that blocks. Shared with its thread, which may outlive the case; once it has returned, the
// thread can make another.
struct Wait {
  const Call* call = nullptr;
  Target on;
  int thread = 0;
  bool refused = false;  // as it may be
  std::mutex mutex;
  std::condition_variable changed;
  bool returned = false;
  CallResult result;
  std::shared_ptr<Wait> next;  // that the thread makes then
  bool is_last = false;        // no other follows: the thread ends
  // The call that ends waits was made on its handle's value, though for another wait, or none.
  std::atomic<bool> may_have_ended = false;

  bool ReturnedWithin(std::chrono::milliseconds time) {
    std::unique_lock lock(mutex);
    return changed.wait_for(lock, time, [this] { return returned; });
  }
  void Returned(CallResult with) {
    const std::lock_guard lock(mutex);
    result = std::move(with);
    returned = true;
    changed.notify_all();
  }
  // Null where there is none.
  std::shared_ptr<Wait> Next() {
    std::unique_lock lock(mutex);
    changed.wait(lock, [this] { return next || is_last; });
    return next;
  }
  void FollowBy(std::shared_ptr<Wait> wait) {
    const std::lock_guard lock(mutex);
    is_last = !wait;
    next = std::move(wait);
    changed.notify_all();
  }
};

struct CaseThreads {
  CaseThreads() = default;
  CaseThreads(const CaseThreads&) = delete;
  CaseThreads& operator=(const CaseThreads&) = delete;
  ~CaseThreads() {
    for (const auto& [name, wait] : waits) wait->FollowBy(nullptr);
  }

  std::map<std::string, std::unique_ptr<Worker>> workers;
  std::map<std::string, std::shared_ptr<Wait>> waits;
  int started = 0;  // the case's first thread has the index 0

  int NextIndex() { return ++started; }
  Worker& Named(const std::string& name) {
    auto& worker = workers[name];
    if (!worker) worker = std::make_unique<Worker>(NextIndex());
    return *worker;
  }
};

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_INTERPRETER_CASE_THREADS_H_
