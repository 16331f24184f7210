#include <sys/stat.h>

#include <cerrno>
#include <string>

#include "spec/loader/toml/open_file.h"

namespace wtsconform {

std::FILE* OpenFile(std::string_view utf8_path) {
  std::FILE* const file = std::fopen(std::string(utf8_path).c_str(), "rbe");
  struct stat status;
  // A folder can be opened, and then fails in other ways.
  if (file == nullptr || fstat(fileno(file), &status) != 0 || !S_ISDIR(status.st_mode)) return file;
  std::fclose(file);
  errno = EISDIR;
  return nullptr;
}

}  // namespace wtsconform
