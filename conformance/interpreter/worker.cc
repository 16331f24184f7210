#include "conformance/interpreter/worker.h"

#include <utility>

#include "conformance/channel/recorder.h"
#include "conformance/isolation/crash_report.h"

namespace wtsconform {

Worker::Worker(int index) : thread_([this, index] { Loop(index); }) {}

Worker::~Worker() { Join(); }

void Worker::Do(const std::function<void()>& task) {
  std::unique_lock lock(mutex_);
  task_ = &task;
  changed_.notify_all();
  changed_.wait(lock, [this] { return task_ == nullptr; });
  if (auto thrown = std::exchange(thrown_, nullptr)) std::rethrow_exception(thrown);
}

void Worker::Join() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
    changed_.notify_all();
  }
  if (thread_.joinable()) thread_.join();
}

void Worker::Loop(int index) {
  Recorder::UseThread(index);
  PrepareThreadForCrashReports();
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [this] { return task_ || ending_; });
    if (!task_) return;
    lock.unlock();
    std::exception_ptr thrown;
    try {
      (*task_)();
    } catch (...) {
      thrown = std::current_exception();
    }
    lock.lock();
    thrown_ = thrown;
    task_ = nullptr;
    changed_.notify_all();
  }
}

}  // namespace wtsconform
