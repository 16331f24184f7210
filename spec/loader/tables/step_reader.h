// Reads the steps of one case, placeholders filled.
#ifndef WTSCONFORM_SPEC_LOADER_TABLES_STEP_READER_H_
#define WTSCONFORM_SPEC_LOADER_TABLES_STEP_READER_H_

#include <vector>

#include "spec/loader/tables/placeholders.h"
#include "spec/loader/tables/step.h"

namespace wtsconform {

// `steps` must outlive what is returned. Throws InputError: an unknown verb, key, function, server
// kind or placeholder.
std::vector<Step> ReadSteps(const Value& steps, const Binding& binding,
                            const FunctionCatalogue& functions);

}  // namespace wtsconform

#endif  // WTSCONFORM_SPEC_LOADER_TABLES_STEP_READER_H_
