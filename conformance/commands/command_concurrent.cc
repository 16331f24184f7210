#include <memory>

#include "conformance/commands/commands.h"
#include "conformance/platform/print.h"
#include "conformance/proof/concurrency/concurrent_search.h"
#include "reports/formats/text.h"

namespace wtsconform {
namespace {

struct ConcurrentSettings {
  std::string implementation;
  std::string server;
  RunOptions run = DefaultRunOptions();
  int rounds = 300;
  std::uint32_t seed = 1;
};

int Concurrent(const ConcurrentSettings& settings, const Suite& suite) {
  Profile profile = FindProfile(settings.implementation);
  OverrideServers(profile, settings.server, "");
  const ConcurrentOptions options{settings.run, settings.rounds, settings.seed};
  const ConcurrentReport report = SearchConcurrently(suite, profile, options);
  using Outcome = ConcurrentReport::Outcome;
  if (report.outcome == Outcome::kNoHandle) {
    PrintError("wtsconform: {}: no opener returns a handle that a call accepts: nothing was run\n",
               profile.name);
    return kNotDecided;
  }
  const Clause& clause = suite.clauses().OfRule("threads-in-some-order");
  Print(
      "{}: 4 threads open with {}, use ({}) and close the same handles; {} from seed "
      "{} ({}, {})\n",
      profile.name, report.opener, report.call, Count(report.rounds, "round"), options.seed,
      clause.id, LevelName(clause.level));
  switch (report.outcome) {
    case Outcome::kExplained:
      Print("each round is explained by an order of its calls\n");
      return kAllAsExpected;
    case Outcome::kInconclusive:
      Print("INCONCLUSIVE: the budget ran out on {} values; the rest is explained\n",
            report.undecided);
      return kNotDecided;
    case Outcome::kUnexplained:
      Print("NOT EXPLAINED by any order, in the last round:\n\n{}\n", report.detail);
      return kUnexpected;
    default:
      Print("DIED in the last round: {}\n", report.detail);
      return kUnexpected;
  }
}

}  // namespace

Command ConcurrentCommand() {
  const auto settings = std::make_shared<ConcurrentSettings>();
  return {.name = "concurrent",
          .summary = "Let threads use and close the same handles",
          .options = {ImplementationWord(settings->implementation),
                      ServerOption(settings->server),
                      {"--rounds", "", "Number of rounds", Number{&settings->rounds, 1, 1'000'000}},
                      {"--seed", "", "Random seed of the first round", &settings->seed},
                      TimeoutOption(settings->run)},
          .footer =
              "Exit status: 0 every round is explained by an order of its calls, 1 one is "
              "not or it died, 4 not decided",
          .run = [settings](const Suite& suite) { return Concurrent(*settings, suite); }};
}

}  // namespace wtsconform
