// Uses one slot until its generations are used up, all 2^32 - 1 of them. It takes about a minute.
#include <gtest/gtest.h>

#include <cstdint>
#include <memory>

#include "mock/handles/slot_table.h"

namespace wtsmock {
namespace {

TEST(Wrap, NoStaleValueComesBackWhenTheGenerationsOfASlotAreUsedUp) {
  const auto table = std::make_unique<SlotTable<>>();
  Magazine magazine{.last_freed = 0, .count = 0, .limit = Magazine::kCapacity, .handles = {}};
  const auto slot_of = [](HANDLE handle) {
    return reinterpret_cast<std::uintptr_t>(handle) >> 2 & ((1u << kIndexBits) - 1);
  };
  const HANDLE first = table->Open(magazine, 0);
  ASSERT_EQ(table->Close(magazine, first), Closing::kClosed);
  constexpr unsigned kGenerationBits = kPointerBits - kIndexBits - 2;
  constexpr std::uint64_t kGenerations = (std::uint64_t{1} << kGenerationBits) - 1;
  HANDLE last = first;
  for (std::uint64_t use = 2; use <= kGenerations; ++use) {
    last = table->Open(magazine, 0);
    ASSERT_FALSE(table->IsOpen(first)) << "after " << use << " uses";
    ASSERT_EQ(table->Close(magazine, last), Closing::kClosed);
  }
  EXPECT_EQ(slot_of(last), slot_of(first)) << "it was the same slot all the time";
  const HANDLE next = table->Open(magazine, 0);
  EXPECT_NE(slot_of(next), slot_of(first)) << "the slot is retired";
  EXPECT_FALSE(table->IsOpen(first));
  EXPECT_FALSE(table->IsOpen(last));
  EXPECT_EQ(table->Close(magazine, last), Closing::kNotOpen);
  EXPECT_TRUE(table->IsOpen(next));
}

}  // namespace
}  // namespace wtsmock
