#include <fmt/format.h>

#include "conformance/commands/commands.h"
#include "conformance/platform/terminal.h"
#include "conformance/proof/histories/history_search.h"
#include "reports/formats/style.h"

namespace wtsconform {

int Histories(const HistoriesCommand& command, const Suite& suite) {
  Profile profile = FindProfile(command.implementation);
  if (!command.server.empty()) profile.servers.reachable = command.server;
  if (!command.unreachable.empty()) profile.servers.unreachable = command.unreachable;
  HistoryReport report;
  {
    ProgressLine line("histories");
    report = SearchHistories(suite, profile, {command.run, command.depth},
                             [&](std::size_t done, std::size_t of) { line.Show(done, of); });
  }
  if (report.openers.empty()) {
    fmt::print(stderr,
               "wtsconform: {}: no opener gives a handle that a call works on: nothing was "
               "run\n",
               profile.name);
    return kNothingDecided;
  }
  std::string openers, limit;
  if (report.too_many) {
    limit = fmt::format(
        ", {} not run because they hold more than {} handles, and no more work here"
        " at one time",
        report.too_many, report.at_once);
  }
  for (const std::string& each : report.openers) openers += (openers.empty() ? "" : ", ") + each;
  fmt::print(
      "{}: every history of up to {} events over {{open by {}; open a bad name; use; close; "
      "close again; close NULL; close -1}}\na use is {}; at the end of each every handle and "
      "WTS_CURRENT_SERVER_HANDLE is looked at\n{} histories, {} run, {} not run because they "
      "contain a shorter one that fails{}{}\n\n",
      profile.name, report.depth, openers, report.call, report.enumerated, report.run,
      report.skipped, limit, report.ended_early ? ", the rest not run after several failures" : "");
  const Style style{WantsColour(), TerminalWidth()};
  bool required = false;
  for (const HistoryFinding& each : report.findings) {
    required |= each.level == "required";
    fmt::print("{} {} ({})\n  history:  {}\n{}  observed: {}\n\n",
               Paint(style, each.level == "required" ? Ink::kBad : Ink::kDoubtful, "BROKEN"),
               each.clause, each.level, each.history,
               each.before.empty() ? "" : "  after:    " + each.before + "\n", each.what);
  }
  if (report.findings.empty()) fmt::print("all did what the model demands\n");
  return required ? kUnexpected : kAllAsExpected;
}

}  // namespace wtsconform
