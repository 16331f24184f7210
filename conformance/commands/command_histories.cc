#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "conformance/commands/commands.h"
#include "conformance/platform/print.h"
#include "conformance/platform/progress_line.h"
#include "conformance/platform/terminal.h"
#include "conformance/proof/histories/history_search.h"
#include "reports/formats/style.h"
#include "reports/formats/text.h"

namespace wtsconform {
namespace {

// A search may take minutes: whoever reads a log sees that it goes on.
constexpr std::chrono::seconds kProgressElsewhere{20};

struct HistoriesSettings {
  std::string implementation;
  std::string server;
  std::string unreachable;
  RunOptions run = DefaultRunOptions();
  int depth = 5;
  int budget = 120;
};

HistoryReport Search(const HistoriesSettings& settings, const Profile& profile,
                     const Suite& suite) {
  ProgressLine line("histories", kProgressElsewhere);
  HistoryOptions options;
  options.run = settings.run;
  options.depth = static_cast<std::size_t>(settings.depth);
  options.budget = std::chrono::seconds(settings.budget);
  return SearchHistories(suite, profile, options,
                         [&](std::size_t done, std::size_t of) { line.Show(done, of); });
}

// What was run, and what was not and why.
void PrintScope(const HistoryReport& report, const std::string& name) {
  std::string openers, calls, limit;
  for (const std::string& each : report.calls) calls += (calls.empty() ? "" : ", ") + each;
  for (const std::string& each : report.openers) openers += (openers.empty() ? "" : ", ") + each;
  if (report.too_many) {
    limit = fmt::format(
        ", {} not run because they hold more than {}, and no more work here at one time",
        report.too_many, Count(report.at_once, "handle"));
  }
  Print(
      "{}: every history of up to {} over {{open by {}; open a bad name; use; close; "
      "close again; close NULL; close -1}}, and shorter ones over {{a call that fails; a buffer "
      "that is kept{}}}\na use is one of {}, in turn; at the end of each, every handle, buffer and "
      "WTS_CURRENT_SERVER_HANDLE is checked\n{}, {} run, {} not run because they "
      "contain a shorter one that fails{}{}\n\n",
      name, Count(report.depth, "event"), openers, report.other ? "; open another server" : "",
      calls, Count(report.enumerated, "history", "histories"), report.run, report.skipped, limit,
      report.ended_early ? ", the rest not run after several failures" : "");
  if (!report.out_of_time) return;
  const auto& [permitted, richer, errors] = report.complete;
  Print(
      "TIME IS UP: complete up to {} of permitted ones, {} of those with failing calls, buffers "
      "and "
      "servers, {} of those with the caller's errors; --budget SECONDS gives more time, 0 all\n\n",
      Count(permitted, "event"), richer, errors);
}

void PrintFinding(const HistoryFinding& finding, const Style& style) {
  const bool required = finding.level == "required";
  Print("{} {} ({})\n  history:  {}\n{}  observed: {}\n\n",
        Paint(style, required ? TextStyle::kBad : TextStyle::kDoubtful, "DEVIATION"),
        finding.clause, finding.level, finding.history,
        finding.before.empty() ? "" : "  after:    " + finding.before + "\n", finding.what);
}

int Histories(const HistoriesSettings& settings, const Suite& suite) {
  Profile profile = FindProfile(settings.implementation);
  OverrideServers(profile, settings.server, settings.unreachable);
  const HistoryReport report = Search(settings, profile, suite);
  if (report.openers.empty() && report.findings.empty()) {
    PrintError("wtsconform: {}: no opener returns a handle that a call accepts: nothing was run\n",
               profile.name);
    return kNotDecided;
  }
  if (!report.openers.empty()) PrintScope(report, profile.name);
  const Style style{WantsColour(), TerminalWidth()};
  for (const HistoryFinding& each : report.findings) PrintFinding(each, style);
  if (report.findings.empty()) {
    Print("all {}behave as the model demands\n", report.out_of_time ? "that were run " : "");
  }
  const bool deviates =
      std::any_of(report.findings.begin(), report.findings.end(),
                  [](const HistoryFinding& each) { return each.level == "required"; });
  return deviates ? kUnexpected : kAllAsExpected;
}

}  // namespace

Command HistoriesCommand() {
  const auto settings = std::make_shared<HistoriesSettings>();
  return {.name = "histories",
          .summary = "Run every short sequence of opens, uses and closes",
          .options = {ImplementationWord(settings->implementation),
                      ServerOption(settings->server),
                      UnreachableOption(settings->unreachable),
                      {"--depth", "", "Events of the longest histories",
                       Number{&settings->depth, 1, 7}},
                      {"--budget", "SECONDS", "Time after which what was found so far is reported",
                       Number{&settings->budget, 0, 86400}},
                      TimeoutOption(settings->run)},
          .footer =
              "Exit status: 0 no required clause is deviated from, 1 one is, 4 no handle "
              "could be opened",
          .run = [settings](const Suite& suite) { return Histories(*settings, suite); }};
}

}  // namespace wtsconform
