// How deep the keys of a text of TOML go, found out before it is parsed.
#ifndef WTSCONFORM_SPEC_LOADER_TOML_TOML_DEPTH_H_
#define WTSCONFORM_SPEC_LOADER_TOML_TOML_DEPTH_H_

#include <string_view>

namespace wtsconform {

// The first line with a key of more than `most` parts (a.b.c has three); 0 where there is none.
// Looks at no more than it must: what is no TOML may give any answer.
int LineOfDeepKey(std::string_view text, int most);

}  // namespace wtsconform

#endif  // WTSCONFORM_SPEC_LOADER_TOML_TOML_DEPTH_H_
