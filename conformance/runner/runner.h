// Runs a selection of cases against one implementation.
#ifndef WTSCONFORM_CONFORMANCE_RUNNER_RUNNER_H_
#define WTSCONFORM_CONFORMANCE_RUNNER_RUNNER_H_

#include <functional>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

#include "conformance/implementations/profile.h"
#include "conformance/interpreter/interpreter.h"
#include "conformance/isolation/isolation.h"
#include "conformance/runner/case_process.h"
#include "reports/formats/results.h"
#include "spec/loader/tables/suite.h"

namespace wtsconform {

struct RunOptions {
  int jobs = 1;
  std::chrono::milliseconds timeout{2000};
  bool stress = false;      // as many handles and pairs as the tables ask for
  bool may_mutate = false;  // --mutating --this-machine-may-be-lost, and no power to do harm
};

// A library that cannot be judged: it cannot be loaded, crashes or hangs while loading, exports
// nothing of the API, or is not what its profile says. what() is for the user.
class UnusableLibrary : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

// Called once for each case as soon as it is decided, with how many are; not for those that are
// known.
using Progress = std::function<void(std::size_t done, const CaseRecord& record)>;

// A run that goes on where another one was interrupted, and may be interrupted itself.
struct RunLog {
  std::map<std::string, CaseRecord> known = {};  // by id; these cases are not run again
  std::function<void(const Case&)> begun = [](const Case&) {};
};

// Loads the library once in a child of its own, before any case. Throws UnusableLibrary.
LibraryFacts ProbeLibrary(const Suite& suite, const Profile& profile, const RunOptions& options);

// The records are in the order of `cases`; `expected` is not yet set. The caller must have one
// thread only.
std::vector<CaseRecord> RunCases(const Suite& suite, const std::vector<const Case*>& cases,
                                 const Profile& profile, const LibraryFacts& facts,
                                 const RunOptions& options, const Progress& progress,
                                 const RunLog& log = {});

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_RUNNER_RUNNER_H_
