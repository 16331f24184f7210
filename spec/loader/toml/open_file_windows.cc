#include "spec/loader/toml/open_file.h"

namespace wtsconform {

std::FILE* OpenFile(const std::filesystem::path& path) { return _wfopen(path.c_str(), L"rb"); }

}  // namespace wtsconform
