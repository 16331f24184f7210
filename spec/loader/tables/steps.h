// Reads the steps of one case, placeholders filled.
#ifndef WTSCONFORM_SPEC_LOADER_TABLES_STEPS_H_
#define WTSCONFORM_SPEC_LOADER_TABLES_STEPS_H_

#include <vector>

#include "spec/loader/tables/cases.h"

namespace wtsconform {

// Throws InputError: an unknown verb, key, function, server kind or placeholder.
std::vector<Step> ReadSteps(const Value& steps, const Binding& binding,
                            const FunctionCatalogue& functions);

}  // namespace wtsconform

#endif  // WTSCONFORM_SPEC_LOADER_TABLES_STEPS_H_
