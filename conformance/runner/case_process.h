// What a child does: load the library, run one case, write the verdict into the journal.
#ifndef WTSCONFORM_CONFORMANCE_RUNNER_CASE_PROCESS_H_
#define WTSCONFORM_CONFORMANCE_RUNNER_CASE_PROCESS_H_

#include <string>

#include "conformance/interpreter/interpreter.h"
#include "conformance/channel/journal.h"
#include "conformance/implementations/profile.h"
#include "spec/loader/tables/suite.h"

namespace wtsconform {

void RunCaseInChild(const Case& subject, const Suite& suite, const Profile& profile, Limits limits,
                    Journal& journal);

// The case as a text for a process that knows nothing yet, and what that process does with it. No
// case means the canary.
std::string DescribeTask(const Case* subject, const Suite& suite, const Profile& profile,
                         Limits limits);
void RunDescribedTask(const std::string& task, Journal& journal);

// What a canary child found out about the library, before any case.
struct LibraryFacts {
  std::string file;
  std::string version;
  std::string configuration;
  std::string exports;  // one letter per function of the catalogue: '1' where it is exported

  bool Exports(const Function& function, const FunctionCatalogue& functions) const;
};

void RunCanaryInChild(const Suite& suite, const Profile& profile, Limits limits, Journal& journal);
// Reads what the canary wrote.
LibraryFacts FactsOf(const Journal& journal);

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_RUNNER_CASE_PROCESS_H_
