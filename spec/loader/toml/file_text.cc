#include "spec/loader/toml/file_text.h"

#include <memory>
#include <system_error>

#include "spec/loader/toml/open_file.h"

namespace wtsconform {

namespace fs = std::filesystem;

FileText ReadFileText(const fs::path& path, std::size_t most) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (status.type() == fs::file_type::not_found) return {"", "there is no such file"};
  // No stream of the C++ library: it is a large part of a library that takes nothing else of it.
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(OpenFile(path), &std::fclose);
  // A folder can be opened on some systems, and then fails in other ways.
  if (file == nullptr || fs::is_directory(status)) {
    return {"", "it cannot be read" + (error ? ": " + error.message() : "")};
  }
  constexpr std::size_t kAtOnce = 1 << 16;
  std::string text;
  std::size_t read = kAtOnce;
  while (read == kAtOnce && text.size() <= most) {
    const std::size_t size = text.size();
    text.resize(size + kAtOnce);
    read = std::fread(text.data() + size, 1, kAtOnce, file.get());
    text.resize(size + read);
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
