#include <fmt/format.h>

#include "conformance/commands/commands.h"
#include "conformance/proof/concurrency/concurrent_search.h"

namespace wtsconform {

int Concurrent(const ConcurrentCommand& command, const Suite& suite) {
  Profile profile = FindProfile(command.implementation);
  if (!command.server.empty()) profile.servers.reachable = command.server;
  ConcurrentOptions options{command.run, command.rounds, command.seed};
  const ConcurrentReport report = SearchConcurrently(suite, profile, options);
  using Outcome = ConcurrentReport::Outcome;
  if (report.outcome == Outcome::kNoHandle) {
    fmt::print(stderr,
               "wtsconform: {}: no opener gives a handle that a call works on: nothing was "
               "run\n",
               profile.name);
    return kNothingDecided;
  }
  fmt::print(
      "{}: 4 threads open with {}, use ({}) and close the same handles; {} rounds from seed "
      "{} (GAP-08, robustness)\n",
      profile.name, report.opener, report.call, report.rounds, options.seed);
  switch (report.outcome) {
    case Outcome::kExplained:
      fmt::print("each round is explained by some order of its calls\n");
      return kAllAsExpected;
    case Outcome::kInconclusive:
      fmt::print("INCONCLUSIVE: the budget ran out on {} values; the rest is explained\n",
                 report.undecided);
      return kNothingDecided;
    case Outcome::kUnexplained:
      fmt::print("NOT EXPLAINED by any order, in the last round:\n\n{}\n", report.detail);
      return kUnexpected;
    default: fmt::print("DIED in the last round: {}\n", report.detail); return kUnexpected;
  }
}

}  // namespace wtsconform
