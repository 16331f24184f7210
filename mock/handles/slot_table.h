// The table of open server handles: what an open, a close and the look at a handle cost is settled
// here. Each of them is one indivisible step; each thread needs its own Magazine.
//
// A handle is its slot's index and the number of times that the slot was used, its generation:
//
//     generation | index | 0 1        a word of the width of a pointer
//
// so a value is odd, is neither NULL nor -1, and where pointers have 64 bits lies beyond 32, so
// that a caller who cuts a handle short notices. Next to each slot is one state word, and that
// word alone says what is open:
//
//     the handle                      open
//     the handle, its bit 1 set too   open, and something outside hangs on it: see Attach
//     the next handle, its bit 0 not  free
//     generation 0                    retired, or never used
//
// How it comes to be fast, and why not faster:
//  * A close is one compare-and-swap. Any two threads may close one handle and only one may win;
//    that takes agreement, which plain loads and stores cannot give. It is the only locked
//    instruction: a load comes first, so that a second close of a value costs none.
//  * A look is one load and one comparison, and writes nothing: any number of threads may look at
//    one handle without disturbing each other, which a reference count would not let them.
//  * Free slots wait in the magazine of the thread that will use them, each as the handle that it
//    will be, so that an open need not read what it is about to write. A depot, behind a mutex,
//    fills and empties magazines by the batch, so an open needs no agreement at all. Fresh batches
//    are whole cache lines: threads that use their own handles share no line. The slot that was
//    freed last has its own place: an open right after a close waits for one load less.
//  * State words lie apart from records, 8 bytes a handle, so that many live handles stay in the
//    cache. A name has no place here: what it means is settled when a server is opened.
//  * Nothing that grows is ever copied. Slots come in segments of zeroed pages, which the system
//    hands out one by one as they are touched.
//
// A slot whose generations are used up is retired: no value ever returns.
#ifndef WTSCONFORM_MOCK_HANDLES_SLOT_TABLE_H_
#define WTSCONFORM_MOCK_HANDLES_SLOT_TABLE_H_

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include "mock/abi/export.h"
#include "mock/abi/system.h"

namespace wtsmock {

// The handles that one thread will issue next. As it is made, or with `limit` 0, it is not in use:
// slots are then taken from the depot and given to it one by one. All members zero is the initial
// state, so that a thread's own magazine needs no initialisation, which every access would have to
// check.
struct Magazine {
  static constexpr std::uint32_t kCapacity = 64;
  static constexpr std::uint32_t kBatch = kCapacity / 2;

  std::uintptr_t last_freed;  // comes first again; 0 for none
  std::uint32_t count;
  std::uint32_t limit;                            // kCapacity while it is in use
  std::array<std::uintptr_t, kCapacity> handles;  // of free slots

  bool IsEmpty() const { return (last_freed | count) == 0; }
};

enum class Closing { kClosed, kNotOpen, kAttached };

inline constexpr unsigned kPointerBits = sizeof(void*) * 8;
inline constexpr unsigned kIndexBits = kPointerBits >= 64 ? 30 : 20;

// Tests use up fewer generations. All zero as it is made, so that it takes no room in the file.
template <unsigned kGenerationBits = kPointerBits - kIndexBits - 2>
class SlotTable {
 public:
  // A new handle that stands for `record`; NULL where there is no memory for it.
  HANDLE Open(Magazine& magazine, std::uint32_t record) {
    if (magazine.IsEmpty() && !Refill(magazine)) return nullptr;
    const Word handle = magazine.last_freed != 0 ? std::exchange(magazine.last_freed, 0)
                                                 : magazine.handles[--magazine.count];
    const std::uint32_t index = Index(handle);
    Segment& segment = SegmentOf(index);
    segment.record(index).store(record, std::memory_order_release);
    segment.state(index).store(handle, std::memory_order_release);
    return AsHandle(handle);
  }

  bool IsOpen(HANDLE handle) const { return IsOpenIn(Find(handle), AsWord(handle)); }

  // What the handle stands for; none where it is not open.
  std::optional<std::uint32_t> Record(HANDLE handle) const {
    Segment* const segment = Find(handle);
    if (!IsOpenIn(segment, AsWord(handle))) return std::nullopt;
    const auto record = segment->record(Index(handle)).load(std::memory_order_acquire);
    // Between the two loads it may have been closed, and the slot be another's: then its state has
    // changed before its record did.
    if (!IsOpenIn(segment, AsWord(handle))) return std::nullopt;
    return record;
  }

  // Ends the handle, unless something hangs on it. Always inlined: a call would cost a tenth of it.
  [[gnu::always_inline]] Closing Close(Magazine& magazine, HANDLE handle) {
    return End(magazine, handle, 0);
  }

  // Marks that something outside must be undone at the close: from now on Close leaves the handle
  // alone and CloseAttached ends it. False where it is not open.
  bool Attach(HANDLE handle) {
    Segment* const segment = Find(handle);
    if (segment == nullptr) return false;
    Word expected = AsWord(handle);
    return segment->state(Index(handle)).compare_exchange_strong(expected, expected | kAttached) ||
           expected == (AsWord(handle) | kAttached);
  }
  bool CloseAttached(Magazine& magazine, HANDLE handle) {
    return End(magazine, handle, kAttached) == Closing::kClosed;
  }

  // Whether this was ever a handle.
  bool WasIssued(HANDLE handle) const {
    const std::lock_guard lock(mutex_);
    Segment* const segment = Find(handle);
    const std::uint32_t index = Index(handle);
    if (segment == nullptr || index < kFirst || index >= kFirst + used_) return false;
    const Word state = segment->state(index).load(std::memory_order_relaxed);
    return AsWord(handle) >= kGeneration && (state < kGeneration || AsWord(handle) <= state);
  }

  // The open handle that has the slot which `handle` was issued for; NULL if there is none.
  HANDLE InSlotOf(HANDLE handle) const {
    if (!WasIssued(handle)) return nullptr;
    const std::uint32_t index = Index(handle);
    const Word state = SegmentOf(index).state(index).load(std::memory_order_acquire);
    return (state & kOpen) != 0 ? AsHandle(state & ~kAttached) : nullptr;
  }

  // The open handles; one that is opened or closed meanwhile may be missing.
  std::vector<HANDLE> All() const {
    std::vector<HANDLE> all;
    const std::lock_guard lock(mutex_);
    for (std::uint32_t index = kFirst; index < kFirst + used_; ++index) {
      const Word state = SegmentOf(index).state(index).load(std::memory_order_acquire);
      if ((state & kOpen) != 0) all.push_back(AsHandle(state & ~kAttached));
    }
    return all;
  }

  // Gives all slots of a magazine to the depot.
  void Empty(Magazine& magazine) {
    const Word last = std::exchange(magazine.last_freed, 0);
    if (last != 0) magazine.handles[magazine.count++] = last;
    Spill(magazine, magazine.count);
  }

  // The depot's, for a process that forks.
  std::mutex& mutex() { return mutex_; }

 private:
  using Word = std::uintptr_t;
  static constexpr Word kOpen = 1;
  static constexpr Word kAttached = 2;
  static constexpr unsigned kIndexShift = 2;
  static constexpr unsigned kGenerationShift = kIndexBits + kIndexShift;
  static constexpr Word kGeneration = Word{1} << kGenerationShift;
  static constexpr Word kIndexMask = (Word{1} << kIndexBits) - 1;
  static_assert(kGenerationBits >= 1 && kGenerationBits <= kPointerBits - kGenerationShift);
  // After the last generation comes generation 0.
  static constexpr Word kValid = ~Word{0} >> (kPointerBits - kGenerationShift - kGenerationBits);
  static constexpr unsigned kSegmentBits = 16;
  static constexpr std::size_t kSegments = std::size_t{1} << (kIndexBits - kSegmentBits);
  static constexpr std::uint32_t kFirst = Magazine::kBatch;  // so that index 0 is never handed out

  struct Segment {
    static constexpr std::size_t kSlots = std::size_t{1} << kSegmentBits;
    Word states[kSlots];
    std::uint32_t records[kSlots];  // of a free slot: the next one in the depot

    std::atomic_ref<Word> state(std::uint32_t index) {
      return std::atomic_ref(states[index % kSlots]);
    }
    std::atomic_ref<std::uint32_t> record(std::uint32_t index) {
      return std::atomic_ref(records[index % kSlots]);
    }
  };

  static Word AsWord(HANDLE handle) { return reinterpret_cast<Word>(handle); }
  static HANDLE AsHandle(Word word) { return reinterpret_cast<HANDLE>(word); }
  static std::uint32_t Index(Word handle) {
    return static_cast<std::uint32_t>(handle >> kIndexShift & kIndexMask);
  }
  static std::uint32_t Index(HANDLE handle) { return Index(AsWord(handle)); }

  Segment& SegmentOf(std::uint32_t index) const {
    return *segments_[index >> kSegmentBits].load(std::memory_order_relaxed);
  }
  // Null for what cannot be a handle.
  Segment* Find(HANDLE handle) const {
    if ((AsWord(handle) & (kOpen | kAttached)) != kOpen) return nullptr;
    return segments_[Index(handle) >> kSegmentBits].load(std::memory_order_acquire);
  }
  static bool IsOpenIn(Segment* segment, Word handle) {
    if (segment == nullptr) return false;
    return (segment->state(Index(handle)).load(std::memory_order_acquire) & ~kAttached) == handle;
  }

  [[gnu::always_inline]] Closing End(Magazine& magazine, HANDLE handle, Word attached) {
    Segment* const segment = Find(handle);
    if (segment == nullptr) return Closing::kNotOpen;
    const std::uint32_t index = Index(handle);
    const auto state = segment->state(index);
    Word expected = state.load(std::memory_order_relaxed);
    const Word next = (AsWord(handle) + kGeneration - kOpen) & kValid;
    if (expected != (AsWord(handle) | attached) ||
        !state.compare_exchange_strong(expected, next, std::memory_order_acq_rel,
                                       std::memory_order_relaxed)) {
      return expected == (AsWord(handle) | kAttached) ? Closing::kAttached : Closing::kNotOpen;
    }
    if (next < kGeneration) return Closing::kClosed;  // retired
    if (magazine.last_freed == 0 && magazine.limit != 0) {
      magazine.last_freed = next | kOpen;
      return Closing::kClosed;
    }
    magazine.handles[magazine.count++] = next | kOpen;
    if (magazine.count >= magazine.limit) Relieve(magazine);
    return Closing::kClosed;
  }

  // The slow parts are not inlined: the others would save registers for them at every call.
  [[gnu::noinline]] bool Refill(Magazine& magazine) {
    const std::uint32_t wanted = magazine.limit == 0 ? 1 : Magazine::kBatch;
    const std::lock_guard lock(mutex_);
    while (free_ != 0 && magazine.count < wanted) {
      Segment& segment = SegmentOf(free_);
      const Word state = segment.state(free_).load(std::memory_order_relaxed);
      magazine.handles[magazine.count++] = state | kOpen;
      free_ = segment.record(free_).load(std::memory_order_relaxed);
    }
    if (magazine.count == 0) AddFresh(magazine, wanted);
    return magazine.count != 0;
  }

  // Slots that were never used, the first one on top.
  void AddFresh(Magazine& magazine, std::uint32_t wanted) {
    const std::uint32_t first = kFirst + used_;
    if (first + wanted > kIndexMask) return;
    for (std::uint32_t i = 0; i < wanted; ++i) {
      const std::uint32_t index = first + wanted - 1 - i;
      Segment* const segment = MakeSegmentOf(index);
      if (segment == nullptr) {
        magazine.count = 0;
        return;
      }
      const Word free = kGeneration | Word{index} << kIndexShift;
      segment->state(index).store(free, std::memory_order_relaxed);
      magazine.handles[magazine.count++] = free | kOpen;
    }
    used_ += wanted;
  }

  // Null where there is no memory.
  Segment* MakeSegmentOf(std::uint32_t index) {
    auto& segment = segments_[index >> kSegmentBits];
    if (segment.load(std::memory_order_relaxed) == nullptr) {
      segment.store(static_cast<Segment*>(ZeroedPages(sizeof(Segment))), std::memory_order_release);
    }
    return segment.load(std::memory_order_relaxed);
  }

  // Of a magazine that is full, or not in use.
  [[gnu::noinline]] void Relieve(Magazine& magazine) {
    Spill(magazine, magazine.limit == 0 ? 1 : Magazine::kBatch);
  }

  void Spill(Magazine& magazine, std::uint32_t count) {
    const std::lock_guard lock(mutex_);
    for (; count > 0; --count) {
      const std::uint32_t index = Index(magazine.handles[--magazine.count]);
      SegmentOf(index).record(index).store(free_, std::memory_order_release);
      free_ = index;
    }
  }

  std::array<std::atomic<Segment*>, kSegments> segments_{};
  mutable std::mutex mutex_;  // guards what follows
  std::uint32_t free_ = 0;    // the first free slot of the depot; 0 for none
  std::uint32_t used_ = 0;    // slots that ever left the depot, from kFirst on
};

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_HANDLES_SLOT_TABLE_H_
