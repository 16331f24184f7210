#include "conformance/proof/histories/history_search.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <sstream>

#include "conformance/isolation/crash_report.h"
#include "conformance/proof/histories/history_run.h"
#include "conformance/runner/trace.h"
#include "conformance/runner/verdicts.h"

namespace wtsconform {
namespace {

// So many in one process: a death costs no more than their repetition.
constexpr std::size_t kBatch = 2000;
constexpr std::chrono::minutes kBatchBudget{5};  // of one batch

struct Failure {
  std::size_t index;  // in the batch
  std::string what;   // "CLOSE-6 ..."
};

class Search {
 public:
  Search(const Suite& suite, const Profile& profile, const HistoryOptions& options,
         const HistoryProgress& progress)
      : suite_(suite), profile_(profile), options_(options), progress_(progress) {}

  HistoryReport Run() {
    Prepare();
    report_.depth = options_.depth;
    if (tools_.openers.empty()) return report_;
    for (const bool lawful : {true, false}) {
      for (std::size_t length = 1; length <= options_.depth; ++length) {
        VisitHistories(length, tools_.openers.size(), lawful,
                       [&](const History& history) { total_ += lawful || !IsLawful(history); });
      }
    }
    for (const bool lawful : {true, false}) SearchLevel(lawful);
    return report_;
  }

 private:
  template <typename Body>
  std::string InChild(const Body& body, ChildEnd* how, std::string* progress) {
    std::string result;
    RunIsolated(
        1, {1, kBatchBudget, [&](std::size_t) { return profile_.environment; }},
        [&](std::size_t, Journal& journal) {
          InstallCrashReports(journal);
          auto* recorder = new Recorder(journal, options_.run.timeout);
          const Library& library = *LoadLibraryOf(profile_).release();
          auto* caller = new Caller(library, suite_, profile_, *recorder);
          const std::string told = body(*caller, journal);
          recorder->Complete(0, "", told);
        },
        [&](std::size_t, Journal& journal, const ChildEnd& end) {
          *how = end;
          const bool complete = journal.complete == Journal::kCompleteMarker;
          (complete ? result : *progress) = journal.detail.Get();
          if (!complete) result = WhatHappened(journal, end);
        });
    return result;
  }

  std::string WhatHappened(Journal& journal, const ChildEnd& end) const {
    const bool hung = end.how == ChildEnd::How::kHung || end.how == ChildEnd::How::kOverBudget;
    std::string name = end.how == ChildEnd::How::kSignalled ? SignalName(end.code)
                                                            : fmt::format("exit {}", end.code);
    if (journal.crash.seen) name = SignalName(journal.crash.signal);
    const std::uint32_t calls = journal.calls;
    const std::string in =
        calls ? FunctionName(journal.Entry(calls - 1), suite_.functions()) : "the library's start";
    return hung ? "hang " + in + " does not return" : fmt::format("crash {} in {}", name, in);
  }

  void Prepare() {
    ChildEnd end;
    std::string ignored;
    const std::string told = InChild(
        [&](Caller& caller, Journal&) {
          const HistoryTools tools = FindTools(suite_, caller, options_.depth);
          std::string text =
              fmt::format("{}\n{:d} {}\n", tools.call, tools.current_works, tools.at_once);
          for (const std::string& opener : tools.openers) text += opener + "\n";
          return text;
        },
        &end, &ignored);
    if (end.how != ChildEnd::How::kExited || told.starts_with("crash") ||
        told.starts_with("hang")) {
      throw UnusableLibrary(profile_.name + ": no history can be begun: " + told);
    }
    std::istringstream stream(told);
    std::getline(stream, tools_.call);
    stream >> tools_.current_works >> tools_.at_once >> std::ws;
    for (std::string opener; std::getline(stream, opener);) tools_.openers.push_back(opener);
    report_.openers = tools_.openers;
    report_.call = tools_.call;
    report_.at_once = tools_.at_once;
  }

  // The first of them that fails, if any does.
  std::optional<Failure> RunBatch(const std::vector<History>& batch) {
    ChildEnd end;
    std::string progress;
    const std::string told = InChild(
        [&](Caller& caller, Journal& journal) -> std::string {
          for (std::size_t i = 0; i < batch.size(); ++i) {
            journal.detail.Set(std::to_string(i));
            const std::string broken = RunHistory(batch[i], tools_, suite_, caller);
            if (!broken.empty()) return fmt::format("{} {}", i, broken);
          }
          return "";
        },
        &end, &progress);
    if (told.empty()) return std::nullopt;
    if (!progress.empty()) return Failure{std::stoul(progress), told};
    const std::size_t blank = told.find(' ');
    return Failure{std::stoul(told), told.substr(blank + 1)};
  }

  void SearchLevel(bool lawful) {
    known_bad_.clear();
    std::size_t findings = 0;
    std::vector<History> batch;
    const auto flush = [&] {
      while (!batch.empty() && findings < options_.most_findings) {
        const std::optional<Failure> failure = RunBatch(batch);
        const std::size_t done = failure ? failure->index + 1 : batch.size();
        report_.run += done;
        if (failure) {
          Found(batch, *failure, lawful);
          ++findings;
        }
        batch.erase(batch.begin(), batch.begin() + static_cast<std::ptrdiff_t>(done));
        DropKnownBad(batch);
        progress_(report_.run + report_.skipped + report_.too_many, total_);
      }
    };
    for (std::size_t length = 1; length <= options_.depth; ++length) {
      VisitHistories(length, tools_.openers.size(), lawful, [&](const History& history) {
        if (!lawful && IsLawful(history)) return;
        ++report_.enumerated;
        if (MostOpenAtOnce(history) > tools_.at_once) {
          ++report_.too_many;
          return;
        }
        if (findings >= options_.most_findings) return;
        batch.push_back(history);
        if (batch.size() == kBatch) {
          DropKnownBad(batch);
          flush();
        }
      });
      DropKnownBad(batch);
      flush();  // shorter histories are done before longer ones begin
    }
    if (findings >= options_.most_findings) report_.ended_early = true;
  }

  void DropKnownBad(std::vector<History>& batch) {
    report_.skipped += std::erase_if(batch, [&](const History& history) {
      return std::any_of(known_bad_.begin(), known_bad_.end(),
                         [&](const History& bad) { return Contains(history, bad); });
    });
  }

  void Found(const std::vector<History>& batch, const Failure& failure, bool lawful) {
    const History& history = batch[failure.index];
    HistoryFinding finding;
    finding.level = lawful ? "required" : "robustness";
    finding.history = HistoryText(history, tools_.openers);
    std::string what = failure.what;
    if (const auto alone = RunBatch({history})) {
      what = alone->what;
    } else {
      finding.before = Culprit(batch, failure.index);
    }
    const std::size_t blank = what.find(' ');
    finding.clause = what.substr(0, blank);
    finding.what = what.substr(blank + 1);
    if (finding.clause == "crash" || finding.clause == "hang") {
      finding.what = what;
      finding.clause = Contains(history, {{Act::kClose}}) ? "CLOSE-6" : "USE-1";
      if (!lawful) finding.clause = "CLOSE-2";
      if (!lawful && Contains(history, {{Act::kCloseAgain}})) finding.clause = "CLOSE-7";
      if (!lawful && Contains(history, {{Act::kCloseNull}})) finding.clause = "CLOSE-3";
    }
    report_.findings.push_back(finding);
    known_bad_.push_back(history);
  }

  // The last history before it without which it does not fail: what runs before is halved.
  std::string Culprit(const std::vector<History>& batch, std::size_t failing) {
    const auto fails_from = [&](std::size_t first) {
      return RunBatch({batch.begin() + static_cast<std::ptrdiff_t>(first),
                       batch.begin() + static_cast<std::ptrdiff_t>(failing) + 1})
          .has_value();
    };
    std::size_t fails = 0, passes = failing;
    if (!fails_from(fails)) return "(it does not happen again: a race, or chance)";
    while (passes - fails > 1) {
      const std::size_t middle = (fails + passes) / 2;
      (fails_from(middle) ? fails : passes) = middle;
    }
    return HistoryText(batch[fails], tools_.openers);
  }

  const Suite& suite_;
  const Profile& profile_;
  const HistoryOptions& options_;
  const HistoryProgress& progress_;
  HistoryTools tools_;
  HistoryReport report_;
  std::size_t total_ = 0;
  std::vector<History> known_bad_;
};

}  // namespace

HistoryReport SearchHistories(const Suite& suite, const Profile& profile,
                              const HistoryOptions& options, const HistoryProgress& progress) {
  return Search(suite, profile, options, progress).Run();
}

}  // namespace wtsconform
