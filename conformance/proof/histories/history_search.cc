#include "conformance/proof/histories/history_search.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "conformance/channel/recorder.h"
#include "conformance/isolation/crash_report.h"
#include "conformance/proof/histories/history_run.h"
#include "conformance/runner/trace.h"
#include "conformance/runner/verdicts.h"

namespace wtsconform {
namespace {

// So many in one process: a death costs no more than their repetition.
constexpr std::size_t kBatch = 2000;
constexpr std::chrono::minutes kBatchBudget{5};  // of one batch
// After which it ends, so that a slow library is no hang, a budget is kept and progress is shown.
constexpr std::chrono::seconds kBatchTime{2};

// The protocol: what the openers and the call are, and where a batch ended.
constexpr char kHistoryTools[] = "history tools/1";
constexpr char kHistoriesRun[] = "histories run/1";
// More openers than the API has.
constexpr std::uint64_t kMostOpeners = 100;
// More than take turns.
constexpr std::uint64_t kMostCallsSent = 100;
// The longest richer histories: of longer ones there are too many.
constexpr std::size_t kLongestRicher = 5;

MessageWriter ToMessage(const HistoryTools& tools) {
  MessageWriter message(kHistoryTools);
  message.Text(tools.call).Number(tools.current_works).Number(tools.at_once);
  message.Text(tools.fails).Number(tools.other).Number(tools.calls.size());
  for (const std::string& call : tools.calls) message.Text(call);
  message.Number(tools.openers.size());
  for (const std::string& opener : tools.openers) message.Text(opener);
  return message;
}

HistoryTools ToolsFrom(std::string_view message) {
  MessageReader reader(message, kHistoryTools);
  HistoryTools tools;
  tools.call = reader.Text();
  tools.current_works = reader.NumberBelow(2) == 1;
  tools.at_once = static_cast<std::size_t>(reader.Number());
  tools.fails = reader.Text();
  tools.other = reader.NumberBelow(2) == 1;
  const std::uint64_t calls = reader.NumberBelow(kMostCallsSent);
  for (std::uint64_t i = 0; i < calls; ++i) tools.calls.push_back(reader.Text());
  const std::uint64_t count = reader.NumberBelow(kMostOpeners);
  for (std::uint64_t i = 0; i < count; ++i) tools.openers.push_back(reader.Text());
  reader.End();
  return tools;
}

// What a history came to that failed.
struct Failure {
  std::size_t index = 0;  // in the batch
  bool died = false;      // the process, or it hung; else `breach` says the rule
  Breach breach;
};

// What a batch came to.
struct Ran {
  std::size_t count = 0;  // so many of it were run, the one that failed among them
  std::optional<Failure> failure;
};

// What one child left.
struct Left {
  bool finished = false;
  std::vector<std::string> messages;
  std::size_t progress = 0;
  std::string how_it_died;  // where it did not finish
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
    ForEachPart([&](HistoryKind kind, std::size_t length) {
      Visit(kind, length, [&](const History&) { ++total_; });
    });
    ForEachPart([&](HistoryKind kind, std::size_t length) { SearchPart(kind, length); });
    return report_;
  }

 private:
  // What was found of one kind.
  struct Found {
    std::vector<History> known_bad;
    std::size_t count = 0;
  };

  // Shorter histories before longer ones; of one length each kind.
  template <typename Part>
  void ForEachPart(const Part& part) const {
    for (std::size_t length = 1; length <= options_.depth; ++length) {
      part(HistoryKind::kPermitted, length);
      if (length < options_.depth && length <= kLongestRicher && !tools_.fails.empty()) {
        part(HistoryKind::kRicher, length);
      }
      part(HistoryKind::kErrors, length);
    }
  }

  void Visit(HistoryKind kind, std::size_t length,
             const std::function<void(const History&)>& visit) const {
    const std::size_t openers = tools_.openers.size();
    switch (kind) {
      case HistoryKind::kPermitted:
        return VisitHistories(length, openers, true, visit);
      case HistoryKind::kRicher:
        return VisitRicherHistories(length, openers, tools_.other, visit);
      case HistoryKind::kErrors:
        return VisitHistories(length, openers, false, [&](const History& history) {
          if (!IsPermitted(history)) visit(history);
        });
    }
  }

  bool IsOutOfTime() const {
    return options_.budget.count() > 0 &&
           std::chrono::steady_clock::now() - begun_ > options_.budget;
  }

  // Throws MessageError where the child's channel cannot be true.
  template <typename Body>
  Left InChild(const Body& body) {
    Left left;
    RunIsolated(
        1, {1, kBatchBudget, [&](std::size_t) { return profile_.environment; }},
        [&](std::size_t, Journal& journal) {
          InstallCrashReports(journal);
          auto* recorder = new Recorder(journal, options_.run.timeout);
          const Library& library = *LoadLibraryOf(profile_).release();
          auto* caller = new Caller(library, suite_, profile_, *recorder);
          body(*caller, *recorder);
          recorder->SetFinished();
        },
        [&](std::size_t, const ChildReport& report, const ChildEnd& end) {
          if (!report.damage.empty()) throw MessageError(report.damage);
          left = {report.finished, report.messages, report.progress, ""};
          if (!report.finished) left.how_it_died = WhatHappened(report, end);
        });
    return left;
  }

  std::string WhatHappened(const ChildReport& report, const ChildEnd& end) const {
    const bool by_itself =
        end.how == ChildEnd::How::kExited || end.how == ChildEnd::How::kSignalled;
    std::string name = end.how == ChildEnd::How::kSignalled ? SignalName(end.code)
                                                            : fmt::format("exit {}", end.code);
    if (report.crash) name = SignalName(report.crash->signal);
    const JournalCall* const last = report.LastCall();
    const std::string in = last ? FunctionName(*last, suite_.functions()) : "the library's start";
    return by_itself ? fmt::format("crash {} in {}", name, in) : "hang " + in + " does not return";
  }

  void Prepare() {
    ProbeLibrary(suite_, profile_, options_.run);
    const Left left = InChild([&](Caller& caller, Recorder& recorder) {
      recorder.Send(ToMessage(FindTools(suite_, caller, options_.depth)));
    });
    if (!left.finished) return FoundAtTheStart(left.how_it_died);
    if (left.messages.size() != 1) throw MessageError("no tools for histories, or several");
    tools_ = ToolsFrom(left.messages.front());
    report_.openers = tools_.openers;
    report_.call = tools_.call;
    report_.calls = tools_.calls;
    report_.other = tools_.other;
    report_.at_once = tools_.at_once;
  }

  // What every history needs does not come to its end, so that none can be begun.
  void FoundAtTheStart(const std::string& how_it_died) {
    HistoryFinding finding;
    finding.level = "required";
    finding.history = "open, use, close: the first of all, to find out which openers and call work";
    finding.what = how_it_died;
    finding.clause = suite_.clauses().OfRule("use-returns").id;
    report_.findings.push_back(finding);
  }

  // Until one of them fails, or the time is up.
  Ran RunBatch(const std::vector<History>& batch, std::chrono::seconds time = kBatchBudget) {
    const Left left = InChild([&](Caller& caller, Recorder& recorder) {
      const auto begun = std::chrono::steady_clock::now();
      for (std::size_t i = 0; i < batch.size(); ++i) {
        const bool up = i > 0 && std::chrono::steady_clock::now() - begun > time;
        if (up) return SendRan(recorder, i, {});
        recorder.SetProgress(static_cast<std::uint32_t>(i));
        const auto breach = RunHistory(batch[i], tools_, suite_, caller);
        if (breach) return SendRan(recorder, i + 1, *breach);
      }
    });
    if (!left.finished) {
      if (left.progress >= batch.size()) throw MessageError("more histories ran than there are");
      return {left.progress + 1, Failure{left.progress, true, {"", left.how_it_died}}};
    }
    if (left.messages.empty()) return {batch.size(), std::nullopt};
    return RanFrom(left.messages.front(), batch.size());
  }

  // Without a breach where the time was up.
  static void SendRan(Recorder& recorder, std::size_t count, const Breach& breach) {
    recorder.Send(MessageWriter(kHistoriesRun).Number(count).Text(breach.rule).Text(breach.what));
  }

  static Ran RanFrom(std::string_view message, std::size_t most) {
    MessageReader reader(message, kHistoriesRun);
    Ran ran;
    ran.count = static_cast<std::size_t>(reader.NumberBelow(most + 1));
    Failure failure;
    failure.breach.rule = reader.Text();
    failure.breach.what = reader.Text();
    reader.End();
    if (failure.breach.rule.empty()) return ran;
    if (ran.count == 0) throw MessageError("a history failed, and none was run");
    failure.index = ran.count - 1;
    ran.failure = failure;
    return ran;
  }

  void ShowProgress() const { progress_(report_.run + report_.skipped + report_.too_many, total_); }

  void SearchPart(HistoryKind kind, std::size_t length) {
    Found& found = found_[static_cast<std::size_t>(kind)];
    std::vector<History> batch;
    const auto flush = [&] {
      DropKnownBad(found, batch);
      while (!batch.empty() && found.count < options_.most_findings && !report_.out_of_time) {
        RunSome(found, batch, kind != HistoryKind::kErrors);
        report_.out_of_time = IsOutOfTime();
        ShowProgress();
      }
      ShowProgress();
    };
    Visit(kind, length, [&](const History& history) {
      ++report_.enumerated;
      if (MostOpenAtOnce(history) > tools_.at_once) {
        ++report_.too_many;
        return;
      }
      if (found.count >= options_.most_findings || report_.out_of_time) return;
      batch.push_back(history);
      if (batch.size() == kBatch) flush();
    });
    flush();  // shorter histories are done before longer ones begin
    report_.ended_early |= found.count >= options_.most_findings;
    const bool whole = batch.empty() && found.count < options_.most_findings;
    if (whole && !report_.out_of_time) report_.complete[static_cast<std::size_t>(kind)] = length;
  }

  // Runs the batch until one of it fails or it ends, and takes out what was run.
  void RunSome(Found& found, std::vector<History>& batch, bool permitted) {
    const Ran ran = RunBatch(batch, kBatchTime);
    report_.run += ran.count;
    if (ran.failure) {
      Report(found, batch, *ran.failure, permitted);
      ++found.count;
    }
    batch.erase(batch.begin(), batch.begin() + static_cast<std::ptrdiff_t>(ran.count));
    DropKnownBad(found, batch);
  }

  void DropKnownBad(const Found& found, std::vector<History>& batch) {
    report_.skipped += std::erase_if(batch, [&](const History& history) {
      return std::any_of(found.known_bad.begin(), found.known_bad.end(),
                         [&](const History& bad) { return Contains(history, bad); });
    });
  }

  void Report(Found& found, const std::vector<History>& batch, const Failure& failure,
              bool permitted) {
    const History& history = batch[failure.index];
    HistoryFinding finding;
    finding.level = permitted ? "required" : "robustness";
    finding.history = HistoryText(history, tools_.openers);
    Failure shown = failure;
    if (const auto alone = RunBatch({history}).failure) {
      shown = *alone;
    } else {
      finding.before = Culprit(batch, failure.index);
    }
    finding.what = shown.breach.what;
    finding.clause = suite_.clauses()
                         .OfRule(shown.died ? RuleOfDeath(history, permitted) : shown.breach.rule)
                         .id;
    report_.findings.push_back(finding);
    found.known_bad.push_back(history);
  }

  // Each history should come to its end, whatever the caller did in it.
  static std::string_view RuleOfDeath(const History& history, bool permitted) {
    if (permitted) {
      return Contains(history, {{Act::kClose}}) ? "use-after-close-returns" : "use-returns";
    }
    if (Contains(history, {{Act::kCloseNull}})) return "close-of-null-returns";
    if (Contains(history, {{Act::kCloseAgain}})) return "second-close-returns";
    return "misuse-returns";
  }

  // The last history before it without which it does not fail: what runs before is halved.
  std::string Culprit(const std::vector<History>& batch, std::size_t failing) {
    const auto fails_from = [&](std::size_t first) {
      return RunBatch({batch.begin() + static_cast<std::ptrdiff_t>(first),
                       batch.begin() + static_cast<std::ptrdiff_t>(failing) + 1})
          .failure.has_value();
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
  std::array<Found, kHistoryKinds> found_;
  const std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
};

}  // namespace

HistoryReport SearchHistories(const Suite& suite, const Profile& profile,
                              const HistoryOptions& options, const HistoryProgress& progress) {
  return Search(suite, profile, options, progress).Run();
}

}  // namespace wtsconform
