// What output_file.h asks of the system: raw_file_posix.cc and its siblings. All throw
// std::system_error.
#ifndef WTSCONFORM_CONFORMANCE_PLATFORM_RAW_FILE_H_
#define WTSCONFORM_CONFORMANCE_PLATFORM_RAW_FILE_H_

#include <cstdint>
#include <filesystem>
#include <string_view>
#include <utility>

namespace wtsconform {

// A file that is open for writing.
class RawFile {
 public:
  // A file that was not there, with the permissions of `like` where that is.
  static RawFile CreateNew(const std::filesystem::path& path, const std::filesystem::path& like);
  static RawFile OpenStream(const std::filesystem::path& path);

  RawFile(RawFile&& other) noexcept : handle_(std::exchange(other.handle_, kNone)) {}
  RawFile(const RawFile&) = delete;
  RawFile& operator=(const RawFile&) = delete;
  ~RawFile();

  // At its end, in one call of the system where that takes all. Where it fails, what a file got of
  // the text is taken back.
  void Write(std::string_view text);
  void Close();

 private:
  static constexpr std::intptr_t kNone = -1;
  explicit RawFile(std::intptr_t handle) : handle_(handle) {}

  std::intptr_t handle_;
};

// Where the path leads, link by link, up to the first place where `ends` holds. Nothing need be
// there.
std::filesystem::path FollowLinks(std::filesystem::path path,
                                  bool (*ends)(const std::filesystem::path&));

// Whether the path leads to something else than a file, a folder or nothing.
bool IsStream(const std::filesystem::path& path);

// In one step: whoever opens `to` finds the old file or the new one.
void RenameOver(const std::filesystem::path& from, const std::filesystem::path& to);

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_PLATFORM_RAW_FILE_H_
