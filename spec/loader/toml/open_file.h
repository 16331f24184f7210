// A file by its path, which each system writes in its own characters.
#ifndef WTSCONFORM_SPEC_LOADER_TOML_OPEN_FILE_H_
#define WTSCONFORM_SPEC_LOADER_TOML_OPEN_FILE_H_

#include <cstdio>
#include <filesystem>

namespace wtsconform {

// For reading its bytes; null where it cannot be opened.
std::FILE* OpenFile(const std::filesystem::path& path);

}  // namespace wtsconform

#endif  // WTSCONFORM_SPEC_LOADER_TOML_OPEN_FILE_H_
