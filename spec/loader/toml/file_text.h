// Files by a path of the C++ library.
#ifndef WTSCONFORM_SPEC_LOADER_TOML_FILE_TEXT_H_
#define WTSCONFORM_SPEC_LOADER_TOML_FILE_TEXT_H_

#include <cstddef>
#include <filesystem>

#include "spec/loader/toml/read_file.h"

namespace wtsconform {

// ReadWholeFile for such a path.
FileText ReadFileText(const std::filesystem::path& path, std::size_t most);

// Unlike those of the standard library, they throw nothing: what cannot be looked at (a loop of
// symbolic links, a folder without the right) is not there.
bool IsThere(const std::filesystem::path& path);
bool IsFolderThere(const std::filesystem::path& path);
bool IsFileThere(const std::filesystem::path& path);

}  // namespace wtsconform

#endif  // WTSCONFORM_SPEC_LOADER_TOML_FILE_TEXT_H_
