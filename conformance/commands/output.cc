#include "conformance/commands/output.h"

#include <fstream>
#include <system_error>

#include "spec/loader/toml/file_text.h"
#include "spec/loader/toml/toml_value.h"
#include "spec/loader/toml/utf8_path.h"

namespace wtsconform {

namespace fs = std::filesystem;

bool IsFolder(const std::string& path) {
  return path.ends_with('/') || path.ends_with('\\') || IsFolderThere(PathOf(path));
}

void MakeFolder(const fs::path& path) {
  std::error_code error;
  fs::create_directories(path, error);
  if (error) {
    throw InputError("cannot make the folder " + TextOf(path) + ": " + error.message());
  }
}

void WriteText(const fs::path& path, const std::string& text) {
  std::ofstream stream(path, std::ios::binary);
  stream << text << std::flush;
  if (!stream) throw InputError("cannot write " + TextOf(path));
}

}  // namespace wtsconform
