// Files that a command writes at the user's request: see conformance/platform/output_file.h for
// how.
#ifndef WTSCONFORM_CONFORMANCE_COMMANDS_OUTPUT_H_
#define WTSCONFORM_CONFORMANCE_COMMANDS_OUTPUT_H_

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "conformance/implementations/profile.h"
#include "spec/loader/tables/suite.h"

namespace wtsconform {

// Whether the user means a folder: it is one, or is written with a slash at its end.
bool IsFolder(const std::string& path);

// Throws InputError where the system refuses.
void MakeFolder(const std::filesystem::path& path);

// A file, and what it is to the user: "--json", "the library".
struct NamedFile {
  std::string role;
  std::filesystem::path path;  // "" for no file
};

// The files of the user's own tables.
std::vector<NamedFile> FilesOf(const Suite& suite);
// Those of an implementation: what the user named, and the libraries of its profile.
std::vector<NamedFile> FilesOf(const std::string& implementation, const Profile& profile);

// Called before anything is run or written. Throws InputError where two outputs lead to one file,
// or one leads to an input.
void CheckCollisions(const std::vector<NamedFile>& inputs, const std::vector<NamedFile>& outputs);

// Throws InputError where one of them could not be written.
void CheckWritable(const std::vector<NamedFile>& outputs);

// Where there is one.
void WriteIfNamed(const std::filesystem::path& path, const std::string& text);
// To stdout where no file is named.
void WriteOrPrint(const std::string& file, const std::string& text);

// Does all of it, also after one has failed, and says on stderr what could not be written. True
// where everything was.
bool WriteAll(const std::vector<std::function<void()>>& outputs);

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_COMMANDS_OUTPUT_H_
