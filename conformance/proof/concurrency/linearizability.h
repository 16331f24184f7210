// Whether what several threads did to one value can be explained by some order.
//
// The search of Wing and Gong (1993) with the pruning of Lowe (2017): operations are put into an
// order one by one, each no later than it returned and no earlier than it was called, and a set of
// operations that was reached before in the same state is not looked at again. What happens to one
// value does not depend on any other, so each is looked at by itself (Herlihy and Wing's locality).
#ifndef WTSCONFORM_CONFORMANCE_PROOF_CONCURRENCY_LINEARIZABILITY_H_
#define WTSCONFORM_CONFORMANCE_PROOF_CONCURRENCY_LINEARIZABILITY_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace wtsconform {

struct Operation {
  enum class Kind { kOpen, kUse, kClose };
  Kind kind;
  int thread = 0;
  std::uint64_t value = 0;   // opened, used or closed
  bool success = true;       // of a use
  std::uint64_t called = 0;  // of one clock that never shows the same time twice
  std::uint64_t returned = 0;
};

enum class Explained { kYes, kNo, kBudgetSpent };

// The operations on one value, in any order. A value is usable while it was opened more often than
// closed, so that one which is handed out again is a new object and one that is shared is counted.
// `budget` is the number of configurations that may be looked at. At most 64 operations.
Explained CanBeExplained(std::vector<Operation> history, std::size_t budget);

// The operations of each value by themselves, in the order of their calls.
std::vector<std::vector<Operation>> ByValue(const std::vector<Operation>& history);

// The shortest beginning (by returns) that cannot be explained, of a history that cannot.
std::vector<Operation> ShortestUnexplained(const std::vector<Operation>& history,
                                           std::size_t budget);

// A line for each operation, in the order of the calls: from when to when it ran, and what it did.
std::string Draw(const std::vector<Operation>& history);

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_PROOF_CONCURRENCY_LINEARIZABILITY_H_
