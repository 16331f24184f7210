// One step of a case, read: what it does is a variant with a struct for each verb.
//
//   for (const Step& step : subject.steps()) {
//     if (const auto* open = step.As<step::Open>()) openers.insert(open->opener);
//   }
//
// Calls and functions are pointers into the suite's catalogue, so that nobody looks a name up
// again. spec/cases/README.md explains the verbs for whoever writes a row.
#ifndef WTSCONFORM_SPEC_LOADER_TABLES_STEP_H_
#define WTSCONFORM_SPEC_LOADER_TABLES_STEP_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <type_traits>
#include <variant>
#include <vector>

#include "spec/loader/tables/functions.h"
#include "spec/loader/toml/toml_value.h"

namespace wtsconform {

// How a table writes the first call of the group "everyday" that works on the handle it is made on.
inline constexpr char kProbe[] = "probe";

// A call of functions.toml, or the probe.
struct CallRef {
  const Call* call = nullptr;  // null: the probe

  bool is_probe() const { return call == nullptr; }
  std::string id() const { return call ? call->id : kProbe; }
  bool operator==(const CallRef&) const = default;
};

struct Step;

namespace step {

// --- what several verbs share

// An open of the server of that kind.
struct Opening {
  const Function* opener = nullptr;
  std::string server;
};

// A call on a handle, or on "current".
struct OnHandle {
  CallRef call;
  std::string on;
};

// So many opens, each handle tried out by a call.
struct Volume : Opening {
  std::int64_t count = 0;
  CallRef checking;
};

// --- handles

// Opens a handle and gives it a name. Judges nothing.
struct Open : Opening {
  std::string handle;
  std::string unlike;  // a handle whose value the new one must not have; "" where any will do
  // The first open of the process: that a later one works does not excuse it. The runner repeats
  // the case in fresh processes, as one that fails now and then is permitted.
  bool first = false;
};

// Closes a handle.
struct Close {
  std::string handle;
  bool observe = false;  // records the last error afterwards
};

// Gives a name to a value that nobody opened.
struct FixedValue {
  std::string handle;
  std::int64_t value = 0;
};

// Judges that a handle's value is not NULL.
struct NotNull {
  std::string handle;
};

// Judges that the values of two handles differ.
struct Differ {
  std::string handle, other;
};

// Records what a handle's value looks like.
struct Describe {
  std::string handle;
};

// Records whether two handles have the same value.
struct Compare {
  std::string handle, other;
};

// --- calls

// What a step expects of a call.
struct Expectation {
  enum class Kind {
    kNothing,
    kSuccess,
    kFailure,
    kDocumentedFailure,
    kAs,
    kUnlike,
    kTwin,
    kOwn,
    kListed
  };
  Kind kind = Kind::kNothing;
  // kAs, kUnlike: of the earlier answer; kTwin: of what the call's other form gave; kOwn: the
  // handle to another server
  std::string label = "";

  bool any() const { return kind != Kind::kNothing; }
  // As the table has it: "documented failure", "as LABEL", or "".
  std::string Text() const;
};

// Makes a call; judges it where something is expected of it, records it where it is observed.
struct Call : OnHandle {
  Expectation expect;
  std::string remember_as;  // the label of its answer, or ""
  bool observe = false;
  std::optional<std::uint32_t> dword;  // what the first DWORD holds afterwards
  // Decides nothing where nothing shows that the implementation can do it at all.
  bool if_it_can = false;
  // A call of the group "fails" that is made on the same handle right before.
  const wtsconform::Call* right_after = nullptr;
};

// A precondition: a call that works. Where it fails, the case is untestable.
struct Control : OnHandle {
  std::string remember_as;
  std::string keep;  // the name under which its buffer is kept, or ""
  std::string bind;  // the name of the handle that it returns, or ""
};

// Judges that a call with a closed handle does not succeed; needs no control.
struct Misuse : OnHandle {};

// Later calls that name a session of that handle's server are about another one.
struct Session {
  std::string handle;
  std::int64_t number = 0;  // in the order in which the server lists them, from 0, around its end
};

// --- buffers

// Judges that a kept buffer still holds what it held.
struct ReadBuffer {
  std::string buffer;
};

// Frees a kept buffer and judges that this works.
struct FreeBuffer {
  std::string buffer;
  const Function* by = nullptr;  // null: the function that functions.toml names
};

// --- many handles, many pairs

// Opens many handles under one name, each shown to work.
struct Many : Volume {
  std::string handle;
};

// Closes what "many" opened, in some order; after each close it judges either kind.
struct CloseMany {
  enum class Order { kInOrder, kReverse, kShuffled };
  std::string handle;
  Order order = Order::kInOrder;
  bool judges_closed = false;  // that the closed ones fail; else that the open ones work
  CallRef checking;
};

// Opens, uses and closes many times.
struct Churn : Volume {};

// Opens and uses many times; judges that no open fails alone. The runner repeats a case in which
// one did in fresh processes, as one that fails now and then is permitted.
struct Opens : Volume {
  bool held = false;  // all stay open until the last; else each is closed before the next
};

// The same, watching descriptors, threads and memory.
struct Resources : Volume {};

// Makes a call on a live handle many times and frees what it gives, watching memory.
struct Allocations : OnHandle {
  std::int64_t count = 0;
};

// --- threads, waits, time, exit

// Lets time pass.
struct Sleep {
  std::int64_t milliseconds = 0;
};

// Ends a named thread.
struct Join {
  std::string thread;
};

// Runs several lists of steps at once, each so many times on a thread by itself.
struct Parallel {
  std::vector<std::vector<Step>> branches;
  std::int64_t times = 1;
};

// Starts a call that blocks, on a thread by itself or on that of an earlier wait.
struct Begin : OnHandle {
  std::string wait;
  bool refusable = false;  // it may fail at once, and is then no wait
  bool must = false;       // judges that it does not fail, where it blocked on another handle
  std::string thread_of;   // a wait that was released
};

// Makes the call until the wait returns.
struct Release : OnHandle {
  std::string wait;
  std::optional<std::uint32_t> dword;  // what the wait then reports
  bool must = false;                   // judges that it returns; else it is a control
  // A wait on the same handle, which may have been refused: the call that ends one ends both.
  std::string together;
};

// Looks whether a wait returns in time.
struct End {
  std::string wait;
  std::int64_t within = 0;  // milliseconds
  bool must = false;        // judges that it does; else records it
};

// Looks whether a wait still waits.
struct Pending {
  std::string wait;
  std::int64_t after = 0;  // milliseconds
  bool must = false;       // judges that it does; else it is a control
  std::string unlike;      // nothing is judged where the wait's handle has the value of this one
};

// From here on an exit handler waits that closes the handle.
struct AtExit {
  std::string handle;
};

// Exits normally; the last step.
struct Exit {};

}  // namespace step

using Action = std::variant<step::Open, step::Close, step::FixedValue, step::Call, step::Control,
                            step::Misuse, step::Session, step::Sleep, step::Join, step::ReadBuffer,
                            step::FreeBuffer, step::NotNull, step::Differ, step::Describe,
                            step::Compare, step::Many, step::CloseMany, step::Churn, step::Opens,
                            step::Begin, step::Release, step::End, step::Pending, step::Parallel,
                            step::Resources, step::Allocations, step::AtExit, step::Exit>;

struct Step {
  Action action;
  std::string thread = "";          // "" is the case's first thread
  bool optional = false;            // one of a group: left out where the function is not exported
  bool in_walk = false;             // where a library is slow, the rest of the walk is left out
  const Location* where = nullptr;  // in the table's document, which outlives the step

  // The action where it is a Verb, or has one as a part (step::Opening); else null.
  template <typename Verb>
  const Verb* As() const {
    return std::visit(
        []<typename Each>(const Each& each) -> const Verb* {
          if constexpr (std::is_base_of_v<Verb, Each>) {
            return &each;
          } else {
            return nullptr;
          }
        },
        action);
  }
  template <typename Verb>
  bool Is() const {
    return As<Verb>() != nullptr;
  }
};

// For std::visit with a lambda for each verb; one that takes `const auto&` takes the others.
template <typename... Each>
struct Overloaded : Each... {
  using Each::operator()...;
};
template <typename... Each>
Overloaded(Each...) -> Overloaded<Each...>;

// The names of servers that a step may ask an opener for.
const std::vector<std::string>& ServerKinds();

// As a table has it: "in order", "reverse", "shuffled".
std::string OrderText(step::CloseMany::Order order);

// The call that a step makes, or tries handles out with; null where there is none, or the probe.
const Call* CallOf(const Step& step);
// The functions that a step names: its opener, the one that frees, that of its call.
std::vector<const Function*> FunctionsOf(const Step& step);
// For how long a step does nothing but let time pass, in milliseconds.
std::int64_t PauseOf(const Step& step);

// Each step, and after a parallel one those of its branches.
void VisitSteps(const std::vector<Step>& steps, const std::function<void(const Step&)>& visit);
// The same until one holds; whether one did.
bool AnyStep(const std::vector<Step>& steps, const std::function<bool(const Step&)>& holds);

}  // namespace wtsconform

#endif  // WTSCONFORM_SPEC_LOADER_TABLES_STEP_H_
