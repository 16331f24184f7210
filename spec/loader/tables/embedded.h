// The tables as they were when the program was built, so that one file is the whole tool.
#ifndef WTSCONFORM_SPEC_LOADER_TABLES_EMBEDDED_H_
#define WTSCONFORM_SPEC_LOADER_TABLES_EMBEDDED_H_

#include <vector>

#include "cmake/embedded_file.h"

namespace wtsconform {

// functions.toml, clauses.toml and cases/*.toml of spec/.
const std::vector<EmbeddedFile>& EmbeddedTables();
// callers.toml, coverage.toml and requirements/*.toml of spec/.
const std::vector<EmbeddedFile>& EmbeddedLists();
// implementations/*.toml of conformance/.
const std::vector<EmbeddedFile>& EmbeddedProfiles();

}  // namespace wtsconform

#endif  // WTSCONFORM_SPEC_LOADER_TABLES_EMBEDDED_H_
