// One child process at a time, and the journal that it writes. child_process_posix.cc and its
// siblings; isolation.cc decides when a child starts and when it has to go.
#ifndef WTSCONFORM_CONFORMANCE_ISOLATION_CHILD_PROCESS_H_
#define WTSCONFORM_CONFORMANCE_ISOLATION_CHILD_PROCESS_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "conformance/isolation/isolation.h"

namespace wtsconform {

class ChildProcess {
 public:
  // Throws std::runtime_error where the system has no memory to share.
  ChildProcess();
  ~ChildProcess();
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;

  // Throws std::runtime_error where the system gives no process.
  void Start(std::size_t task, const IsolationOptions& options,
             const std::function<void(std::size_t, Journal&)>& body);
  bool running() const;
  Journal& journal() const;
  // Whether the thread's call is late, and not for want of a processor.
  bool Hangs(const JournalThread& thread, std::int64_t now) const;
  // Whether its first thread sleeps; one that wants to run and has to wait does not. False where
  // the system does not tell.
  bool Sleeps() const;
  // With everything that it started.
  void Kill() const;
  // Of a child that has ended: how, and what it wrote; not how long it took.
  ChildEnd Reap();

  // Waits until one of the running `children` has ended, or for some milliseconds, and returns
  // those that have.
  static std::vector<ChildProcess*> WaitForAny(std::span<ChildProcess* const> children,
                                               int milliseconds);

 private:
  struct System;
  std::unique_ptr<System> system_;
};

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_ISOLATION_CHILD_PROCESS_H_
