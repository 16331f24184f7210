// Calls any function of the API through a pointer, its arguments as machine words.
//
// Every parameter of the API is a pointer, a handle, or an integer of at most 32 bits, and so is
// every result. On the platforms we serve each such argument travels in one word (register or
// stack slot), whatever its type, and a callee ignores the upper half of a word that carries 32
// bits. So the tables can say which call to make, and no C++ names a function of the API.
#ifndef WTSCONFORM_CONFORMANCE_LOADING_INVOKE_H_
#define WTSCONFORM_CONFORMANCE_LOADING_INVOKE_H_

#include <span>

#include "conformance/platform/word.h"

namespace wtsconform {

enum class Convention { kWinapi, kCdecl };

// The upper half of the result is meaningless where the function returns 32 bits. A C++ exception
// that leaves the function ends the process: a C API has no business throwing.
Word Invoke(void* function, std::span<const Word> words, Convention convention) noexcept;

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_LOADING_INVOKE_H_
