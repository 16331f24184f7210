#include "spec/loader/toml/file_text.h"

#include <system_error>

#include "spec/loader/toml/utf8_path.h"

namespace wtsconform {

namespace fs = std::filesystem;

FileText ReadFileText(const fs::path& path, std::size_t most) {
  return ReadWholeFile(TextOf(path), most);
}

bool IsThere(const fs::path& path) {
  std::error_code error;
  return fs::exists(path, error);
}

bool IsFolderThere(const fs::path& path) {
  std::error_code error;
  return fs::is_directory(path, error);
}

bool IsFileThere(const fs::path& path) {
  std::error_code error;
  return fs::is_regular_file(path, error);
}

}  // namespace wtsconform
