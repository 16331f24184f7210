// Patterns over case ids: '*' is any text, '?' any letter, everything else is itself.
#ifndef WTSCONFORM_CONFORMANCE_IMPLEMENTATIONS_GLOB_H_
#define WTSCONFORM_CONFORMANCE_IMPLEMENTATIONS_GLOB_H_

#include <string>
#include <string_view>
#include <vector>

namespace wtsconform {

bool GlobMatches(std::string_view pattern, std::string_view text);
bool MatchesAny(const std::vector<std::string>& patterns, std::string_view text);

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_IMPLEMENTATIONS_GLOB_H_
