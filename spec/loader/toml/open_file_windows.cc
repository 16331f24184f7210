#include <windows.h>

#include <cerrno>
#include <string>

#include "spec/loader/toml/open_file.h"

namespace wtsconform {

std::FILE* OpenFile(std::string_view utf8_path) {
  const int size = static_cast<int>(utf8_path.size());
  std::wstring path(utf8_path.size(), L'\0');
  path.resize(static_cast<std::size_t>(MultiByteToWideChar(
      CP_UTF8, MB_ERR_INVALID_CHARS, utf8_path.data(), size, path.data(), size)));
  if (path.empty()) {
    errno = ENOENT;
    return nullptr;
  }
  return _wfopen(path.c_str(), L"rb");
}

}  // namespace wtsconform
