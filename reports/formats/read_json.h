// Reads a file of JSON that another program wrote: the refusals are the same for all formats.
#ifndef WTSCONFORM_REPORTS_FORMATS_READ_JSON_H_
#define WTSCONFORM_REPORTS_FORMATS_READ_JSON_H_

#include <filesystem>
#include <string>

#include "reports/formats/json_depth.h"
#include "reports/formats/results.h"
#include "spec/loader/toml/file_text.h"
#include "spec/loader/toml/utf8_path.h"

namespace wtsconform {

// Parses the file and returns what `from` makes of it. `kind` says what the file should be. Throws
// ResultsError: unreadable or too large, no JSON or nested too deep, a key missing or of the wrong
// type, or what `from` refuses.
template <class Json, class Read>
Read ReadUnnamedJson(const std::filesystem::path& path, const std::string& kind,
                     Read (*from)(const Json&)) {
  try {
    const FileText file = ReadFileText(path, kLargestJson);
    if (!file.problem.empty()) throw ResultsError(file.problem);
    CheckDepth(file.text);
    return from(Json::parse(file.text));
  } catch (const typename Json::exception& error) {
    throw ResultsError(TextOf(path) + " is refused: it is no " + kind + ": " + error.what());
  } catch (const ResultsError& error) {
    throw ResultsError(TextOf(path) + " is refused: " + error.what());
  }
}

// The same, with the file's name in the member `file` of what is returned.
template <class Json, class Read>
Read ReadJson(const std::filesystem::path& path, const std::string& kind,
              Read (*from)(const Json&)) {
  Read read = ReadUnnamedJson(path, kind, from);
  read.file = TextOf(path.filename());
  return read;
}

}  // namespace wtsconform

#endif  // WTSCONFORM_REPORTS_FORMATS_READ_JSON_H_
