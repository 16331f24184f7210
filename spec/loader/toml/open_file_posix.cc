#include "spec/loader/toml/open_file.h"

namespace wtsconform {

std::FILE* OpenFile(const std::filesystem::path& path) { return std::fopen(path.c_str(), "rbe"); }

}  // namespace wtsconform
