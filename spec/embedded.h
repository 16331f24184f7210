// The tables as they were when the program was built, so that one file is the whole tool.
#ifndef WTSCONFORM_SPEC_EMBEDDED_H_
#define WTSCONFORM_SPEC_EMBEDDED_H_

#include <string_view>
#include <vector>

namespace wtsconform {

struct EmbeddedFile {
  std::string_view name;  // as in the source tree, below its folder: "cases/close.toml"
  std::string_view text;
};

// functions.toml, clauses.toml and cases/*.toml of spec/.
const std::vector<EmbeddedFile>& EmbeddedTables();
// coverage.toml and requirements/*.toml of spec/.
const std::vector<EmbeddedFile>& EmbeddedLists();
// implementations/*.toml of conformance/.
const std::vector<EmbeddedFile>& EmbeddedProfiles();

}  // namespace wtsconform

#endif  // WTSCONFORM_SPEC_EMBEDDED_H_
