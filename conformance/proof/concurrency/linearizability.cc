#include "conformance/proof/concurrency/linearizability.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <map>
#include <set>
#include <stdexcept>

namespace wtsconform {
namespace {

using Kind = Operation::Kind;

constexpr std::size_t kMostOperations = 64;

class Orders {
 public:
  Orders(const std::vector<Operation>& history, std::size_t budget)
      : history_(history), budget_(budget) {}

  Explained Search() {
    const bool found = From(0, 0);
    if (found) return Explained::kYes;
    return budget_ == 0 ? Explained::kBudgetSpent : Explained::kNo;
  }

 private:
  // `done` has a bit for each operation that is in the order already.
  bool From(std::uint64_t done, int opens) {
    if (done == All()) return true;
    if (budget_ == 0 || !seen_.insert({done, opens}).second) return false;
    --budget_;
    // Nothing can come before what returned before it was called.
    std::uint64_t first_return = std::numeric_limits<std::uint64_t>::max();
    for (std::size_t i = 0; i < history_.size(); ++i) {
      if (!(done >> i & 1)) first_return = std::min(first_return, history_[i].returned);
    }
    for (std::size_t i = 0; i < history_.size(); ++i) {
      const Operation& next = history_[i];
      if ((done >> i & 1) || next.called > first_return) continue;
      if (next.kind == Kind::kUse && next.success != (opens > 0)) continue;
      const int change = next.kind == Kind::kOpen                 ? 1
                         : next.kind == Kind::kClose && opens > 0 ? -1
                                                                  : 0;
      if (From(done | std::uint64_t{1} << i, opens + change)) return true;
    }
    return false;
  }

  std::uint64_t All() const {
    return history_.size() == kMostOperations ? ~std::uint64_t{0}
                                              : (std::uint64_t{1} << history_.size()) - 1;
  }

  const std::vector<Operation>& history_;
  std::size_t budget_;
  std::set<std::pair<std::uint64_t, int>> seen_;
};

void SortByCall(std::vector<Operation>& history) {
  std::sort(history.begin(), history.end(),
            [](const Operation& a, const Operation& b) { return a.called < b.called; });
}

std::string What(const Operation& operation) {
  switch (operation.kind) {
    case Kind::kOpen:
      return fmt::format("open returned {:#x}", operation.value);
    case Kind::kClose:
      return fmt::format("close {:#x}", operation.value);
    case Kind::kUse:
      return fmt::format("use {:#x} {}", operation.value, operation.success ? "works" : "fails");
  }
  return "";
}

}  // namespace

Explained CanBeExplained(std::vector<Operation> history, std::size_t budget) {
  if (history.size() > kMostOperations) throw std::invalid_argument("too many operations");
  SortByCall(history);
  return Orders(history, budget).Search();
}

std::vector<std::vector<Operation>> ByValue(const std::vector<Operation>& history) {
  std::map<std::uint64_t, std::vector<Operation>> values;
  for (const Operation& each : history) values[each.value].push_back(each);
  std::vector<std::vector<Operation>> result;
  for (auto& [value, operations] : values) {
    SortByCall(operations);
    result.push_back(std::move(operations));
  }
  return result;
}

std::vector<Operation> ShortestUnexplained(const std::vector<Operation>& history,
                                           std::size_t budget) {
  std::vector<std::uint64_t> returns;
  for (const Operation& each : history) returns.push_back(each.returned);
  std::sort(returns.begin(), returns.end());
  for (const std::uint64_t end : returns) {
    // What was called by then may have taken effect; what has not returned may have done anything.
    std::vector<Operation> beginning;
    for (const Operation& each : history) {
      const bool told = each.returned <= end || each.kind != Kind::kUse;
      if (each.called < end && told) beginning.push_back(each);
    }
    if (CanBeExplained(beginning, budget) == Explained::kNo) {
      SortByCall(beginning);
      return beginning;
    }
  }
  return history;
}

std::string Draw(const std::vector<Operation>& history) {
  std::set<std::uint64_t> times;
  for (const Operation& each : history) times.insert({each.called, each.returned});
  const auto column = [&](std::uint64_t time) {
    return static_cast<std::size_t>(std::distance(times.begin(), times.find(time)));
  };
  std::string text;
  for (const Operation& each : history) {
    const std::size_t from = column(each.called), to = column(each.returned);
    std::string bar(times.size(), ' ');
    std::fill(bar.begin() + static_cast<std::ptrdiff_t>(from),
              bar.begin() + static_cast<std::ptrdiff_t>(to), '-');
    bar[from] = bar[to] = '|';
    text += fmt::format("thread {}  {}  {}\n", each.thread, bar, What(each));
  }
  return text;
}

}  // namespace wtsconform
