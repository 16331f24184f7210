// A file by its path, which each system writes in its own characters. Without <filesystem>: it is a
// third of a library that takes nothing else of it, and the mock opens one file.
#ifndef WTSCONFORM_SPEC_LOADER_TOML_OPEN_FILE_H_
#define WTSCONFORM_SPEC_LOADER_TOML_OPEN_FILE_H_

#include <cstdio>
#include <string_view>

namespace wtsconform {

// For reading the bytes of the file of that path, in UTF-8; null where it cannot be opened, and for
// a folder, with errno.
std::FILE* OpenFile(std::string_view utf8_path);

}  // namespace wtsconform

#endif  // WTSCONFORM_SPEC_LOADER_TOML_OPEN_FILE_H_
