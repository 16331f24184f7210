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

// Parses the file and returns what `from` makes of it, with the file's name in its member `file`.
// `kind` says what the file should be. Throws ResultsError: unreadable or too large, no JSON or
// nested too deep, a key missing or of the wrong type, or what `from` refuses.
template <class Json, class Read>
Read ReadJson(const std::filesystem::path& path, const std::string& kind,
              Read (*from)(const Json&)) {
  try {
    const FileText file = ReadFileText(path, kLargestJson);
    if (!file.problem.empty()) throw ResultsError(file.problem);
    CheckDepth(file.text);
    Read read = from(Json::parse(file.text));
    read.file = TextOf(path.filename());
    return read;
  } catch (const typename Json::exception& error) {
    throw ResultsError(TextOf(path) + " is refused: it is no " + kind + ": " + error.what());
  } catch (const ResultsError& error) {
    throw ResultsError(TextOf(path) + " is refused: " + error.what());
  }
}

}  // namespace wtsconform

#endif  // WTSCONFORM_REPORTS_FORMATS_READ_JSON_H_
