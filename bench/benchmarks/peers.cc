// Handle tables of other libraries, doing what the mock's does: each entry has a name of up to 22
// characters, an open returns a value that is looked up at the close.
#include <concurrentqueue/concurrentqueue.h>
#include <tbb/concurrent_hash_map.h>

#include <array>
#include <atomic>
#include <boost/lockfree/stack.hpp>
#include <cstdint>
#include <cstring>
#include <libcuckoo/cuckoohash_map.hh>
#include <mutex>
#include <unordered_map>

#include "bench/barrier.h"
#include "bench/benchmarks.h"

namespace wtsconform {
namespace {

constexpr char kServerName[] = "MOCKHOST9";

struct Entry {
  std::array<char, 24> name;
};

Entry Named() {
  Entry entry{};
  std::memcpy(entry.name.data(), Unknown(&kServerName[0]), sizeof kServerName);
  return entry;
}

class StandardMap {
 public:
  std::uint64_t Open() {
    const std::lock_guard lock(mutex_);
    entries_.emplace(++last_, Named());
    return last_;
  }
  bool Close(std::uint64_t handle) {
    const std::lock_guard lock(mutex_);
    return entries_.erase(handle) == 1;
  }

 private:
  std::mutex mutex_;
  std::uint64_t last_ = 0;
  std::unordered_map<std::uint64_t, Entry> entries_;
};

class TbbMap {
 public:
  std::uint64_t Open() {
    const std::uint64_t handle = ++last_;
    entries_.emplace(handle, Named());
    return handle;
  }
  bool Close(std::uint64_t handle) { return entries_.erase(handle); }

 private:
  std::atomic<std::uint64_t> last_ = 0;
  tbb::concurrent_hash_map<std::uint64_t, Entry> entries_;
};

class CuckooMap {
 public:
  std::uint64_t Open() {
    const std::uint64_t handle = ++last_;
    entries_.insert(handle, Named());
    return handle;
  }
  bool Close(std::uint64_t handle) { return entries_.erase(handle); }

 private:
  std::atomic<std::uint64_t> last_ = 0;
  libcuckoo::cuckoohash_map<std::uint64_t, Entry> entries_;
};

// A free list of slots, whose generation a close takes on by compare-and-swap: what the mock's
// table would be with somebody else's free list in place of magazines.
template <class FreeList>
class Slots {
 public:
  std::uint64_t Open() {
    std::uint32_t index = 0;
    if (!free_.Pop(index)) index = used_++;
    slots_[index].entry = Named();
    const std::uint64_t state = slots_[index].state.load(std::memory_order_relaxed) + 1;
    slots_[index].state.store(state, std::memory_order_release);
    return state << 32 | index;
  }
  bool Close(std::uint64_t handle) {
    const auto index = static_cast<std::uint32_t>(handle);
    std::uint64_t expected = handle >> 32;
    if (!slots_[index].state.compare_exchange_strong(expected, expected + 1)) return false;
    free_.Push(index);
    return true;
  }

 private:
  struct Slot {
    std::atomic<std::uint64_t> state = 0;
    Entry entry;
  };
  std::array<Slot, 1024> slots_;
  std::atomic<std::uint32_t> used_ = 0;
  FreeList free_;
};

struct BoostStack {
  bool Pop(std::uint32_t& index) { return stack.pop(index); }
  void Push(std::uint32_t index) { stack.push(index); }
  boost::lockfree::stack<std::uint32_t> stack{1024};
};

struct MoodycamelQueue {
  bool Pop(std::uint32_t& index) { return queue.try_dequeue(index); }
  void Push(std::uint32_t index) { queue.enqueue(index); }
  moodycamel::ConcurrentQueue<std::uint32_t> queue;
};

template <class Table>
void Add(const char* name) {
  Register(std::string("peer/") + name, [](benchmark::State& state) {
    static auto& table = *new Table;  // as long-lived as the mock's
    for (auto _ : state) Keep(table.Close(table.Open()));
    CountOperations(state, 1);
  });
}

}  // namespace

void AddPeers() {
  Add<StandardMap>("mutex_unordered_map");
  Add<TbbMap>("tbb_concurrent_hash_map");
  Add<CuckooMap>("libcuckoo");
  Add<Slots<BoostStack>>("boost_lockfree_stack");
  Add<Slots<MoodycamelQueue>>("moodycamel_queue");
}

}  // namespace wtsconform
