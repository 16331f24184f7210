// The things that a program holds, by their values.
#ifndef WTSCONFORM_MOCK_LEDGER_ENTRY_TABLE_H_
#define WTSCONFORM_MOCK_LEDGER_ENTRY_TABLE_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

#include "mock/ledger/entry.h"

namespace wtsmock {

// Several things may have one value: two opens of a server where values are shared, two
// registrations of a window. Nodes are used again, so that a pair of an open and a close allocates
// nothing.
class EntryTable {
 public:
  void Add(Entry entry) {
    ++held_[static_cast<std::size_t>(entry.kind)];
    if (spare_.empty()) {
      entries_.emplace(entry.value.bits(), std::move(entry));
      return;
    }
    auto node = std::move(spare_.back());
    spare_.pop_back();
    node.key() = entry.value.bits();
    node.mapped() = std::move(entry);
    entries_.insert(std::move(node));
  }

  Entry* Find(Kind kind, Hidden value) {
    const auto found = Locate(kind, value);
    return found == entries_.end() ? nullptr : &found->second;
  }

  // One of them; none if it holds none of that value.
  std::optional<Entry> Take(Kind kind, Hidden value) {
    const auto found = Locate(kind, value);
    if (found == entries_.end()) return std::nullopt;
    --held_[static_cast<std::size_t>(kind)];
    auto node = entries_.extract(found);
    std::optional<Entry> taken = std::move(node.mapped());
    if (spare_.size() < kMostSpare) spare_.push_back(std::move(node));
    return taken;
  }

  std::size_t held(Kind kind) const { return held_[static_cast<std::size_t>(kind)]; }

  // All, in the order in which they were obtained.
  std::vector<Entry> All() const;

 private:
  using Map = std::unordered_multimap<std::uintptr_t, Entry>;
  static constexpr std::size_t kMostSpare = 64;

  Map::iterator Locate(Kind kind, Hidden value) {
    auto [each, end] = entries_.equal_range(value.bits());
    while (each != end && each->second.kind != kind) ++each;
    return each == end ? entries_.end() : each;
  }

  Map entries_;
  std::vector<Map::node_type> spare_;
  std::size_t held_[static_cast<std::size_t>(Kind::kCount)] = {};
};

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_LEDGER_ENTRY_TABLE_H_
