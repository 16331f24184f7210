// Files that a command writes at the user's request.
#ifndef WTSCONFORM_CONFORMANCE_COMMANDS_OUTPUT_H_
#define WTSCONFORM_CONFORMANCE_COMMANDS_OUTPUT_H_

#include <filesystem>
#include <string>

namespace wtsconform {

// Whether the user means a folder: it is one, or is written with a slash at its end.
bool IsFolder(const std::string& path);

// Both throw InputError where the system refuses.
void MakeFolder(const std::filesystem::path& path);
void WriteText(const std::filesystem::path& path, const std::string& text);

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_COMMANDS_OUTPUT_H_
