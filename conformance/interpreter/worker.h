// A named thread of a case: does what it is told, one thing at a time, and can be ended.
#ifndef WTSCONFORM_CONFORMANCE_INTERPRETER_WORKER_H_
#define WTSCONFORM_CONFORMANCE_INTERPRETER_WORKER_H_

#include <condition_variable>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>

namespace wtsconform {

class Worker {
 public:
  // `index` is the thread's slot in the journal.
  explicit Worker(int index);
  ~Worker();

  // Runs `task` on the thread and returns when it is done; what it throws is thrown here.
  void Do(const std::function<void()>& task);
  // Ends the thread and waits for its end. Afterwards nothing may be done on it.
  void Join();

 private:
  void Loop(int index);

  std::mutex mutex_;
  std::condition_variable changed_;
  const std::function<void()>* task_ = nullptr;
  std::exception_ptr thrown_;
  bool ending_ = false;
  std::thread thread_;
};

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_INTERPRETER_WORKER_H_
