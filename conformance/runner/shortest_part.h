// A long case that fails, cut down to the steps that it takes.
#ifndef WTSCONFORM_CONFORMANCE_RUNNER_SHORTEST_PART_H_
#define WTSCONFORM_CONFORMANCE_RUNNER_SHORTEST_PART_H_

#include <functional>
#include <string>

#include "spec/loader/tables/cases.h"

namespace wtsconform {

// The numbers of those steps of the case of which none can be left out, as Case::Part takes them: a
// part that is a case `fails` in the same way. Calls it about as often as the case has steps, at
// most `kMostTrials` times.
std::string ShortestPart(const Case& whole, const std::function<bool(const Case& part)>& fails);

inline constexpr int kMostTrials = 300;

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_RUNNER_SHORTEST_PART_H_
