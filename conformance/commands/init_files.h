// The files that `wtsconform init` writes for a library: its profile, its list, and what runs the
// suite in a vendor's continuous integration.
#ifndef WTSCONFORM_CONFORMANCE_COMMANDS_INIT_FILES_H_
#define WTSCONFORM_CONFORMANCE_COMMANDS_INIT_FILES_H_

#include <filesystem>
#include <string>
#include <vector>

#include "conformance/commands/library_probe.h"

namespace wtsconform {

struct InitFile {
  std::filesystem::path path;
  std::string text;
};

struct InitFiles {
  InitFile profile, list;
  std::vector<InitFile> snippets;  // GitHub, GitLab, Jenkins, CMake

  std::vector<const InitFile*> All() const;
};

// The name that the library gets: "vendor" of libvendor.so.
std::string InitName(const std::string& library);

// In `folder`, as the user wrote it. `unreachable` is a name that no server has, "" where the user
// gave none. The list has no entry yet.
InitFiles InitFilesFor(const LibraryProbe& probe, const std::string& unreachable,
                       const std::filesystem::path& folder);

// The words of the command that judges the library from now on.
std::vector<std::string> InitRunWords(const InitFiles& files);

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_COMMANDS_INIT_FILES_H_
