// What a child does: load the library, run one case, send what it came to.
#ifndef WTSCONFORM_CONFORMANCE_RUNNER_CASE_PROCESS_H_
#define WTSCONFORM_CONFORMANCE_RUNNER_CASE_PROCESS_H_

#include <string>

#include "conformance/channel/journal.h"
#include "conformance/implementations/profile.h"
#include "conformance/interpreter/interpreter.h"
#include "conformance/runner/case_messages.h"
#include "spec/loader/tables/suite.h"

namespace wtsconform {

void RunCaseInChild(const Case& subject, const Suite& suite, const Profile& profile, Limits limits,
                    Journal& journal);

// The case as a text for a process that knows nothing yet, and what that process does with it. No
// case means the canary.
std::string DescribeTask(const Case* subject, const Suite& suite, const Profile& profile,
                         Limits limits);
void RunDescribedTask(const std::string& task, Journal& journal);

// Sends the LibraryFacts, or the decision that the library cannot be loaded.
void RunCanaryInChild(const Suite& suite, const Profile& profile, Limits limits, Journal& journal);

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_RUNNER_CASE_PROCESS_H_
