#include "conformance/runner/runner.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <set>
#include <utility>

#include "conformance/interpreter/live_failure.h"
#include "conformance/loading/library.h"
#include "conformance/runner/failed_preconditions.h"
#include "conformance/runner/shortest_part.h"
#include "conformance/runner/trace.h"
#include "conformance/runner/verdicts.h"
#include "reports/formats/shell_word.h"

namespace wtsconform {
namespace {

// A case may take as long as this many calls that just return in time.
constexpr int kBudgetInTimeouts = 15;
// And a step that repeats something, so that a few of them leave time for the rest.
constexpr int kStepInTimeouts = 3;
// A case that was left undecided has so many times as long when it runs again, alone.
constexpr int kPatience = 4;
constexpr int kTriesInVain = 8;
// An open that fails in nearly all of these processes is no accident. In so many of them it may
// work: the first of a process in some, a later one hardly ever, since a case of many opens has
// many chances to meet one that fails.
constexpr int kFreshProcesses = 16, kFewProcesses = 4, kFirstOpensWork = 7, kLaterOpensWork = 1;
// What is done once more for all failed cases together may take as long as this many calls; then
// less of it is done.
constexpr int kMoreInTimeouts = 10;
// That a case has begun to wait is noticed when another one ends, or some milliseconds later.
constexpr std::size_t kOthersBetween = 6;

IsolationOptions Isolation(const Profile& profile, const RunOptions& options,
                           std::function<std::string(std::size_t)> describe) {
  return {.jobs = options.jobs,
          .budget = options.timeout * kBudgetInTimeouts,
          .environment = [&profile](std::size_t) { return profile.environment; },
          .describe = std::move(describe)};
}

Limits LimitsOf(const Profile& profile, const RunOptions& options) {
  // 10,000 is what the largest case asks for.
  return {options.timeout, options.stress ? 1'000'000 : profile.max_handles,
          options.timeout * kStepInTimeouts};
}

// Why a case cannot be run at all, as far as can be told before running it.
class Preconditions {
 public:
  Preconditions(const Suite& suite, const Profile& profile, const LibraryFacts& facts,
                const RunOptions& options)
      : suite_(suite), profile_(profile), facts_(facts), options_(options) {}

  // True where the case is to be run; else `record` says why not.
  bool Hold(const Case& subject, CaseRecord& record) const {
    for (const std::string& need : subject.row->needs) {
      if (!profile_.Provides(need)) {
        return Say(record, Verdict::kUntestable,
                   "needs a " + need + ", which the profile does not provide");
      }
    }
    std::string missing, too_dangerous;
    bool asks_for_other = false;
    VisitSteps(subject.steps(), [&](const Step& step) {
      Look(step, missing, too_dangerous);
      const auto* opening = step.As<step::Opening>();
      asks_for_other |= opening && opening->server == "other";
    });
    if (!missing.empty()) {
      return Say(record, Verdict::kUnsupported, missing + " is not exported");
    }
    if (!too_dangerous.empty()) return Say(record, Verdict::kUntestable, too_dangerous);
    if (profile_.servers.are_text && profile_.servers.other.empty() && asks_for_other) {
      return Say(record, Verdict::kUntestable,
                 "needs a second server whose answers differ; the profile names none");
    }
    return true;
  }

 private:
  static bool Say(CaseRecord& record, Verdict verdict, const std::string& why) {
    record.verdict = verdict;
    record.detail = why;
    return false;
  }

  void Look(const Step& step, std::string& missing, std::string& too_dangerous) const {
    for (const Function* function : FunctionsOf(step)) {
      if (!step.optional && !facts_.Exports(*function, suite_.functions())) {
        missing = function->name;
      }
    }
    const Call* const call = CallOf(step);
    if (call && !MayMake(*call)) {
      too_dangerous = call->id + " changes something and is made on the mock only" +
                      (call->tier == Tier::kMutating
                           ? ", or with --mutating --this-machine-may-be-lost and without power"
                           : "");
    }
    if (step.Is<step::Close>() &&
        !facts_.Exports(*suite_.functions().Find("WTSCloseServer"), suite_.functions())) {
      missing = "WTSCloseServer";
    }
  }

  bool MayMake(const Call& call) const {
    if (profile_.fixed_world || call.tier == Tier::kReadOnly) return true;
    return call.tier == Tier::kMutating && options_.may_mutate;
  }

  const Suite& suite_;
  const Profile& profile_;
  const LibraryFacts& facts_;
  const RunOptions& options_;
};

// Of a canary that died.
std::string WhyUnusable(const ChildEnd& end) {
  switch (end.how) {
    case ChildEnd::How::kHung:
    case ChildEnd::How::kOverBudget:
    case ChildEnd::How::kCutOff:
    case ChildEnd::How::kNoExit:
      return "it hangs while it is being loaded (a constructor that does not return?)";
    case ChildEnd::How::kSignalled:
      return fmt::format("it crashes while it is being loaded ({}){}", SignalName(end.code),
                         end.output.empty() ? "" : ": " + end.output);
    case ChildEnd::How::kExited:
      break;
  }
  return fmt::format("it ends the process while it is being loaded (exit {}){}", end.code,
                     end.output.empty() ? "" : ": " + end.output);
}

// What the canary found out; throws MessageError, and UnusableLibrary for what it says against the
// library.
LibraryFacts FactsOf(const ChildReport& report, const ChildEnd& end) {
  if (!report.damage.empty()) throw MessageError(report.damage);
  if (!report.finished) throw UnusableLibrary(WhyUnusable(end));
  if (report.messages.size() != 1) throw MessageError("the canary sent nothing, or too much");
  const std::string& message = report.messages.front();
  if (IsDecision(message)) throw UnusableLibrary(DecisionFrom(message).detail);
  return FactsFrom(message);
}

CaseRecord BlankRecord(const Case& subject) {
  CaseRecord record;
  record.id = subject.id;
  record.clause = subject.clause->id;
  record.level = LevelName(subject.clause->level);
  return record;
}

// For how long the case's steps do nothing but let time pass, in milliseconds.
std::int64_t PauseOf(const Case& subject) {
  std::int64_t pause = 0;
  VisitSteps(subject.steps(), [&](const Step& step) { pause += PauseOf(step); });
  return pause;
}

// Those that wait begin early, the longest first, each among some that do not: the others run
// meanwhile.
std::vector<std::size_t> WaitingEarly(const std::vector<std::size_t>& order,
                                      const std::vector<const Case*>& cases) {
  std::vector<std::int64_t> pauses(cases.size());
  std::vector<std::size_t> waiting, others, mixed;
  for (const std::size_t i : order) {
    pauses[i] = PauseOf(*cases[i]);
    (pauses[i] > 0 ? waiting : others).push_back(i);
  }
  std::stable_sort(waiting.begin(), waiting.end(),
                   [&](std::size_t a, std::size_t b) { return pauses[a] > pauses[b]; });
  auto next = waiting.begin();
  for (std::size_t i = 0; i < others.size(); ++i) {
    if (i % kOthersBetween == 0 && next != waiting.end()) mixed.push_back(*next++);
    mixed.push_back(others[i]);
  }
  mixed.insert(mixed.end(), next, waiting.end());
  return mixed;
}

}  // namespace

LibraryFacts ProbeLibrary(const Suite& suite, const Profile& profile, const RunOptions& options) {
  LibraryFacts facts;
  std::string problem;
  RunIsolated(
      1,
      Isolation(profile, options,
                [&](std::size_t) {
                  return DescribeTask(nullptr, suite, profile, LimitsOf(profile, options));
                }),
      [&](std::size_t, Journal& journal) {
        RunCanaryInChild(suite, profile, LimitsOf(profile, options), journal);
      },
      [&](std::size_t, const ChildReport& report, const ChildEnd& end) {
        try {
          facts = FactsOf(report, end);
        } catch (const std::runtime_error& error) {
          problem = error.what();
        }
      });
  if (!problem.empty()) throw UnusableLibrary(profile.name + ": " + problem);
  if (facts.exports.find('1') == std::string::npos) {
    throw UnusableLibrary(profile.name + ": " + facts.file +
                          " exports none of the functions of Wtsapi32");
  }
  return facts;
}

namespace {

// The cases that are run, each in a child, and what they come to.
class CasesRun {
 public:
  CasesRun(const Suite& suite, const std::vector<const Case*>& cases, const Profile& profile,
           const RunOptions& options, const Progress& progress, const RunLog& log)
      : suite_(suite),
        cases_(cases),
        profile_(profile),
        options_(options),
        progress_(progress),
        log_(log) {}

  // Sets the records of those in `to_run`; those of all others are there already.
  void Run(const std::vector<std::size_t>& to_run, std::vector<CaseRecord>& records) {
    done_ = records.size() - to_run.size();
    std::size_t started = 0;
    const auto next = [&]() -> std::optional<std::size_t> {
      if (started == to_run.size()) return std::nullopt;
      log_.begun(*cases_[to_run[started]]);
      return to_run[started++];
    };
    std::vector<std::size_t> undecided, failed_opens, failed_walks;
    RunSome(next, options_, profile_.load_once,
            [&](std::size_t i, const ChildReport& report, const ChildEnd& end) {
              records[i] = RecordOf(*cases_[i], report, end, suite_.functions());
              if (IsUndecided(records[i])) return undecided.push_back(i);
              if (HasFailedOpen(records[i])) return failed_opens.push_back(i);
              if (HasFailedWalk(records[i], *cases_[i])) return failed_walks.push_back(i);
              progress_(++done_, records[i]);
            });
    RepeatFailedOpens(failed_opens, records);
    ShortenWalks(failed_walks, records);
    RunAgain(undecided, records);
  }

 private:
  // Its time ran out, or its child lacked what siblings had: memory, threads, descriptors.
  static bool IsUndecided(const CaseRecord& record) {
    return record.verdict == Verdict::kInconclusive || record.verdict == Verdict::kHarnessError;
  }

  static bool HasFailedOpen(const CaseRecord& record) {
    return record.signature == kFirstOpenFailed || record.signature.starts_with(kOpenFailed);
  }

  static bool HasFailedWalk(const CaseRecord& record, const Case& subject) {
    const bool failed = record.verdict == Verdict::kDeviation || record.verdict == Verdict::kCrash;
    return failed && subject.steps().front().in_walk;
  }

  void RunSome(const NextTask& next, const RunOptions& options, bool load_once,
               const WhenDone& done) {
    const Limits limits = LimitsOf(profile_, options);
    IsolationOptions isolation = Isolation(profile_, options, [&](std::size_t i) {
      return DescribeTask(cases_[i], suite_, profile_, limits);
    });
    if (load_once) isolation.prepare = [&] { PreloadLibraryOf(profile_); };
    RunIsolated(
        next, isolation,
        [&](std::size_t i, Journal& journal) {
          RunCaseInChild(*cases_[i], suite_, profile_, limits, journal);
        },
        done);
  }

  // What ran out of time, or was killed from outside, has another try when there is most room for
  // it; until that has helped none of so many in a row.
  void RunAgain(const std::vector<std::size_t>& undecided, std::vector<CaseRecord>& records) {
    int in_vain = 0;
    for (const std::size_t i : undecided) {
      if (in_vain < kTriesInVain) RunAlone(i, records[i]);
      in_vain = IsUndecided(records[i]) ? in_vain + 1 : 0;
      progress_(++done_, records[i]);
    }
  }

  // What one case of a row has shown in many processes, few show of the others where all take long.
  void RepeatFailedOpens(const std::vector<std::size_t>& failed, std::vector<CaseRecord>& records) {
    const auto end = EndOfLongWork();
    std::set<std::pair<const CaseTemplate*, std::string>> shown;
    for (const std::size_t i : failed) {
      const auto what = std::pair(cases_[i]->row, records[i].signature);
      const bool few_do = shown.contains(what) && std::chrono::steady_clock::now() >= end;
      RepeatFailedOpen(i, few_do ? kFewProcesses : kFreshProcesses, records[i]);
      if (records[i].verdict == Verdict::kDeviation) shown.insert(what);
      progress_(++done_, records[i]);
    }
  }

  std::chrono::steady_clock::time_point EndOfLongWork() const {
    return std::chrono::steady_clock::now() + kMoreInTimeouts * options_.timeout;
  }

  // In fresh processes, as long as it can still be shown that it fails in nearly all: one that
  // fails now and then is permitted.
  void RepeatFailedOpen(std::size_t index, int processes, CaseRecord& record) {
    const bool first = record.signature == kFirstOpenFailed;
    const int may_work =
        (processes * (first ? kFirstOpensWork : kLaterOpensWork)) / kFreshProcesses;
    int started = 1, worked = 0;
    const auto next = [&]() -> std::optional<std::size_t> {
      if (started == processes || worked > may_work) return std::nullopt;
      ++started;
      return index;
    };
    RunSome(next, options_, false,
            [&](std::size_t i, const ChildReport& report, const ChildEnd& end) {
              const CaseRecord again = RecordOf(*cases_[i], report, end, suite_.functions());
              worked += again.signature != record.signature || again.wanted != record.wanted;
            });
    const std::string seen =
        fmt::format("{} in {} of {} fresh processes", record.signature, started - worked, started);
    if (worked <= may_work) {
      if (record.signature == kOpenFailed) record.signature = kLiveHandleRefused;
      record.Judge(record.wanted, record.observed + "; " + seen);
    } else {
      record = BlankRecord(*cases_[index]);
      record.verdict = Verdict::kUntestable;
      record.detail = seen + ": an open may fail now and then";
    }
  }

  // One walk of each row, as a reader looks at one: it names the few of its steps that it takes, or
  // more of them where the library is so slow that there is no time to find out.
  void ShortenWalks(const std::vector<std::size_t>& walks, std::vector<CaseRecord>& records) {
    const auto end = EndOfLongWork();
    std::set<const CaseTemplate*> shortened;
    for (const std::size_t i : walks) {
      if (shortened.insert(cases_[i]->row).second) ShortenWalk(*cases_[i], end, records[i]);
      progress_(++done_, records[i]);
    }
  }

  void ShortenWalk(const Case& walk, std::chrono::steady_clock::time_point end,
                   CaseRecord& record) {
    const std::string numbers = ShortestPart(walk, [&](const Case& part) {
      if (std::chrono::steady_clock::now() >= end) return false;
      const CaseRecord again = RecordOfPart(part);
      return again.verdict == record.verdict && again.signature == record.signature;
    });
    const std::string enough =
        fmt::format("; of its {} steps these are enough: wtsconform explain {}",
                    walk.steps().size(), ShellQuoted(walk.id + "=" + numbers));
    if (record.wanted.empty()) {
      record.detail += enough;
    } else {
      record.Judge(record.wanted, record.observed + enough);
    }
  }

  CaseRecord RecordOfPart(const Case& part) {
    CaseRecord record;
    const std::vector<const Case*> cases = {&part};
    CasesRun run(suite_, cases, profile_, options_, progress_, log_);
    std::optional<std::size_t> only = 0;
    run.RunSome([&] { return std::exchange(only, std::nullopt); }, options_, false,
                [&](std::size_t, const ChildReport& report, const ChildEnd& end) {
                  record = RecordOf(part, report, end, suite_.functions());
                });
    return record;
  }

  void RunAlone(std::size_t index, CaseRecord& record) {
    RunOptions patient = options_;
    patient.timeout *= kPatience;
    std::optional<std::size_t> only = index;
    RunSome([&] { return std::exchange(only, std::nullopt); }, patient, false,
            [&](std::size_t i, const ChildReport& report, const ChildEnd& end) {
              record = RecordOf(*cases_[i], report, end, suite_.functions());
            });
  }

  const Suite& suite_;
  const std::vector<const Case*>& cases_;
  const Profile& profile_;
  const RunOptions& options_;
  const Progress& progress_;
  const RunLog& log_;
  std::size_t done_ = 0;
};

// The records of these cases, in their order.
std::vector<CaseRecord> RunAll(const Suite& suite, const std::vector<const Case*>& cases,
                               const Profile& profile, const RunOptions& options) {
  std::vector<CaseRecord> records(cases.size());
  std::vector<std::size_t> all(cases.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  const Progress no_progress = [](std::size_t, const CaseRecord&) {};
  const RunLog no_log;
  CasesRun(suite, cases, profile, options, no_progress, no_log).Run(all, records);
  return records;
}

}  // namespace

std::vector<CaseRecord> RunCases(const Suite& suite, const std::vector<const Case*>& cases,
                                 const Profile& profile, const LibraryFacts& facts,
                                 const RunOptions& options, const Progress& progress,
                                 const RunLog& log) {
  const Preconditions preconditions(suite, profile, facts, options);
  std::vector<CaseRecord> records;
  std::vector<const Case*> permitted;
  std::vector<std::size_t> to_run;
  std::size_t done = log.known.size();
  for (const Case* subject : cases) {
    records.push_back(BlankRecord(*subject));
    const bool holds = preconditions.Hold(*subject, records.back());
    if (holds) permitted.push_back(subject);
    if (const auto known = log.known.find(subject->id); known != log.known.end()) {
      records.back() = known->second;
    } else if (holds) {
      to_run.push_back(records.size() - 1);
    } else {
      progress(++done, records.back());
    }
  }
  if (to_run.empty()) return records;
  // Of those that are known too: what a probe says must not depend on what is left to run.
  const FailedPreconditions failed(permitted, [&](const std::vector<const Case*>& probes) {
    return RunAll(suite, probes, profile, options);
  });
  std::erase_if(to_run, [&](std::size_t i) {
    if (!failed.Settle(*cases[i], records[i])) return false;
    progress(++done, records[i]);
    return true;
  });
  to_run = WaitingEarly(to_run, cases);
  CasesRun(suite, cases, profile, options, progress, log).Run(to_run, records);
  return records;
}

}  // namespace wtsconform
