// Paths as UTF-8, which every text of this project is. On Windows a path that is made of a plain
// std::string would take it for another encoding.
#ifndef WTSCONFORM_SPEC_LOADER_TOML_UTF8_PATH_H_
#define WTSCONFORM_SPEC_LOADER_TOML_UTF8_PATH_H_

#include <filesystem>
#include <string>
#include <string_view>

namespace wtsconform {

inline std::filesystem::path PathOf(std::string_view utf8) {
  return std::u8string(utf8.begin(), utf8.end());
}

inline std::string TextOf(const std::filesystem::path& path) {
  const std::u8string utf8 = path.u8string();
  return {utf8.begin(), utf8.end()};
}

}  // namespace wtsconform

#endif  // WTSCONFORM_SPEC_LOADER_TOML_UTF8_PATH_H_
