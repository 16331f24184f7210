// Which cases of the suite a command is about.
#ifndef WTSCONFORM_CONFORMANCE_RUNNER_SELECTION_H_
#define WTSCONFORM_CONFORMANCE_RUNNER_SELECTION_H_

#include <string>
#include <vector>

#include "spec/loader/tables/suite.h"

namespace wtsconform {

struct SelectionOptions {
  std::vector<std::string> filters;  // globs over ids; a case is selected by any of them
  std::string clause;
  std::string level;
  std::string shard;              // "I/N", counted from 1
  std::string requirements = {};  // the version of a frozen set
};

// Throws InputError where an option is wrong or nothing is left: no cases is never success.
std::vector<const Case*> Select(const Suite& suite, const SelectionOptions& options);

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_RUNNER_SELECTION_H_
