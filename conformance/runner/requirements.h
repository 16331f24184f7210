// Frozen sets of cases, so that tomorrow's cases do not move today's score.
#ifndef WTSCONFORM_CONFORMANCE_RUNNER_REQUIREMENTS_H_
#define WTSCONFORM_CONFORMANCE_RUNNER_REQUIREMENTS_H_

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "spec/loader/tables/suite.h"

namespace wtsconform {

// requirements/VERSION.toml: clauses, and the ids of their cases as they were frozen.
struct Requirements {
  std::string version;
  std::vector<std::string> clauses;
  std::set<std::string, std::less<>> cases;
};

// Throws InputError.
Requirements ReadRequirements(std::string_view toml, const std::string& file);

// The set of that version. Throws InputError where there is none, or where the suite lacks a case
// of it: an id never changes, so those are other tables.
Requirements FindRequirements(const std::string& version, const Suite& suite);

std::vector<std::string> RequirementVersions();

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_RUNNER_REQUIREMENTS_H_
