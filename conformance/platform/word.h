// What an argument of the API travels in, and a result comes back in: one register or stack slot.
#ifndef WTSCONFORM_CONFORMANCE_PLATFORM_WORD_H_
#define WTSCONFORM_CONFORMANCE_PLATFORM_WORD_H_

#include <cstddef>
#include <cstdint>

namespace wtsconform {

using Word = std::uintptr_t;

// WTSSendMessage takes ten, more than any other.
inline constexpr std::size_t kMaxWords = 10;

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_PLATFORM_WORD_H_
