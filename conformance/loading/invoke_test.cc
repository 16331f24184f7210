#include "conformance/loading/invoke.h"

#include <gtest/gtest.h>

#include <array>
#include <numeric>

#include "spec/wtsapi32.h"

namespace wtsconform {
namespace {

// The weight of each position shows that no word went astray.
template <typename... Words>
Word Weigh(Words... words) {
  Word position = 0, sum = 1000;
  ((sum += ++position * words), ...);
  return sum;
}

Word WINAPI Take0() { return Weigh(); }
Word WINAPI Take1(Word a) { return Weigh(a); }
Word WINAPI Take2(Word a, Word b) { return Weigh(a, b); }
Word WINAPI Take3(Word a, Word b, Word c) { return Weigh(a, b, c); }
Word WINAPI Take4(Word a, Word b, Word c, Word d) { return Weigh(a, b, c, d); }
Word WINAPI Take5(Word a, Word b, Word c, Word d, Word e) { return Weigh(a, b, c, d, e); }
Word WINAPI Take6(Word a, Word b, Word c, Word d, Word e, Word f) {
  return Weigh(a, b, c, d, e, f);
}
Word WINAPI Take7(Word a, Word b, Word c, Word d, Word e, Word f, Word g) {
  return Weigh(a, b, c, d, e, f, g);
}
Word WINAPI Take8(Word a, Word b, Word c, Word d, Word e, Word f, Word g, Word h) {
  return Weigh(a, b, c, d, e, f, g, h);
}
Word WINAPI Take9(Word a, Word b, Word c, Word d, Word e, Word f, Word g, Word h, Word i) {
  return Weigh(a, b, c, d, e, f, g, h, i);
}
Word WINAPI Take10(Word a, Word b, Word c, Word d, Word e, Word f, Word g, Word h, Word i, Word j) {
  return Weigh(a, b, c, d, e, f, g, h, i, j);
}

template <typename Function>
void* Address(Function* function) {
  return reinterpret_cast<void*>(function);
}

TEST(Invoke, EveryNumberOfWordsArrivesInOrder) {
  void* const takers[] = {Address(Take0), Address(Take1), Address(Take2), Address(Take3),
                          Address(Take4), Address(Take5), Address(Take6), Address(Take7),
                          Address(Take8), Address(Take9), Address(Take10)};
  std::array<Word, kMaxWords> words;
  std::iota(words.begin(), words.end(), Word{11});
  Word expected = 1000;
  for (std::size_t count = 0; count <= kMaxWords; ++count) {
    const std::span<const Word> some = std::span(words).first(count);
    EXPECT_EQ(Invoke(takers[count], some, Convention::kWinapi), expected) << count;
    expected += (count + 1) * (11 + count);
  }
}

TEST(Invoke, WholeWordsArriveWithAllTheirBits) {
  const Word words[] = {~Word{0}, 0};
  EXPECT_EQ(Invoke(Address(Take2), words, Convention::kWinapi), 1000 + ~Word{0});
}

Word __attribute__((noinline)) SumOfPlain(Word a, Word b) { return a + 2 * b; }

TEST(Invoke, ThePlatformsOtherConventionWorksToo) {
  const Word words[] = {3, 4};
  EXPECT_EQ(Invoke(Address(SumOfPlain), words, Convention::kCdecl), 11u);
}

// A 32-bit parameter ignores the upper half of its word; a 32-bit result leaves it undefined.
std::uint32_t WINAPI Half(std::uint32_t value) { return value; }
std::int32_t WINAPI Negative() { return -1; }

TEST(Invoke, ThirtyTwoBitsComeBackInTheLowerHalf) {
  const Word words[] = {static_cast<Word>(0xFFFF0000'12345678ULL)};
  EXPECT_EQ(static_cast<std::uint32_t>(Invoke(Address(Half), words, Convention::kWinapi)),
            0x12345678u);
  EXPECT_EQ(static_cast<std::uint32_t>(Invoke(Address(Negative), {}, Convention::kWinapi)),
            0xFFFFFFFFu);
}

void WINAPI Store(std::uint32_t* where) { *where = 77; }

TEST(Invoke, PointersArriveAndNothingMayComeBack) {
  std::uint32_t stored = 0;
  const Word words[] = {reinterpret_cast<Word>(&stored)};
  Invoke(Address(Store), words, Convention::kWinapi);
  EXPECT_EQ(stored, 77u);
}

TEST(InvokeDeathTest, MoreWordsThanAnyFunctionHasAreAMistakeOfOurs) {
  const std::array<Word, kMaxWords + 1> words{};
  EXPECT_DEATH(Invoke(Address(Take10), words, Convention::kWinapi), "");
}

[[noreturn]] Word WINAPI Throw() { throw 42; }

TEST(InvokeDeathTest, AnExceptionEndsTheProcess) {
  EXPECT_DEATH(Invoke(Address(Throw), {}, Convention::kWinapi), "");
}

}  // namespace
}  // namespace wtsconform
