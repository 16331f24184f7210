// Files that this program writes: nobody ever finds half of one, and a full disk is noticed.
//
//   CheckWritable(path);                       // before long work
//   WriteFile(path, text);                     // next to its place, then renamed over it
//
//   GrowingFile file(path, "first line\n");    // stands under its name at once
//   file.Append("a line\n");                   // whole, whatever ends this process
//   file.Finish(text);                         // as WriteFile
//
// What is no file on a disk (a pipe, a terminal, a device, an open descriptor such as /dev/stdout)
// is a *stream*: it is written in place, and only when everything is there.
#ifndef WTSCONFORM_CONFORMANCE_PLATFORM_OUTPUT_FILE_H_
#define WTSCONFORM_CONFORMANCE_PLATFORM_OUTPUT_FILE_H_

#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>

#include "conformance/platform/raw_file.h"

namespace wtsconform {

// An output that could not be written; what() names it and says why.
class OutputError : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

// Whether both lead to one file on a disk, which need not be there yet: through links, other names
// of a folder, `./`. A stream is the same as nothing.
bool LeadToOneFile(const std::filesystem::path& a, const std::filesystem::path& b);

// Throws OutputError where a file could not be written there at this moment. Changes nothing.
void CheckWritable(const std::filesystem::path& path);

// Throws OutputError; then a file that was there before is still there.
void WriteFile(const std::filesystem::path& path, const std::string& text);

// A file that is there, and whole, up to the last line appended. All throw OutputError.
class GrowingFile {
 public:
  // Replaces what was there, unless this fails.
  GrowingFile(std::filesystem::path path, const std::string& beginning);
  // Where it fails, the lines before are still there.
  void Append(const std::string& lines);
  void Finish(const std::string& text);
  bool is_stream() const { return !file_; }

 private:
  const std::filesystem::path path_;
  std::optional<RawFile> file_;  // none for a stream
};

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_PLATFORM_OUTPUT_FILE_H_
