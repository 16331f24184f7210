// A process that has done what all children would do first, and from which they are then forked:
// the library is loaded once, not once for each child. template_process_posix.cc; other systems
// have none.
//
// Nothing but the beginning of a child runs there, so what a child does reaches no other one. It is
// trusted with nothing: where it dies or is silent, its children are as good as killed from outside
// (WasKilledFromOutside), and the next ones are forked from this process.
#ifndef WTSCONFORM_CONFORMANCE_ISOLATION_TEMPLATE_PROCESS_H_
#define WTSCONFORM_CONFORMANCE_ISOLATION_TEMPLATE_PROCESS_H_

#include <cstddef>
#include <memory>
#include <optional>

#include "conformance/isolation/isolation.h"

namespace wtsconform {

class TemplateProcess {
 public:
  // Does options.prepare, where there is any, in a new process. nullptr where the system gives
  // none, or cannot wait for another process's children; where `prepare` did not end in the budget
  // of a child, or failed; and where the children would not be as if each had prepared itself: it
  // left a thread, a process, a timer, an open descriptor or memory that is shared.
  static std::shared_ptr<TemplateProcess> Make(const IsolationOptions& options,
                                               const ChildBody& body);
  ~TemplateProcess();
  TemplateProcess(const TemplateProcess&) = delete;
  TemplateProcess& operator=(const TemplateProcess&) = delete;

  // The id of a new child that does body(task) with these descriptors for its channel and its
  // output; nothing where the process has gone, or gives no answer.
  std::optional<int> Fork(std::size_t task, int channel, int output);
  // The wait status of a child that has ended; nothing as with Fork.
  std::optional<int> WaitFor(int child);

 private:
  struct System;
  explicit TemplateProcess(std::unique_ptr<System> system);

  std::unique_ptr<System> system_;
};

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_ISOLATION_TEMPLATE_PROCESS_H_
