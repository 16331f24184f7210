// The results of a run that goes on, or was interrupted: lines of JSON, so that a file is whole up
// to its last line whenever its writer is killed. The format is described in reports/results.md.
//
//   {"schema":"wtsconform-unfinished/1","complete":false,...}
//   {"begun":"open/value/WTSOpenServerW"}
//   {"id":"open/value/WTSOpenServerW","clause":"OPEN-4",...}      // as in a results file
//
// ReadResults refuses such a file: half a file looks like a better implementation than it is. Only
// who says that it is unfinished may read it.
#ifndef WTSCONFORM_REPORTS_FORMATS_UNFINISHED_RESULTS_H_
#define WTSCONFORM_REPORTS_FORMATS_UNFINISHED_RESULTS_H_

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "reports/formats/results.h"

namespace wtsconform {

struct UnfinishedResults {
  // The cases that have ended, in the order in which they did; whether they were expected is not
  // known yet. `missing` is set.
  Results results;
  std::size_t selected = 0;  // cases of the whole run
  // What the verdicts depend on, besides the implementation and the tool: words of the command line
  // and fingerprints.
  std::map<std::string, std::string> settings;
  std::vector<std::string> running;  // the ids of those that had begun and not ended
};

// The first line, and one for each case.
std::string BeginningOf(const UnfinishedResults& unfinished);
// A line each.
std::string BegunLine(const std::string& id);
std::string EndedLine(const CaseRecord& record);

bool IsUnfinished(std::string_view text);

// A last line that is cut is ignored. Throws ResultsError for what is no such file.
UnfinishedResults ReadUnfinishedResults(const std::filesystem::path& path);

}  // namespace wtsconform

#endif  // WTSCONFORM_REPORTS_FORMATS_UNFINISHED_RESULTS_H_
