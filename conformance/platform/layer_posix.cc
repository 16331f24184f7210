#include <elf.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <sstream>
#include <vector>

#include "conformance/platform/layer.h"
#include "spec/loader/toml/utf8_path.h"

namespace wtsconform {
namespace {

namespace fs = std::filesystem;

// LD_PRELOAD is a list whose separators no name can contain.
fs::path Preloadable(const fs::path& file, const fs::path& folder) {
  if (file.native().find_first_of(": ") == std::string::npos) return file;
  const fs::path link = folder / file.filename();
  fs::create_symlink(file, link);
  return link;
}

// As a shell finds it; "" if no such file exists.
fs::path FindProgram(const std::string& name) {
  if (name.find('/') != std::string::npos) return name;
  const char* const folders = std::getenv("PATH");
  std::istringstream list(folders == nullptr ? "/usr/bin:/bin" : folders);
  for (std::string folder; std::getline(list, folder, ':');) {
    const fs::path file = fs::path(folder.empty() ? "." : folder) / name;
    if (access(file.c_str(), X_OK) == 0 && fs::is_regular_file(file)) return file;
  }
  return {};
}

// The file's beginning, in which all of its program headers stand.
std::string BeginningOf(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  std::string bytes(65536, '\0');
  stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<std::size_t>(stream.gcount()));
  return bytes;
}

template <class T>
T At(const std::string& bytes, std::size_t offset) {
  T value{};
  if (offset + sizeof value <= bytes.size()) std::memcpy(&value, &bytes[offset], sizeof value);
  return value;
}

using Header = std::conditional_t<sizeof(void*) == 8, Elf64_Ehdr, Elf32_Ehdr>;
using Segment = std::conditional_t<sizeof(void*) == 8, Elf64_Phdr, Elf32_Phdr>;

bool HasInterpreter(const std::string& bytes) {
  const auto header = At<Header>(bytes, 0);
  for (std::size_t i = 0; i < header.e_phnum; ++i) {
    if (At<Segment>(bytes, header.e_phoff + i * sizeof(Segment)).p_type == PT_INTERP) return true;
  }
  return false;
}

bool RunsWithOtherRights(const fs::path& file) {
  struct stat about {};
  if (stat(file.c_str(), &about) != 0) return false;
  return ((about.st_mode & S_ISUID) != 0 && about.st_uid != getuid()) ||
         ((about.st_mode & S_ISGID) != 0 && about.st_gid != getgid());
}

// "#!/usr/bin/env python3" is env.
std::string InterpreterOf(const std::string& script) {
  std::istringstream line(script.substr(2, script.find('\n')));
  std::string interpreter;
  line >> interpreter;
  return interpreter;
}

}  // namespace

struct PlacedLayer::Placed {};  // the environment is all

PlacedLayer::PlacedLayer(const LayerFiles& files, const std::string&,
                         const fs::path& temporary_folder) {
  std::string list;
  // The mock's own functions come first; the layer then only leads to it those who look for one.
  if (!files.mock.empty()) list = TextOf(Preloadable(files.mock, temporary_folder)) + ":";
  list += TextOf(Preloadable(files.layer, temporary_folder));
  const char* const others = std::getenv("LD_PRELOAD");
  if (others != nullptr && *others != '\0') list += std::string(":") + others;
  environment_["LD_PRELOAD"] = list;
}

PlacedLayer::~PlacedLayer() = default;

std::string WhyNotWatched(const std::string& program) {
  const fs::path file = FindProgram(program);
  if (RunsWithOtherRights(file)) return "it runs with another user's rights (setuid)";
  const std::string bytes = BeginningOf(file);
  if (bytes.starts_with("#!")) return WhyNotWatched(InterpreterOf(bytes));
  if (!bytes.starts_with(ELFMAG)) return "it is no program of this system";
  const auto own = At<Header>(BeginningOf("/proc/self/exe"), 0);
  const auto header = At<Header>(bytes, 0);
  if (header.e_ident[EI_CLASS] != own.e_ident[EI_CLASS] || header.e_machine != own.e_machine) {
    return "it is made for another processor than the layer";
  }
  return HasInterpreter(bytes) ? "" : "it is linked statically";
}

}  // namespace wtsconform
