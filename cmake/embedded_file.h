// A file that is part of the program; wtsconform_embed (embed.cmake) makes them.
#ifndef WTSCONFORM_CMAKE_EMBEDDED_FILE_H_
#define WTSCONFORM_CMAKE_EMBEDDED_FILE_H_

#include <string_view>

namespace wtsconform {

struct EmbeddedFile {
  std::string_view name;  // as in the source tree, below its folder: "cases/close.toml"
  std::string_view text;
};

}  // namespace wtsconform

#endif  // WTSCONFORM_CMAKE_EMBEDDED_FILE_H_
