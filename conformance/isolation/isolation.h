// Runs tasks in child processes, one each, so that a crash, a hang or a spoiled heap stays there.
//
// A child reports to its parent what it found out through its channel (conformance/channel/), which
// is new for each child, seen by no other one, and gone when the parent has read it; what the child
// started and left behind can write into no other child's. A library that runs beyond its own
// memory meets a page that nobody may touch before it meets the channel.
//
// Each child has its own session (on Windows a job), limits on core files, memory, file size
// and descriptors, no standard input, and dies with its parent; it is ended by its own id. On
// Windows it shows no error dialogs and gives up the privileges that could harm the machine. What
// it prints is captured. The caller must have one thread only.
#ifndef WTSCONFORM_CONFORMANCE_ISOLATION_ISOLATION_H_
#define WTSCONFORM_CONFORMANCE_ISOLATION_ISOLATION_H_

#include <chrono>
#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "conformance/channel/child_report.h"

namespace wtsconform {

struct IsolationOptions {
  int jobs = 1;                             // children that run at once; sleeping ones do not count
  std::chrono::milliseconds budget{30000};  // of one task as a whole
  // What is set in the child of task i.
  std::function<std::map<std::string, std::string>(std::size_t)> environment = {};
  // Says task i to a process that is no fork of this one: Windows has none, so a child there is a
  // new process of this program, which hands the text to the body given to DoAsChild. Tasks that
  // cannot be said, as those of `histories` and `selftest`, cannot be run there.
  std::function<std::string(std::size_t)> describe = {};
  // What each body does first, where one process can do it for all of them, which are then its
  // forks (template_process.h). A body does it again, in no time; where it is done for each child
  // alone, as on Windows, this is not called. Their environment must be the same for all tasks.
  std::function<void()> prepare = {};
  // The body depends on what changes here while tasks run: each child is a fork of this process as
  // it is then. Otherwise a body finds what was here when the first one began.
  bool fork_here = false;
  // A child that has its verdict may still clean up, or exit, for so long.
  std::chrono::milliseconds clean_up{2000};
};

// How a child came to its end.
struct ChildEnd {
  enum class How {
    kExited,      // by itself; `code` is its exit status
    kSignalled,   // `code` is the signal, or the exception
    kHung,        // a call was not back in time; `code` is the thread's index in the report
    kOverBudget,  // the task as a whole took too long
    kCutOff,      // its result was there, and its clean-up took too long
    kNoExit,      // it was to exit, and did not in the time that a clean-up has
  };
  How how = How::kExited;
  int code = 0;
  double seconds = 0;
  std::string output;  // the end of what it wrote to stdout and stderr
  // The names of the processes that it left running, which were ended. Of children that end at the
  // same moment, either may be given what the other left. None on Windows.
  std::vector<std::string> left_running = {};
};

// The next task, where there is one to start now. Asked again as long as a child runs, so that what
// one came to can call for another.
using NextTask = std::function<std::optional<std::size_t>()>;

// What a child does with its task.
using ChildBody = std::function<void(std::size_t task, Journal&)>;
// What the parent does with what came of it.
using WhenDone = std::function<void(std::size_t task, const ChildReport&, const ChildEnd&)>;

// Here no child can be made that runs these tasks; what() says why, for the user.
class CannotIsolate : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

// The system gives no child at this moment: no process, descriptor or memory is free.
class NoChildNow : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

// Runs body(i, journal) for each i that `next` gives in a child of its own, and done(i, report,
// end) here, in the order in which the children end. The body must not return to its caller's
// world: a child ends when it returns. Where it asked for a normal exit (Recorder::SetExiting),
// the child then exits with kExitedAsAsked. Where the system gives no further child, waits for one
// of those that run to end. Throws CannotIsolate, NoChildNow where not even one can be had, and
// Interrupted (conformance/platform/interruption.h); whatever is thrown, no child is left running.
void RunIsolated(const NextTask& next, const IsolationOptions& options, const ChildBody& body,
                 const WhenDone& done);

// The same for each i below `count`.
void RunIsolated(std::size_t count, const IsolationOptions& options, const ChildBody& body,
                 const WhenDone& done);

// No status that a library would choose: one that ends the process in the middle of its exit does
// not pass for a normal exit.
inline constexpr int kExitedAsAsked = 93;

// True where somebody else ended the child: the system that was short of memory, or a user.
bool WasKilledFromOutside(const ChildEnd& end, const ChildReport& report);

// Called first of all by a program that calls RunIsolated. Where this process was started as a
// child, does the task and ends the process; otherwise just returns.
void DoAsChild(const std::function<void(const std::string& task, Journal&)>& body);

// "SIGSEGV", or an exception's name on Windows.
std::string SignalName(int number);

// The exception that Wine raises where a function, though exported, is a stub. No signal has that
// number.
inline constexpr int kMissingFunction = static_cast<int>(0x80000100);

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_ISOLATION_ISOLATION_H_
