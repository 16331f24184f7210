// A child process and the channel that it alone has. child_process_posix.cc and its siblings;
// isolation.cc decides when a child starts and when it has to go.
#ifndef WTSCONFORM_CONFORMANCE_ISOLATION_CHILD_PROCESS_H_
#define WTSCONFORM_CONFORMANCE_ISOLATION_CHILD_PROCESS_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "conformance/isolation/isolation.h"

namespace wtsconform {

class TemplateProcess;

// What becomes of a child whose object goes first: it is ended, with all that it started.
class ChildProcess {
 public:
  ChildProcess();
  ~ChildProcess();
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;

  // A new child with a channel and an output of its own, which no child before it has seen and none
  // after it will. Throws std::runtime_error where the system gives no process or no memory, and
  // CannotIsolate; then there is no child. A fork of `from`, or of this process where that is
  // nullptr; false where `from` gives no child.
  bool Start(std::size_t task, const IsolationOptions& options, const ChildBody& body,
             const std::shared_ptr<TemplateProcess>& from);
  bool running() const;
  // Of a running child, which may be writing anything there.
  const Journal& journal() const;
  // What some thread has to be done with; the child may have written anything here.
  struct Term {
    std::int64_t begun = 0;  // steady clock, as the next
    std::int64_t deadline = 0;
    std::uint32_t thread = 0;  // the system's id; 0 for all threads together

    // How long it may take, whatever the child wrote.
    std::int64_t Time() const { return deadline - std::clamp(begun, std::int64_t{0}, deadline); }
  };
  // Whether the deadline has passed, and not for want of a processor. No child that has ended is.
  bool IsLate(const Term& term, std::int64_t now) const;
  // Whether its first thread sleeps; one that wants to run and has to wait does not. Nothing where
  // the system does not tell.
  std::optional<bool> Sleeps() const;
  // Whether a signal or a debugger holds it; false where the system does not tell.
  bool IsStopped() const;
  // With everything that it started.
  void Kill() const;

  struct Left {
    ChildEnd end;  // not how long it took
    ChildReport report;
  };
  // What a child that has ended left. Its channel and its output are gone afterwards.
  Left Reap();

  // Waits until one of the running `children` has ended, or for some milliseconds, and returns
  // those that have.
  static std::vector<ChildProcess*> WaitForAny(std::span<ChildProcess* const> children,
                                               int milliseconds);

 private:
  struct System;
  std::unique_ptr<System> system_;
};

// Does `work`, which may throw, where what it and the children that it starts allocate lies close
// together. A child copies each page that it or its parent writes to; in the heap in which the
// tables were read, every allocation would touch another page.
void WithSmallHeap(const std::function<void()>& work);

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_ISOLATION_CHILD_PROCESS_H_
