// Which public programs an implementation's observed behaviour would hurt. Never scored.
#ifndef WTSCONFORM_CONFORMANCE_RUNNER_DEPENDENTS_H_
#define WTSCONFORM_CONFORMANCE_RUNNER_DEPENDENTS_H_

#include <string>
#include <vector>

#include "reports/formats/results.h"
#include "spec/loader/tables/callers.h"

namespace wtsconform {

// A habit that is hurt.
struct Dependent {
  const Habit* habit;
  std::vector<const CallingProgram*> programs;  // that have it
  const CaseRecord* shown_by;                   // the first case that shows it
};

// In the order of the table, which like the records must outlive them.
std::vector<Dependent> Dependents(const Callers& callers, const std::vector<CaseRecord>& records);

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_RUNNER_DEPENDENTS_H_
