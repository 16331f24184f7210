// Handles that stand for objects: opaque values, and what they stand for. The handles of servers,
// of which there may be very many, are in slot_table.h.
//
// A value is neither NULL nor -1 nor the address of anything, it is odd, and it was never used
// before: a stale value cannot mean something else later. All functions may be called from any
// thread; each is one indivisible step.
#ifndef WTSCONFORM_MOCK_HANDLES_HANDLE_TABLE_H_
#define WTSCONFORM_MOCK_HANDLES_HANDLE_TABLE_H_

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <unordered_map>
#include <utility>
#include <vector>

#include "mock/abi/export.h"

namespace wtsmock {

// Values that were never used before, from `first` on. All are odd, with the lowest two bits set,
// as in no value of a SlotTable.
class ValueSequence {
 public:
  constexpr explicit ValueSequence(std::uintptr_t first) : first_(first), next_(first) {}

  HANDLE Next() {
    return reinterpret_cast<HANDLE>(next_.fetch_add(kStep, std::memory_order_relaxed));
  }
  // Whether Next has returned this value.
  bool Has(HANDLE value) const {
    const auto number = reinterpret_cast<std::uintptr_t>(value);
    return number >= first_ && number < next_.load(std::memory_order_relaxed) &&
           number % kStep == first_ % kStep;
  }

 private:
  static constexpr std::uintptr_t kStep = 4;

  const std::uintptr_t first_;
  std::atomic<std::uintptr_t> next_;
};

// A value that no call has returned before, and no SlotTable ever does.
HANDLE FreshValue();
// Whether FreshValue has returned this value.
bool WasIssued(HANDLE value);

template <class T>
class HandleTable {
 public:
  using Pointer = std::shared_ptr<T>;
  using Entry = std::pair<HANDLE, Pointer>;

  // The value under which `object` is found from now on.
  HANDLE Add(Pointer object) {
    const HANDLE value = FreshValue();
    Put(value, std::move(object));
    return value;
  }

  // The same under a value of the caller's choice. Returns what it stood for until now.
  Pointer Put(HANDLE value, Pointer object) {
    const std::unique_lock lock(mutex_);
    Pointer before = std::exchange(objects_[value], std::move(object));
    size_.store(objects_.size(), std::memory_order_release);
    return before;
  }

  // Null where `value` stands for nothing. The object lives as long as the result.
  Pointer Find(HANDLE value) const {
    const std::shared_lock lock(mutex_);
    const auto found = objects_.find(value);
    return found == objects_.end() ? nullptr : found->second;
  }

  // From now on `value` stands for nothing. Returns what it stood for: of several threads that
  // remove one value only one gets it.
  Pointer Remove(HANDLE value) {
    const std::unique_lock lock(mutex_);
    const auto found = objects_.find(value);
    if (found == objects_.end()) return nullptr;
    Pointer object = std::move(found->second);
    objects_.erase(found);
    size_.store(objects_.size(), std::memory_order_release);
    return object;
  }

  std::vector<Entry> All() const {
    const std::shared_lock lock(mutex_);
    return {objects_.begin(), objects_.end()};
  }

  // Without waiting for those that change the table.
  std::size_t size() const { return size_.load(std::memory_order_acquire); }

 private:
  mutable std::shared_mutex mutex_;
  std::unordered_map<HANDLE, Pointer> objects_;
  std::atomic<std::size_t> size_ = 0;
};

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_HANDLES_HANDLE_TABLE_H_
