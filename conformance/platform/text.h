// UTF-8 and UTF-16.
#ifndef WTSCONFORM_CONFORMANCE_PLATFORM_TEXT_H_
#define WTSCONFORM_CONFORMANCE_PLATFORM_TEXT_H_

#include <string>
#include <string_view>

namespace wtsconform {

// Ill-formed input becomes U+FFFD: what a library hands out may be anything.
std::u16string ToUtf16(std::string_view utf8);
std::string ToUtf8(std::u16string_view utf16);

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_PLATFORM_TEXT_H_
