#include "mock/handles/handle_table.h"

#include <gtest/gtest.h>

#include <set>
#include <thread>

namespace wtsmock {
namespace {

using Numbers = HandleTable<int>;

TEST(HandleTable, ValuesAreOddAndNeverSpecial) {
  Numbers table;
  for (int i = 0; i < 1000; ++i) {
    const HANDLE value = table.Add(std::make_shared<int>(i));
    EXPECT_NE(value, nullptr);
    EXPECT_NE(value, INVALID_HANDLE_VALUE);
    EXPECT_EQ(reinterpret_cast<std::uintptr_t>(value) % 2, 1u);
    EXPECT_TRUE(WasIssued(value));
  }
  EXPECT_FALSE(WasIssued(nullptr));
  EXPECT_FALSE(WasIssued(INVALID_HANDLE_VALUE));
}

TEST(HandleTable, FindsWhatWasAddedUntilItIsRemoved) {
  Numbers table;
  const HANDLE one = table.Add(std::make_shared<int>(1));
  const HANDLE two = table.Add(std::make_shared<int>(2));
  EXPECT_EQ(*table.Find(one), 1);
  EXPECT_EQ(*table.Remove(one), 1);
  EXPECT_EQ(table.Find(one), nullptr);
  EXPECT_EQ(table.Remove(one), nullptr);
  EXPECT_EQ(*table.Find(two), 2);
  EXPECT_EQ(table.size(), 1u);
}

TEST(HandleTable, NoValueReturns) {
  Numbers table;
  std::set<HANDLE> seen;
  for (int i = 0; i < 1000; ++i) {
    const HANDLE value = table.Add(std::make_shared<int>(i));
    EXPECT_TRUE(seen.insert(value).second);
    table.Remove(value);
  }
}

TEST(HandleTable, AnObjectOutlivesItsRemovalWhileInUse) {
  Numbers table;
  const HANDLE value = table.Add(std::make_shared<int>(7));
  const auto in_use = table.Find(value);
  table.Remove(value);
  EXPECT_EQ(*in_use, 7);
}

TEST(HandleTable, OneOfManyThreadsRemovesAValue) {
  constexpr int kThreads = 4;
  constexpr int kValues = 500;
  Numbers table;
  std::vector<HANDLE> values;
  for (int i = 0; i < kValues; ++i) values.push_back(table.Add(std::make_shared<int>(i)));
  std::atomic<int> removed = 0;
  std::vector<std::thread> threads;
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([&] {
      for (const HANDLE value : values) {
        if (table.Remove(value) != nullptr) ++removed;
        table.Remove(table.Add(std::make_shared<int>(0)));
      }
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(removed, kValues);
  EXPECT_EQ(table.size(), 0u);
}

}  // namespace
}  // namespace wtsmock
