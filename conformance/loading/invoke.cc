#include "conformance/loading/invoke.h"

#include <cstdlib>
#include <utility>

#include "spec/wtsapi32.h"

namespace wtsconform {
namespace {

template <std::size_t>
using EachWord = Word;

template <std::size_t... I>
Word CallWinapi(void* function, [[maybe_unused]] std::span<const Word> words,
                std::index_sequence<I...>) {
  return reinterpret_cast<Word(WINAPI*)(EachWord<I>...)>(function)(words[I]...);
}

#if defined(_WIN32) && !defined(_WIN64)
template <std::size_t... I>
Word CallCdecl(void* function, [[maybe_unused]] std::span<const Word> words,
               std::index_sequence<I...>) {
  return reinterpret_cast<Word(__cdecl*)(EachWord<I>...)>(function)(words[I]...);
}
#else
// Everywhere else the platform has one convention.
template <std::size_t... I>
Word CallCdecl(void* function, std::span<const Word> words, std::index_sequence<I...> indices) {
  return CallWinapi(function, words, indices);
}
#endif

template <std::size_t N>
Word CallWith(void* function, std::span<const Word> words, Convention convention) {
  const auto indices = std::make_index_sequence<N>();
  return convention == Convention::kCdecl ? CallCdecl(function, words, indices)
                                          : CallWinapi(function, words, indices);
}

}  // namespace

Word Invoke(void* function, std::span<const Word> words, Convention convention) noexcept {
  switch (words.size()) {
    case 0: return CallWith<0>(function, words, convention);
    case 1: return CallWith<1>(function, words, convention);
    case 2: return CallWith<2>(function, words, convention);
    case 3: return CallWith<3>(function, words, convention);
    case 4: return CallWith<4>(function, words, convention);
    case 5: return CallWith<5>(function, words, convention);
    case 6: return CallWith<6>(function, words, convention);
    case 7: return CallWith<7>(function, words, convention);
    case 8: return CallWith<8>(function, words, convention);
    case 9: return CallWith<9>(function, words, convention);
    case 10: return CallWith<10>(function, words, convention);
    default: std::abort();  // the catalogue's longest function has ten parameters
  }
}

}  // namespace wtsconform
