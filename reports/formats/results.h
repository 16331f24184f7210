// The results of one run over one implementation, and their file: struct, writer and reader.
//
// The format is described in reports/results.md. A file ends with "complete": true; one without it
// (an interrupted run, a full disk) is refused by ReadResults. What a run has while it goes on is
// in unfinished_results.h.
#ifndef WTSCONFORM_REPORTS_FORMATS_RESULTS_H_
#define WTSCONFORM_REPORTS_FORMATS_RESULTS_H_

#include <cstddef>
#include <filesystem>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace wtsconform {

enum class Verdict {
  kPass,
  kDeviation,  // required: the implementation does not conform to the clause
  kCrash,
  kHang,          // one call did not return within the timeout, or the process did not exit
  kHarm,          // robustness: damage to what was not touched
  kUntestable,    // a precondition or a control failed
  kUnsupported,   // a function is not exported, or a proven stub
  kInconclusive,  // the budget ran out before a decision
  kObserved,      // recorded, never judged
  kHarnessError,  // ours, never the implementation's fault
};

std::string_view VerdictName(Verdict verdict);
// Throws std::invalid_argument for a name that is no verdict.
Verdict VerdictFromName(std::string_view name);
const std::vector<Verdict>& AllVerdicts();
// Whether a case of the level can have the verdict; a summary counts those, 0 included.
bool BelongsTo(std::string_view level, Verdict verdict);

struct CaseRecord {
  std::string id;
  std::string clause;
  std::string level;  // required, robustness, observed
  Verdict verdict = Verdict::kHarnessError;
  bool expected = false;           // an entry of the implementation's list covers this verdict
  std::string wanted;              // what the case judged by: what should have happened, or ""
  std::string observed;            // what happened instead; "" where nothing was wanted
  std::string detail;              // both in one text; where nothing was wanted, the reason
  std::string signature;           // short and stable: "SIGSEGV in WTSCloseServer"
  std::vector<std::string> trace;  // the calls in order, one line each; empty for a pass
  // Processes that the library left running, by name; they were ended.
  std::vector<std::string> left_running;
  double seconds = 0;

  // Sets wanted, observed and the detail that says both: "expected: X; observed: Y".
  void Judge(const std::string& should_happen, const std::string& happened);
};

struct ImplementationRecord {
  std::string name;
  std::string version;
  std::string library;  // file name, no folders: results travel
  std::string sha256;
  std::string loader;  // how it was loaded: plain, winpr ...
};

struct ToolRecord {
  std::string version;
  std::string revision;
};

// Which cases a run was asked for: the values of its options, "" where one was not given.
struct SelectionOptions {
  // Globs over ids; a case is selected by any of them. One that begins with "-" leaves out what the
  // rest of it matches.
  std::vector<std::string> filters = {};
  std::string clause = {};
  std::string level = {};
  std::string shard = {};                  // "I/N", counted from 1
  std::string requirements = {};           // the version of a frozen set
  std::vector<std::string> excludes = {};  // globs over ids: these are left out
};

struct SelectionRecord {
  std::string tables;                   // "embedded", or "own" for --spec
  std::string tables_sha256;            // see results.md
  std::vector<SelectionOptions> parts;  // one; as many as files where they were merged
};

struct Results {
  ToolRecord tool;
  ImplementationRecord implementation;
  std::map<std::string, std::string> host;
  std::optional<SelectionRecord> selection;  // files of earlier versions have none
  std::vector<CaseRecord> cases;
  // Cases that an interrupted run did not come to: no results file has such, see
  // unfinished_results.h. Whoever shows these results has to say so.
  std::size_t missing = 0;

  // "" where nothing is missing, or a sentence that says so.
  std::string Unfinished() const;

  // Level, verdict, count. Every verdict that a level knows is present, 0 included.
  std::map<std::string, std::map<std::string, int>> Summary() const;
};

// A results file that is refused; what() names the file and why, in at most about 1,000 bytes.
class ResultsError : public std::runtime_error {
 public:
  explicit ResultsError(const std::string& message);
};

// The whole text of a results file. Bytes that are no UTF-8 become U+FFFD, seconds are rounded to
// milliseconds. Each level of a case must be one of those named above.
std::string ToJson(const Results& results);

// One case, as its line in such a file.
std::string ToJson(const CaseRecord& record);

// What ToJson wrote. Both throw ResultsError.
Results ResultsFromJson(const std::string& text);
CaseRecord CaseFromJson(const std::string& text);

// Throws ResultsError: unreadable or too large, not JSON or nested too deep, another schema,
// incomplete, a key missing or of the wrong type, an unknown level or verdict, a verdict that no
// case of the level can have, an id twice, a summary that contradicts the cases.
Results ReadResults(const std::filesystem::path& path);

}  // namespace wtsconform

#endif  // WTSCONFORM_REPORTS_FORMATS_RESULTS_H_
