#include "bench/barrier.h"

#include <gtest/gtest.h>

namespace wtsconform {
namespace {

// Reads memory without telling the compiler, which is free to drop a store that only this would
// see.
[[gnu::noinline]] int ReadBehindItsBack(const int* cell) {
  int value = 0;
  asm volatile("movl (%1), %0" : "=r"(value) : "r"(cell));
  return value;
}

TEST(Barrier, AStoreBeforeItIsMade) {
  int cell;
  for (int i = 1; i < 100; ++i) {
    cell = i;
    Keep(&cell);
    EXPECT_EQ(ReadBehindItsBack(&cell), i);
  }
}

TEST(Barrier, TheValueThatWasGivenIsKept) {
  // The variable is not const: the case in which benchmark::DoNotOptimize goes wrong.
  int value = 41;
  ++value;
  Keep(value);
  EXPECT_EQ(value, 42);
  EXPECT_EQ(Unknown(value), 42);
}

// Without the barrier a compiler computes the sum and drops the loop.
TEST(Barrier, ALoopThatKeepsItsValueRuns) {
  unsigned long rounds = 0;
  for (unsigned long i = Unknown(0ul); i < 1000; ++i) {
    Keep(i);
    rounds = Unknown(rounds) + 1;
  }
  EXPECT_EQ(rounds, 1000u);
}

}  // namespace
}  // namespace wtsconform
