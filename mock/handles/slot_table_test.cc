#include "mock/handles/slot_table.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <memory>
#include <random>
#include <set>
#include <thread>
#include <vector>

namespace wtsmock {
namespace {

using Table = SlotTable<>;

// Tables are large and made of atomics: on the heap, zeroed.
template <class T>
std::unique_ptr<T> Made() {
  return std::make_unique<T>();
}

Magazine InUse() {
  return {.last_freed = 0, .count = 0, .limit = Magazine::kCapacity, .handles = {}};
}

TEST(SlotTable, ValuesAreOddAndNeverSpecial) {
  const auto table = Made<Table>();
  Magazine magazine = InUse();
  for (std::uint32_t i = 0; i < 1000; ++i) {
    const HANDLE handle = table->Open(magazine, i);
    EXPECT_NE(handle, nullptr);
    EXPECT_NE(handle, INVALID_HANDLE_VALUE);
    EXPECT_EQ(reinterpret_cast<std::uintptr_t>(handle) % 4, 1u);
    EXPECT_TRUE(table->WasIssued(handle));
  }
}

TEST(SlotTable, AHandleIsOpenUntilItsClose) {
  const auto table = Made<Table>();
  Magazine magazine = InUse();
  const HANDLE one = table->Open(magazine, 1);
  const HANDLE two = table->Open(magazine, 2);
  EXPECT_EQ(table->Record(one), 1u);
  EXPECT_EQ(table->Close(magazine, one), Closing::kClosed);
  EXPECT_FALSE(table->IsOpen(one));
  EXPECT_EQ(table->Record(one), std::nullopt);
  EXPECT_EQ(table->Close(magazine, one), Closing::kNotOpen);
  EXPECT_TRUE(table->WasIssued(one));
  EXPECT_EQ(table->Record(two), 2u);
  EXPECT_EQ(table->All(), std::vector<HANDLE>{two});
}

TEST(SlotTable, WhatWasNeverIssuedIsNotOpen) {
  const auto table = Made<Table>();
  Magazine magazine = InUse();
  const auto check = [&](std::uintptr_t value) {
    const auto handle = reinterpret_cast<HANDLE>(value);
    EXPECT_FALSE(table->IsOpen(handle)) << value;
    EXPECT_FALSE(table->WasIssued(handle)) << value;
    EXPECT_FALSE(table->Attach(handle)) << value;
    EXPECT_EQ(table->Close(magazine, handle), Closing::kNotOpen) << value;
  };
  for (const std::uintptr_t value : {0, 1, 2, 3, 5, 0x1234, 0x1235}) check(value);
  const auto issued = reinterpret_cast<std::uintptr_t>(table->Open(magazine, 0));
  for (unsigned bit = 0; bit < sizeof(issued) * 8; ++bit) {
    check(issued ^ std::uintptr_t{1} << bit);
  }
  for (const std::uintptr_t value : {0, 1, 2, 3, 5, 0x1234, 0x1235, -1, -2, -3}) check(value);
  EXPECT_TRUE(table->IsOpen(reinterpret_cast<HANDLE>(issued)));
}

TEST(SlotTable, NoValueReturns) {
  const auto table = Made<Table>();
  Magazine magazine = InUse();
  std::set<HANDLE> seen;
  for (std::uint32_t i = 0; i < 1000; ++i) {
    const HANDLE handle = table->Open(magazine, i);
    EXPECT_TRUE(seen.insert(handle).second);
    table->Close(magazine, handle);
  }
}

// The same with 15 generations, through which all slots go: then fresh ones are taken.
TEST(SlotTable, ASlotWhoseGenerationsAreUsedUpIsRetired) {
  const auto table = Made<SlotTable<4>>();
  Magazine magazine = InUse();
  std::set<HANDLE> seen;
  for (std::uint32_t i = 0; i < 100'000; ++i) {
    const HANDLE handle = table->Open(magazine, i);
    ASSERT_TRUE(seen.insert(handle).second) << "value " << handle << " returned at open " << i;
    ASSERT_EQ(table->Record(handle), i);
    ASSERT_EQ(table->Close(magazine, handle), Closing::kClosed);
  }
  for (const HANDLE handle : seen) {
    ASSERT_FALSE(table->IsOpen(handle)) << handle;
    ASSERT_TRUE(table->WasIssued(handle)) << handle;
  }
}

TEST(SlotTable, WhatHangsOnAHandleIsNotForgottenAtItsClose) {
  const auto table = Made<Table>();
  Magazine magazine = InUse();
  const HANDLE handle = table->Open(magazine, 7);
  EXPECT_FALSE(table->CloseAttached(magazine, handle)) << "nothing hangs on it";
  EXPECT_TRUE(table->Attach(handle));
  EXPECT_TRUE(table->Attach(handle));
  EXPECT_EQ(table->Record(handle), 7u);
  EXPECT_EQ(table->All(), std::vector<HANDLE>{handle});
  EXPECT_EQ(table->Close(magazine, handle), Closing::kAttached);
  EXPECT_TRUE(table->IsOpen(handle));
  EXPECT_TRUE(table->CloseAttached(magazine, handle));
  EXPECT_FALSE(table->IsOpen(handle));
  EXPECT_FALSE(table->Attach(handle));
}

TEST(SlotTable, MoreThanASegmentMayBeOpenAndClosedInAnyOrder) {
  constexpr std::uint32_t kHandles = 150'000;
  const auto table = Made<Table>();
  Magazine magazine = InUse();
  std::vector<HANDLE> handles;
  for (std::uint32_t i = 0; i < kHandles; ++i) handles.push_back(table->Open(magazine, i));
  for (std::uint32_t i = 0; i < kHandles; ++i) ASSERT_EQ(table->Record(handles[i]), i);
  std::shuffle(handles.begin(), handles.end(), std::mt19937(1));
  for (const HANDLE handle : handles) ASSERT_EQ(table->Close(magazine, handle), Closing::kClosed);
  EXPECT_TRUE(table->All().empty());
  for (std::uint32_t i = 0; i < kHandles; ++i) ASSERT_NE(table->Open(magazine, i), nullptr);
  for (const HANDLE handle : handles) ASSERT_FALSE(table->IsOpen(handle));
}

TEST(SlotTable, SlotsReturnFromMagazines) {
  const auto table = Made<Table>();
  Magazine first = InUse();
  const HANDLE handle = table->Open(first, 1);
  table->Close(first, handle);
  table->Empty(first);
  EXPECT_TRUE(first.IsEmpty());
  Magazine not_in_use{};
  std::set<std::uint32_t> slots;
  for (std::uint32_t i = 0; i < Magazine::kBatch; ++i) {
    const auto value = reinterpret_cast<std::uintptr_t>(table->Open(not_in_use, i));
    EXPECT_TRUE(not_in_use.IsEmpty()) << "without a magazine slots come one by one";
    slots.insert(static_cast<std::uint32_t>(value >> 2 & 0xFFFFF));
  }
  EXPECT_EQ(slots.size(), std::size_t{Magazine::kBatch});
  EXPECT_EQ(*slots.begin(), std::uint32_t{Magazine::kBatch}) << "the same as before";
  EXPECT_EQ(*slots.rbegin(), 2 * Magazine::kBatch - 1) << "none was lost";
  for (const HANDLE open : table->All()) table->Close(not_in_use, open);
  EXPECT_TRUE(not_in_use.IsEmpty());
}

TEST(SlotTable, OneOfManyThreadsClosesAHandle) {
  constexpr int kThreads = 4;
  constexpr std::uint32_t kHandles = 2000;
  const auto table = Made<Table>();
  Magazine opener = InUse();
  std::vector<HANDLE> handles;
  for (std::uint32_t i = 0; i < kHandles; ++i) handles.push_back(table->Open(opener, i));
  std::atomic<int> closed = 0;
  std::vector<std::thread> threads;
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([&] {
      Magazine magazine = InUse();
      for (const HANDLE handle : handles) {
        if (table->Close(magazine, handle) == Closing::kClosed) ++closed;
        table->Close(magazine, table->Open(magazine, 0));
      }
      table->Empty(magazine);
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(closed, static_cast<int>(kHandles));
  EXPECT_TRUE(table->All().empty());
}

// A record is its handle's or none, however often the slot is used by another meanwhile.
TEST(SlotTable, ARecordIsNeverAnothers) {
  constexpr std::uintptr_t kGenerations =
      (std::uintptr_t{1} << (kPointerBits - kIndexBits - 2)) - 1;
  const auto table = Made<Table>();
  std::atomic<HANDLE> shown = nullptr;
  std::atomic<bool> done = false;
  std::thread reader([&] {
    while (!done) {
      const HANDLE handle = shown;
      const auto record = table->Record(handle);
      if (!record.has_value()) continue;
      EXPECT_EQ((*record - 1) % kGenerations + 1,
                reinterpret_cast<std::uintptr_t>(handle) >> (kIndexBits + 2));
    }
  });
  Magazine magazine = InUse();
  for (std::uint32_t i = 1; i <= 50'000; ++i) {
    // The same slot, whose generation is i, until its generations are used up (in 32 bits).
    const HANDLE handle = table->Open(magazine, i);
    shown = handle;
    table->Close(magazine, handle);
  }
  done = true;
  reader.join();
}

}  // namespace
}  // namespace wtsmock
