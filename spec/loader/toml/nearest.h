// "Did you mean": the candidate closest to a mistyped word.
#ifndef WTSCONFORM_SPEC_LOADER_TOML_NEAREST_H_
#define WTSCONFORM_SPEC_LOADER_TOML_NEAREST_H_

#include <string>
#include <string_view>
#include <vector>

namespace wtsconform {

// The candidate with the smallest edit distance to `word`, or "" where none is near enough to be
// what somebody meant: two letters may differ, in long words a third of them, but never more than
// half of the word.
std::string Nearest(std::string_view word, const std::vector<std::string>& candidates);

// " (did you mean \"x\"?)", or "".
std::string DidYouMean(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace wtsconform

#endif  // WTSCONFORM_SPEC_LOADER_TOML_NEAREST_H_
