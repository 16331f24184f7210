// Which cases of the suite a command is about.
//
//   {.filters = {"close/*", "-close/many/*"}}  // all of close/ but the rows of close/many
//   {.excludes = {"close/many/*"}}             // all but those
#ifndef WTSCONFORM_CONFORMANCE_RUNNER_SELECTION_H_
#define WTSCONFORM_CONFORMANCE_RUNNER_SELECTION_H_

#include <vector>

#include "reports/formats/results.h"
#include "spec/loader/tables/suite.h"

namespace wtsconform {

// Throws InputError where an option is wrong or nothing is left: no cases is never success.
std::vector<const Case*> Select(const Suite& suite, const SelectionOptions& options);

// How many more there would be without the patterns that leave cases out; of a shard, of all shards
// together.
std::size_t LeftOut(const Suite& suite, const SelectionOptions& options);

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_RUNNER_SELECTION_H_
