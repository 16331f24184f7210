#include "conformance/platform/output_file.h"

#include <fmt/format.h>

#include <cstdio>
#include <fstream>
#include <random>
#include <system_error>
#include <utility>

#include "spec/loader/toml/utf8_path.h"

namespace wtsconform {
namespace {

namespace fs = std::filesystem;

// Of a file's name, in the name of the one next to it: systems take 255 bytes.
constexpr std::size_t kMostOfName = 64;

[[noreturn]] void Throw(const fs::path& path, const std::string& why) {
  throw OutputError(fmt::format("cannot write {}: {}", TextOf(path), why));
}

fs::path DestinationOf(const fs::path& path) {
  return FollowLinks(path, [](const fs::path&) { return false; });
}

// A new file in the same folder, which goes with this object unless it has taken its place.
class Neighbour {
 public:
  explicit Neighbour(const fs::path& path)
      : place_(DestinationOf(path)),
        path_(NameNextTo(place_)),
        file_(RawFile::CreateNew(path_, place_)) {}
  ~Neighbour() {
    std::error_code ignored;
    if (!path_.empty()) fs::remove(path_, ignored);
  }
  Neighbour(const Neighbour&) = delete;
  Neighbour& operator=(const Neighbour&) = delete;

  RawFile& file() { return file_; }
  void TakeItsPlace() { RenameOver(std::exchange(path_, fs::path()), place_); }

 private:
  static fs::path NameNextTo(const fs::path& place) {
    const std::string name = TextOf(place.filename()).substr(0, kMostOfName);
    std::random_device random;
    return place.parent_path() / PathOf(fmt::format(".{}.{:08x}{:08x}", name, random(), random()));
  }

  const fs::path place_;
  fs::path path_;  // "" once it has taken its place
  RawFile file_;
};

}  // namespace

bool LeadToOneFile(const fs::path& a, const fs::path& b) {
  if (IsStream(a) || IsStream(b)) return false;
  std::error_code missing;
  if (fs::exists(a, missing) && fs::exists(b, missing)) return fs::equivalent(a, b, missing);
  return DestinationOf(a) == DestinationOf(b);
}

void CheckWritable(const fs::path& path) {
  if (IsStream(path)) return;
  std::error_code missing;
  if (fs::is_directory(path, missing)) Throw(path, "it is a folder");
  if (fs::is_symlink(DestinationOf(path), missing)) Throw(path, "its links lead to no end");
  // A file that is protected is not replaced, though its folder would permit that.
  if (fs::exists(path, missing) && !std::ofstream(path, std::ios::app)) {
    Throw(path, "it may not be written");
  }
  try {
    Neighbour{path};
  } catch (const std::system_error& error) {
    Throw(path, error.code().message());
  }
}

void WriteFile(const fs::path& path, const std::string& text) {
  try {
    if (IsStream(path)) {
      std::fflush(stdout);  // it may be the same
      RawFile stream = RawFile::OpenStream(path);
      stream.Write(text);
      return stream.Close();
    }
    Neighbour neighbour(path);
    neighbour.file().Write(text);
    neighbour.file().Close();
    neighbour.TakeItsPlace();
  } catch (const std::system_error& error) {
    Throw(path, error.code().message());
  }
}

GrowingFile::GrowingFile(fs::path path, const std::string& beginning) : path_(std::move(path)) {
  if (IsStream(path_)) return;
  try {
    Neighbour neighbour(path_);
    neighbour.file().Write(beginning);
    neighbour.TakeItsPlace();
    file_.emplace(std::move(neighbour.file()));
  } catch (const std::system_error& error) {
    Throw(path_, error.code().message());
  }
}

void GrowingFile::Append(const std::string& lines) {
  if (!file_) return;
  try {
    file_->Write(lines);
  } catch (const std::system_error& error) {
    Throw(path_, error.code().message());
  }
}

void GrowingFile::Finish(const std::string& text) {
  if (file_) file_->Close();
  WriteFile(path_, text);
}

}  // namespace wtsconform
