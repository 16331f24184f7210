// The life of a server handle, as the clauses tell it.
//
// A handle is a value. A value is live while it was opened more often than closed (an
// implementation may hand out one value for several opens: then it works until the last close),
// stale after that, and live again when a later open returns it. The tables' expectations are
// checked against this model before anything runs (check.h), and the interpreter follows the
// values that an implementation really returns with the same model.
//
// Not thread-safe.
#ifndef WTSCONFORM_SPEC_LOADER_MODEL_LIFECYCLE_H_
#define WTSCONFORM_SPEC_LOADER_MODEL_LIFECYCLE_H_

#include <cstdint>
#include <map>
#include <span>
#include <unordered_map>

namespace wtsconform {

enum class ValueState {
  kUnknown,  // nobody opened it
  kFailed,   // a failed open returned it, and nobody opened it since
  kLive,
  kStale,
};

enum class LifeEvent {
  kOpened,
  kOpenFailed,
  kClosedNotLast,  // closed, and opened more often than closed even now
  kClosedLast,
};

// What the clauses demand of a consumer that is given a value.
enum class Demand {
  kNothing,
  kSucceed,  // USE-1
  kFail,     // OPEN-4, CLOSE-6
};

struct Transition {
  ValueState from;
  LifeEvent event;
  ValueState to;
};

// Every event that changes something. Any other leaves a value as it was: a failed open may return
// one value again and again, and closing what is not live is the caller's error.
std::span<const Transition> AllTransitions();

class Lifecycle {
 public:
  explicit Lifecycle(std::span<const Transition> transitions = AllTransitions())
      : transitions_(transitions) {}

  void Opened(std::uint64_t value);
  void OpenFailed(std::uint64_t value);
  // False where closing `value` is not permitted (CLOSE-2): it is not live. Nothing changes then.
  bool Closed(std::uint64_t value);

  ValueState StateOf(std::uint64_t value) const;
  Demand DemandOn(std::uint64_t value) const;
  // How many opens of `value` are not yet closed, and how many there were.
  int LiveCount(std::uint64_t value) const;
  int OpenCount(std::uint64_t value) const;
  // The live values, each as often as it is open.
  std::map<std::uint64_t, int> LiveValues() const;

 private:
  struct Life {
    ValueState state = ValueState::kUnknown;
    int opened = 0;
    int closed = 0;
  };

  bool Apply(Life& life, LifeEvent event) const;

  std::span<const Transition> transitions_;
  std::unordered_map<std::uint64_t, Life> lives_;
};

}  // namespace wtsconform

#endif  // WTSCONFORM_SPEC_LOADER_MODEL_LIFECYCLE_H_
