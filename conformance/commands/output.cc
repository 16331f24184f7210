#include "conformance/commands/output.h"

#include <fmt/format.h>

#include <system_error>

#include "conformance/platform/output_file.h"
#include "conformance/platform/print.h"
#include "spec/loader/toml/file_text.h"
#include "spec/loader/toml/toml_value.h"
#include "spec/loader/toml/utf8_path.h"

namespace wtsconform {
namespace {

namespace fs = std::filesystem;

void CheckCollision(const NamedFile& output, const NamedFile& other, const char* harm) {
  if (output.path.empty() || other.path.empty()) return;
  if (!LeadToOneFile(output.path, other.path)) return;
  throw InputError(fmt::format("{} {} is the same file as {} {}: {}", output.role,
                               TextOf(output.path), other.role, TextOf(other.path), harm));
}

}  // namespace

bool IsFolder(const std::string& path) {
  return path.ends_with('/') || path.ends_with('\\') || IsFolderThere(PathOf(path));
}

void MakeFolder(const fs::path& path) {
  std::error_code error;
  fs::create_directories(path, error);
  if (error) {
    throw InputError("cannot make the folder " + TextOf(path) + ": " + error.message());
  }
}

std::vector<NamedFile> FilesOf(const Suite& suite) {
  std::vector<NamedFile> files;
  std::error_code ignored;
  if (suite.folder().empty()) return files;
  for (fs::recursive_directory_iterator each(suite.folder(), ignored), end; each != end;
       each.increment(ignored)) {
    if (each->is_regular_file(ignored)) files.push_back({"a file of --spec,", each->path()});
  }
  return files;
}

std::vector<NamedFile> FilesOf(const std::string& implementation, const Profile& profile) {
  std::vector<NamedFile> files = {{"the implementation", PathOf(implementation)}};
  for (const std::string& each : profile.library) {
    files.push_back({"the library", ResolveFile(each)});
  }
  return files;
}

void CheckCollisions(const std::vector<NamedFile>& inputs, const std::vector<NamedFile>& outputs) {
  for (std::size_t i = 0; i < outputs.size(); ++i) {
    for (const NamedFile& input : inputs) {
      CheckCollision(outputs[i], input, "it would be overwritten");
    }
    for (std::size_t j = 0; j < i; ++j) {
      CheckCollision(outputs[i], outputs[j], "one would overwrite the other");
    }
  }
}

void CheckWritable(const std::vector<NamedFile>& outputs) {
  for (const NamedFile& output : outputs) {
    if (output.path.empty()) continue;
    try {
      CheckWritable(output.path);
    } catch (const OutputError& error) {
      throw InputError(error.what());
    }
  }
}

void WriteIfNamed(const fs::path& path, const std::string& text) {
  if (!path.empty()) WriteFile(path, text);
}

void WriteOrPrint(const std::string& file, const std::string& text) {
  if (file.empty()) return PrintText(text);
  WriteFile(PathOf(file), text);
}

bool WriteAll(const std::vector<std::function<void()>>& outputs) {
  bool written = true;
  for (const auto& write : outputs) {
    try {
      write();
    } catch (const OutputError& error) {
      PrintError("wtsconform: {}\n", error.what());
      written = false;
    }
  }
  return written;
}

}  // namespace wtsconform
