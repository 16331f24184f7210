#include "spec/loader/toml/read_file.h"

#include <cerrno>
#include <cstring>
#include <memory>

#include "spec/loader/toml/open_file.h"

namespace wtsconform {

FileText ReadWholeFile(std::string_view utf8_path, std::size_t most) {
  // No stream of the C++ library: it is a large part of a library that takes nothing else of it.
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(OpenFile(utf8_path), &std::fclose);
  if (file == nullptr) {
    if (errno == ENOENT || errno == ENOTDIR) return {"", "there is no such file"};
    return {"", std::string("it cannot be read: ") + std::strerror(errno)};
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

}  // namespace wtsconform
