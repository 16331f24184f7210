#include "conformance/platform/raw_file.h"

namespace wtsconform {

namespace fs = std::filesystem;

fs::path FollowLinks(fs::path path, bool (*ends)(const fs::path&)) {
  constexpr int kMostLinks = 40;
  std::error_code gone;
  for (int link = 0; link < kMostLinks; ++link) {
    const fs::path folder = fs::absolute(path, gone).parent_path();
    const fs::path real = fs::weakly_canonical(folder, gone);
    // Of a folder whose links lead to no end, whoever opens the file will complain.
    path = (real.empty() ? folder : real) / path.filename();
    if (ends(path) || !fs::is_symlink(path, gone)) break;
    // A link that is absolute replaces the folder.
    path = path.parent_path() / fs::read_symlink(path, gone);
  }
  return path;
}

}  // namespace wtsconform
