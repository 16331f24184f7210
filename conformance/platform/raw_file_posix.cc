#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstdio>
#include <optional>
#include <string>
#include <system_error>

#include "conformance/platform/raw_file.h"

namespace wtsconform {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void ThrowSystemError() { throw std::system_error(errno, std::generic_category()); }

int Number(std::intptr_t handle) { return static_cast<int>(handle); }

// /proc/PID/fd/N
bool IsDescriptor(const fs::path& path) {
  const fs::path folder = path.parent_path();
  return folder.filename() == "fd" && folder.string().starts_with("/proc/");
}

// Its number, where it is one of this process.
std::optional<int> OwnNumber(const fs::path& descriptor) {
  std::error_code gone;
  if (descriptor.parent_path() != fs::canonical("/proc/self/fd", gone)) return std::nullopt;
  const std::string name = descriptor.filename().string();
  int number = -1;
  const auto end = std::from_chars(name.data(), name.data() + name.size(), number);
  if (end.ec != std::errc()) return std::nullopt;
  return number;
}

bool IsOnDisk(int descriptor, struct stat& status) {
  return fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode);
}

}  // namespace

RawFile RawFile::CreateNew(const fs::path& path, const fs::path& like) {
  const int number = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0666);
  if (number < 0) ThrowSystemError();
  RawFile file(number);
  struct stat old {};
  if (stat(like.c_str(), &old) == 0) fchmod(number, old.st_mode & 0777);
  return file;
}

// What is written to an own descriptor goes where that stands; opened anew it would begin again.
RawFile RawFile::OpenStream(const fs::path& path) {
  const auto own = OwnNumber(FollowLinks(path, IsDescriptor));
  const int number = own ? fcntl(*own, F_DUPFD_CLOEXEC, 3)
                         : open(path.c_str(), O_WRONLY | O_APPEND | O_CLOEXEC | O_NOCTTY);
  if (number < 0) ThrowSystemError();
  return RawFile(number);
}

RawFile::~RawFile() {
  if (handle_ != kNone) close(Number(handle_));
}

void RawFile::Write(std::string_view text) {
  struct stat before {};
  const bool on_disk = IsOnDisk(Number(handle_), before);
  while (!text.empty()) {
    const ssize_t written = write(Number(handle_), text.data(), text.size());
    if (written >= 0) {
      text.remove_prefix(static_cast<std::size_t>(written));
    } else if (errno != EINTR) {
      const int error = errno;
      if (on_disk && ftruncate(Number(handle_), before.st_size) != 0) {
        // Then a line stays that is cut, as if this process had been killed.
      }
      throw std::system_error(error, std::generic_category());
    }
  }
}

void RawFile::Close() {
  if (close(Number(std::exchange(handle_, kNone))) != 0) ThrowSystemError();
}

bool IsStream(const fs::path& path) {
  if (IsDescriptor(FollowLinks(path, IsDescriptor))) return true;
  std::error_code missing;
  const fs::file_status status = fs::status(path, missing);
  return fs::exists(status) && !fs::is_regular_file(status) && !fs::is_directory(status);
}

void RenameOver(const fs::path& from, const fs::path& to) {
  if (rename(from.c_str(), to.c_str()) == 0) return;
  const int error = errno;
  unlink(from.c_str());
  throw std::system_error(error, std::generic_category());
}

}  // namespace wtsconform
