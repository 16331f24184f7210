// Runs tasks in child processes, one each, so that a crash, a hang or a spoiled heap stays there.
//
// isolation_posix.cc and its siblings. Each child has its own process group, limits on core files,
// memory, file size and descriptors, no standard input, and dies with its parent; it is ended by
// its own id. What it prints is captured. The caller must have one thread only.
#ifndef WTSCONFORM_CONFORMANCE_ISOLATION_H_
#define WTSCONFORM_CONFORMANCE_ISOLATION_H_

#include <chrono>
#include <cstddef>
#include <functional>
#include <map>
#include <string>

#include "conformance/journal.h"

namespace wtsconform {

struct IsolationOptions {
  int jobs = 1;                              // children that run at once; sleeping ones do not count
  std::chrono::milliseconds budget{30000};   // of one task as a whole
  std::map<std::string, std::string> environment;  // set in the children
};

// How a child came to its end.
struct ChildEnd {
  enum class How {
    kExited,      // by itself; `code` is its exit status
    kSignalled,   // `code` is the signal
    kHung,        // a call was not back in time; `code` is the thread's index in the journal
    kOverBudget,  // the task as a whole took too long
  };
  How how = How::kExited;
  int code = 0;
  double seconds = 0;
  std::string output;  // the end of what it wrote to stdout and stderr
};

// Runs body(i, journal) for each i below `count` in a child of its own, and done(i, journal, end)
// here, in the order in which the children end. The body must not return to its caller's world: a
// child ends when it returns. Throws std::runtime_error where the system gives no child.
//
// `wanted(i)`, where given, is asked just before a task would start; if it is not wanted, it is left
// out.
void RunIsolated(std::size_t count, const IsolationOptions& options,
                 const std::function<void(std::size_t, Journal&)>& body,
                 const std::function<void(std::size_t, Journal&, const ChildEnd&)>& done,
                 const std::function<bool(std::size_t)>& wanted = {});

// "SIGSEGV", or an exception's name on Windows.
std::string SignalName(int number);

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_ISOLATION_H_
