// The identity of a library's file, or of a text. sha256_posix.cc and its siblings.
#ifndef WTSCONFORM_CONFORMANCE_LOADING_SHA256_H_
#define WTSCONFORM_CONFORMANCE_LOADING_SHA256_H_

#include <filesystem>
#include <string>
#include <string_view>

namespace wtsconform {

// SHA-256 in hexadecimal.
std::string Sha256OfText(std::string_view text);
// The file's SHA-256 in hexadecimal, "" where it cannot be read.
std::string Sha256Of(const std::filesystem::path& file);

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_LOADING_SHA256_H_
