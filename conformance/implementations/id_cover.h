// Patterns for a set of cases, as a person would write them.
#ifndef WTSCONFORM_CONFORMANCE_IMPLEMENTATIONS_ID_COVER_H_
#define WTSCONFORM_CONFORMANCE_IMPLEMENTATIONS_ID_COVER_H_

#include <set>
#include <string>
#include <vector>

namespace wtsconform {

// Patterns that match each of `ids` once and no other of `all_ids`, wide ones where that is
// possible: "close/many/*" where these are all cases of close/many.
std::vector<std::string> PatternsFor(std::set<std::string> ids,
                                     const std::vector<std::string>& all_ids);

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_IMPLEMENTATIONS_ID_COVER_H_
