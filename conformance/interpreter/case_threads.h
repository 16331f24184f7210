// The threads of a case: those that have a name, and the calls that block on one by themselves.
// Used by the case's first thread only.
#ifndef WTSCONFORM_CONFORMANCE_INTERPRETER_CASE_THREADS_H_
#define WTSCONFORM_CONFORMANCE_INTERPRETER_CASE_THREADS_H_

#include <chrono>
#include <atomic>
#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "conformance/interpreter/worker.h"
#include "conformance/loading/caller.h"

namespace wtsconform {

// A call that blocks. Shared with its thread, which may outlive the case.
struct Wait {
  const Call* call = nullptr;
  Target on;
  int thread = 0;
  std::mutex mutex;
  std::condition_variable changed;
  bool returned = false;
  CallResult result;
  // The call that ends waits was made on its handle's value, though for another wait, or none.
  std::atomic<bool> may_have_ended = false;

  bool ReturnedWithin(std::chrono::milliseconds time) {
    std::unique_lock lock(mutex);
    return changed.wait_for(lock, time, [this] { return returned; });
  }
};

struct CaseThreads {
  std::map<std::string, std::unique_ptr<Worker>> workers;
  std::map<std::string, std::shared_ptr<Wait>> waits;  // those that were not refused
  int started = 0;                                     // the case's first thread has the index 0

  int NextIndex() { return ++started; }
  Worker& Named(const std::string& name) {
    auto& worker = workers[name];
    if (!worker) worker = std::make_unique<Worker>(NextIndex());
    return *worker;
  }
};

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_INTERPRETER_CASE_THREADS_H_
