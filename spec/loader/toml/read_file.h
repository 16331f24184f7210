// The whole text of a file that somebody named: it may be missing, a folder, a device without end.
#ifndef WTSCONFORM_SPEC_LOADER_TOML_READ_FILE_H_
#define WTSCONFORM_SPEC_LOADER_TOML_READ_FILE_H_

#include <cstddef>
#include <string>
#include <string_view>

namespace wtsconform {

// More than any table, profile or list needs.
inline constexpr std::size_t kLargestToml = std::size_t{8} << 20;
// The published results have 1.5 MiB.
inline constexpr std::size_t kLargestJson = std::size_t{64} << 20;

struct FileText {
  std::string text;
  std::string problem;  // why there is none: "there is no such file"; "" where there is one
};

// Reads no more than `most` bytes; a larger file is a problem. Throws nothing about the file.
FileText ReadWholeFile(std::string_view utf8_path, std::size_t most);

}  // namespace wtsconform

#endif  // WTSCONFORM_SPEC_LOADER_TOML_READ_FILE_H_
