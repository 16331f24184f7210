// Prevents the compiler from dropping or moving work whose result is not read.
//
// benchmark::DoNotOptimize of Google Benchmark 1.7 is not used: its constraint for a variable that
// is not const lets g++ 12 drop the store that gave the variable its value.
#ifndef WTSCONFORM_BENCH_BARRIER_H_
#define WTSCONFORM_BENCH_BARRIER_H_

#include <type_traits>

namespace wtsconform {

// `value` must be there, and so must everything that was stored in memory before.
template <class T>
inline void Keep(T value) {
  static_assert(sizeof(T) <= sizeof(void*) && std::is_trivially_copyable_v<T>,
                "only what fits a register; give the address of anything else");
  asm volatile("" : "+r"(value) : : "memory");
}

// The same value, of which the compiler no longer knows where it came from.
template <class T>
inline T Unknown(T value) {
  static_assert(sizeof(T) <= sizeof(void*) && std::is_trivially_copyable_v<T>);
  asm volatile("" : "+r"(value) : : "memory");
  return value;
}

}  // namespace wtsconform

#endif  // WTSCONFORM_BENCH_BARRIER_H_
