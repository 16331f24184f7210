// The report of a process, to where somebody outside of it asked for it: each breach as it happens,
// what is left at the end.
#ifndef WTSCONFORM_MOCK_LEDGER_REPORTING_H_
#define WTSCONFORM_MOCK_LEDGER_REPORTING_H_

#include <cstdio>
#include <string>

namespace wtsmock {

struct Reporting {
  const char* reporter = "";  // what its lines on a stream begin with
  std::FILE* stream = stderr;
  // "" for the stream. A name that ends in .json gets the report at the end as JSON, another one as
  // text. A name that ends in .jsonl gets a line of JSON for each thing as it happens, added to
  // what is there, so that several processes may write into one file and what was known stays when
  // one is killed; the status with which the process ends is then left alone. (Otherwise 0 becomes
  // 1 after a breach.) "%p" in the name is the number of the process, "%%" a "%".
  std::string file;
  bool aborts = false;                             // at the first breach
  bool (*is_kept)() = nullptr;                     // whether there is a ledger, at the end
  bool (*is_pending)(const void* wait) = nullptr;  // see TakeBalance
};

// From now on. False if the file cannot be written. To be called once, before the ledger starts.
bool BeginReporting(const Reporting& reporting);

// For who sees that the process ends without exit(): the report of now, once; then nothing. Returns
// what the process is to end with instead of `status`.
int ReportEnd(int status);

// A line (.jsonl) about something whose calls are not seen.
void ReportUnwatched(const std::string& what);

// False if the file cannot be written.
bool WriteReport(const std::string& name, const std::string& text);

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_LEDGER_REPORTING_H_
