#include "spec/loader/toml/file_text.h"

#include <algorithm>
#include <fstream>
#include <system_error>

namespace wtsconform {

namespace fs = std::filesystem;

FileText ReadFileText(const fs::path& path, std::size_t most) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (status.type() == fs::file_type::not_found) return {"", "there is no such file"};
  std::ifstream file(path, std::ios::binary);
  // A folder can be opened as a stream on some systems, and then fails in other ways.
  if (!file || fs::is_directory(status)) {
    return {"", "it cannot be read" + (error ? ": " + error.message() : "")};
  }
  constexpr std::size_t kAtOnce = 1 << 16;
  std::string text;
  while (file && text.size() <= most) {
    const std::size_t size = text.size();
    text.resize(size + kAtOnce);
    file.read(text.data() + size, kAtOnce);
    text.resize(size + static_cast<std::size_t>(file.gcount()));
  }
  if (text.size() > most) {
    return {"", "it is larger than " + std::to_string(most >> 20) + " MiB"};
  }
  return {std::move(text), ""};
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
