// A finding as its maintainer wants to read it.
#ifndef WTSCONFORM_CONFORMANCE_COMMANDS_BUG_REPORT_H_
#define WTSCONFORM_CONFORMANCE_COMMANDS_BUG_REPORT_H_

#include <map>
#include <string>
#include <vector>

#include "reports/formats/results.h"
#include "spec/loader/tables/suite.h"

namespace wtsconform {

// Those of the cases that fail like `subject`, itself the first: for the same reason, with the same
// verdict. One report is about all of them.
std::vector<CaseRecord> CasesOfOneCause(const CaseRecord& subject,
                                        const std::vector<CaseRecord>& all);

struct BugReport {
  std::string title;  // of the implementation
  ImplementationRecord implementation;
  ToolRecord tool;
  std::map<std::string, std::string> host;
  std::vector<CaseRecord> cases;  // of one cause, not empty; the first is the example
  std::string reproducer;         // a C program, "" where there can be none
  std::string repro_command;      // what writes the program to a file
};

// In Markdown: what is wrong in one sentence, what is documented, expected and observed, the calls,
// a backtrace, the other cases, which public programs it hurts, the versions, the reproducer.
std::string BugReportText(const BugReport& report, const Suite& suite);

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_COMMANDS_BUG_REPORT_H_
