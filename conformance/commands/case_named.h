// A case as a command line names it.
#ifndef WTSCONFORM_CONFORMANCE_COMMANDS_CASE_NAMED_H_
#define WTSCONFORM_CONFORMANCE_COMMANDS_CASE_NAMED_H_

#include <string>

#include "spec/loader/tables/suite.h"

namespace wtsconform {

// "ID", or "ID=1-4,9" for a part of one (Case::Part). Throws InputError, with the id that may have been
// meant, where it is no case's.
Case CaseNamed(const Suite& suite, const std::string& id);

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_COMMANDS_CASE_NAMED_H_
