// A text as TOML writes it.
#ifndef WTSCONFORM_SPEC_LOADER_TOML_QUOTED_H_
#define WTSCONFORM_SPEC_LOADER_TOML_QUOTED_H_

#include <string>
#include <string_view>

namespace wtsconform {

// In double quotes, with what may not stand there escaped. The text is UTF-8.
std::string Quoted(std::string_view text);

}  // namespace wtsconform

#endif  // WTSCONFORM_SPEC_LOADER_TOML_QUOTED_H_
