// A folder for files that are needed for a moment.
#ifndef WTSCONFORM_CONFORMANCE_PLATFORM_TEMPORARY_FOLDER_H_
#define WTSCONFORM_CONFORMANCE_PLATFORM_TEMPORARY_FOLDER_H_

#include <filesystem>
#include <string_view>

#include "conformance/platform/platform.h"
#include "spec/loader/toml/utf8_path.h"

namespace wtsconform {

// New, of a name that nobody can guess, and gone with this object.
class TemporaryFolder {
 public:
  TemporaryFolder() : path_(MakeTemporaryFolder()) {}
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path File(std::string_view name) const { return path_ / PathOf(name); }

 private:
  const std::filesystem::path path_;
};

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_PLATFORM_TEMPORARY_FOLDER_H_
