#include "mock/ledger/entry_table.h"

#include <algorithm>

namespace wtsmock {

std::vector<Entry> EntryTable::All() const {
  std::vector<Entry> all;
  all.reserve(entries_.size());
  for (const auto& [value, entry] : entries_) all.push_back(entry);
  std::ranges::sort(all, {}, [](const Entry& entry) { return entry.obtained.call; });
  return all;
}

}  // namespace wtsmock
