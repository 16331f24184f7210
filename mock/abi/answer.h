// Builds one block that holds an array of structures and all texts and bytes they point to:
//
//   Answer<WTS_SESSION_INFOA> answer(1);
//   answer[0].SessionId = 2;
//   answer.SetText(answer[0].pWinStationName, u"Console");
//   *out = answer.Finish(kUntyped, owner);
#ifndef WTSCONFORM_MOCK_ABI_ANSWER_H_
#define WTSCONFORM_MOCK_ABI_ANSWER_H_

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <vector>

#include "mock/abi/buffers.h"
#include "mock/abi/system.h"
#include "mock/abi/text.h"

namespace wtsmock {

template <class Item>
class Answer {
 public:
  explicit Answer(std::size_t count) : items_(count) {}

  std::size_t size() const { return items_.size(); }
  Item& operator[](std::size_t i) { return items_[i]; }

  // Lets `field`, a pointer inside one of the items, point to this text or these bytes in the
  // finished block.
  template <class Char>
  void SetText(Char*& field, TextView text) {
    const auto encoded = Encode<Char>(text);
    Append(field, encoded.c_str(), (encoded.size() + 1) * sizeof(Char));
  }
  template <class Byte>
  void SetBytes(Byte*& field, std::span<const std::uint8_t> bytes) {
    if (!bytes.empty()) Append(field, bytes.data(), bytes.size());
  }

  // The block, to be freed by the caller's WTSFreeMemory or WTSFreeMemoryEx.
  Item* Finish(int type, std::uint64_t owner) const {
    const std::size_t used = items_.size() * sizeof(Item);
    const std::size_t items_bytes = RoundedUp(used);
    const std::size_t tail = items_bytes + GapBehindItems();
    const BufferNote note{type, static_cast<ULONG>(items_.size()), owner};
    auto* const block = static_cast<char*>(NewBuffer(tail + tail_.size(), note));
    if (!items_.empty()) std::memcpy(block, items_.data(), used);
    if (!tail_.empty()) std::memcpy(block + tail, tail_.data(), tail_.size());
    for (const Link& link : links_) {
      const char* const target = block + tail + link.target;
      std::memcpy(block + link.field, &target, sizeof target);
    }
    ForbidBytes(block + items_bytes, tail - items_bytes);
    return reinterpret_cast<Item*>(block);
  }

 private:
  struct Link {
    std::size_t field;   // offset in the items
    std::size_t target;  // offset in the tail
  };

  // Where AddressSanitizer looks, nobody may read it: who counts one element too many, or takes the
  // elements for larger ones, reads there, and not in the texts. No element of the API is larger.
  static std::size_t GapBehindItems() {
    return IsUnderAddressSanitizer() ? RoundedUp(sizeof(WTS_PROCESS_INFO_EXW)) : 0;
  }

  // Enough alignment for texts and for the 32-bit parts of a SID.
  static std::size_t RoundedUp(std::size_t bytes) { return (bytes + 7) / 8 * 8; }

  template <class Pointer>
  void Append(Pointer& field, const void* bytes, std::size_t count) {
    tail_.resize(RoundedUp(tail_.size()));
    const auto* const start = reinterpret_cast<const char*>(items_.data());
    const auto offset = reinterpret_cast<const char*>(&field) - start;
    links_.push_back({static_cast<std::size_t>(offset), tail_.size()});
    const auto* const first = static_cast<const char*>(bytes);
    tail_.insert(tail_.end(), first, first + count);
  }

  std::vector<Item> items_;
  std::vector<char> tail_;
  std::vector<Link> links_;
};

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_ABI_ANSWER_H_
