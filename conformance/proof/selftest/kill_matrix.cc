#include "conformance/proof/selftest/kill_matrix.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <span>
#include <utility>

#include "conformance/proof/histories/history_search.h"
#include "conformance/version.h"
#include "reports/formats/verdict_kind.h"

namespace wtsconform {
namespace {

// Of the cases that killed a defect in a shared process so many are repeated in one of their own.
constexpr std::size_t kConfirmations = 4;
// Unless all are asked for, the mock as it is meets every case, a defect those of its own clause
// and each so many-th of the others, a variant each so many-th, a pair of variants fewer, and each
// of these few of those that let time pass; the next switch meets the next of them.
constexpr std::size_t kOfOtherClauses = 32;
constexpr std::size_t kOfAVariant = 8;
constexpr std::size_t kOfAPair = 64;
constexpr std::size_t kThatTakeTime = 32;

bool MayHaveTurned(Verdict with) {
  return with == Verdict::kObserved || KindOf(with) == VerdictKind::kProblem;
}

bool Turned(Level level, const Outcome& with, const Outcome& without) {
  if (level == Level::kObserved) {
    return with.verdict == Verdict::kObserved && with.signature != without.signature;
  }
  if (without.verdict != Verdict::kPass) return false;
  const Verdict accusation = level == Level::kRequired ? Verdict::kDeviation : Verdict::kHarm;
  return with.verdict == accusation || with.verdict == Verdict::kCrash ||
         with.verdict == Verdict::kHang;
}

Outcome OutcomeOf(const CaseRecord& record) { return {record.verdict, record.signature}; }

bool IsBad(Level level, Verdict verdict) {
  return level == Level::kRequired ? verdict != Verdict::kPass
                                   : KindOf(verdict) == VerdictKind::kProblem;
}

class Matrix {
 public:
  Matrix(const Suite& suite, const Profile& mock, const SelftestOptions& options,
         const QuickProgress& progress)
      : suite_(suite), mock_(mock), options_(options), progress_(progress) {
    for (const Case& each : suite.cases()) {
      all_.push_back(&each);
      if (LetsTimePass(each)) slow_.insert(&each);
      if (each.clause->level != Level::kObserved) judging_.push_back(&each);
    }
  }

  SelftestResults Run() {
    const std::vector<MockSwitch> switches = ReadSwitches(mock_);
    const auto defects = Wanted(OfKind(switches, "defect"));
    const auto choices = options_.only.empty() ? VariantsAndPairs(OfKind(switches, "variant"))
                                               : std::vector<std::string>();
    matrix_.tool = {kVersion, kRevision};
    matrix_.cases = all_.size();
    std::vector<MockRun> runs = {{"", all_}};
    for (const MockSwitch& each : defects)
      runs.push_back({each.name, ForDefect(each, runs.size())});
    for (const std::string& each : choices) runs.push_back({each, ForChoice(each, runs.size())});
    QuickRuns(suite_, mock_, options_.run, runs, progress_);
    const auto without = OutcomesOf(runs[0]);
    for (std::size_t i = 0; i < defects.size(); ++i) Count(defects[i], without, runs[1 + i]);
    Confirm();
    Accuse(std::span(runs).first(1));
    Accuse(std::span(runs).subspan(1 + defects.size()));
    CheckGates(defects);
    return std::move(matrix_);
  }

 private:
  // A case that seems to kill a defect, to be repeated in a process of its own.
  struct Trial {
    std::size_t defect;
    const Case* subject;
    CaseRecord with = {};
  };

  std::vector<MockSwitch> Wanted(std::vector<MockSwitch> defects) const {
    if (options_.only.empty()) return defects;
    std::vector<MockSwitch> wanted;
    for (const std::string& name : options_.only) {
      const auto found = std::find_if(defects.begin(), defects.end(),
                                      [&](const MockSwitch& each) { return each.name == name; });
      if (found == defects.end()) throw InputError("the mock has no defect " + name);
      wanted.push_back(*found);
    }
    return wanted;
  }

  // The cases that the switch whose turn it is meets: of those that count alike one in so many.
  template <class OneIn>
  std::vector<const Case*> Share(const std::vector<const Case*>& cases, std::size_t turn,
                                 const OneIn& one_in) const {
    std::vector<const Case*> met;
    for (std::size_t i = 0; i < cases.size(); ++i) {
      const std::size_t some = options_.full ? 1 : one_in(*cases[i]);
      if (i % some == turn % some) met.push_back(cases[i]);
    }
    return met;
  }

  std::size_t FewerIfSlow(const Case& subject, std::size_t some) const {
    return slow_.contains(&subject) ? std::max(some, kThatTakeTime) : some;
  }

  std::vector<const Case*> ForChoice(const std::string& switches, std::size_t turn) const {
    const bool pair = switches.find(',') != std::string::npos;
    return Share(judging_, turn, [&](const Case& each) {
      return FewerIfSlow(each, pair ? kOfAPair : kOfAVariant);
    });
  }

  std::vector<const Case*> ForDefect(const MockSwitch& defect, std::size_t turn) const {
    return Share(all_, turn, [&](const Case& each) {
      return each.clause->id == defect.clause ? 1 : FewerIfSlow(each, kOfOtherClauses);
    });
  }

  // What each case came to on the mock as it is.
  static std::map<const Case*, Outcome> OutcomesOf(const MockRun& run) {
    std::map<const Case*, Outcome> outcomes;
    for (std::size_t i = 0; i < run.cases.size(); ++i) {
      outcomes[run.cases[i]] = run.outcomes[i].value_or(Outcome{Verdict::kHang, ""});
    }
    return outcomes;
  }

  // What a quick run shows of one defect, and which cases are to be repeated.
  void Count(const MockSwitch& defect, const std::map<const Case*, Outcome>& without,
             const MockRun& with) {
    DefectResult result;
    result.name = defect.name;
    result.text = defect.text;
    result.clause = defect.clause;
    result.level = defect.level;
    result.applied = with.active == defect.name;
    std::vector<const Case*> own;
    for (std::size_t i = 0; i < with.cases.size(); ++i) {
      const Case& subject = *with.cases[i];
      Kills& kills = result.kills[subject.clause->id];
      if (!with.outcomes[i]) {
        ++kills.left_out;
        continue;
      }
      ++kills.of;
      if (!Turned(subject.clause->level, *with.outcomes[i], without.at(&subject))) continue;
      ++kills.killed;
      if (subject.clause->id == defect.clause) own.push_back(&subject);
    }
    // What takes more handles or pairs than a quick run has is looked for in all cases.
    if (own.size() > kConfirmations) own.resize(kConfirmations);
    for (const Case* each : own.empty() ? CasesOf(defect.clause) : own) {
      trials_.push_back({matrix_.defects.size(), each});
    }
    matrix_.defects.push_back(std::move(result));
  }

  std::vector<const Case*> CasesOf(const std::string& clause) const {
    std::vector<const Case*> cases;
    for (const Case* each : all_) {
      if (each->clause->id == clause) cases.push_back(each);
    }
    return cases;
  }

  // Runs the candidates by themselves, as a user does, with the defect and then without; the first
  // that kills the defect counts.
  void Confirm() {
    Repeat([this](const Trial& each) { return matrix_.defects[each.defect].name; },
           [](Trial& each, CaseRecord record) { each.with = std::move(record); });
    std::erase_if(trials_, [](const Trial& each) { return !MayHaveTurned(each.with.verdict); });
    Repeat(
        [](const Trial&) { return ""; },
        [this](const Trial& each, const CaseRecord& without) {
          DefectResult& defect = matrix_.defects[each.defect];
          const Level level = each.subject->clause->level;
          if (!defect.example.empty() || !Turned(level, OutcomeOf(each.with), OutcomeOf(without))) {
            return;
          }
          defect.example = each.with.id;
          defect.example_verdict = VerdictName(each.with.verdict);
          defect.killed = defect.applied;
        });
    for (DefectResult& each : matrix_.defects) {
      if (!each.killed) SearchElsewhere(each);
    }
  }

  void Repeat(const std::function<std::string(const Trial&)>& switches,
              const std::function<void(Trial&, const CaseRecord&)>& look) {
    std::vector<MockCase> cases;
    for (const Trial& each : trials_) cases.push_back({switches(each), each.subject});
    const auto records = SlowRun(suite_, mock_, options_.run, cases);
    for (std::size_t i = 0; i < trials_.size(); ++i) look(trials_[i], records[i]);
  }

  // What is accused when many cases share a process must be accused alone too.
  void Accuse(std::span<const MockRun> permitted) {
    std::vector<MockCase> suspects;
    for (const MockRun& run : permitted) {
      ++matrix_.choices;
      matrix_.choice_cases += run.cases.size();
      for (std::size_t i = 0; i < run.cases.size(); ++i) {
        const auto& outcome = run.outcomes[i];
        if (outcome && !IsBad(run.cases[i]->clause->level, outcome->verdict)) continue;
        suspects.push_back({run.switches, run.cases[i]});
      }
    }
    const auto records = SlowRun(suite_, mock_, options_.run, suspects);
    for (std::size_t i = 0; i < suspects.size(); ++i) {
      if (!IsBad(suspects[i].subject->clause->level, records[i].verdict)) continue;
      matrix_.accusations.push_back({suspects[i].switches, records[i].id,
                                     std::string(VerdictName(records[i].verdict)),
                                     records[i].detail});
    }
  }

  // What no table kills may be found by all short histories.
  void SearchElsewhere(DefectResult& result) {
    const HistoryReport report =
        SearchHistories(suite_, MockWith(mock_, result.name), {.run = options_.run},
                        [](std::size_t, std::size_t) {});
    for (const HistoryFinding& each : report.findings) {
      if (each.clause != result.clause || each.level != result.level) continue;
      result.history = each.history;
      return;
    }
  }

  void CheckGates(const std::vector<MockSwitch>& defects) {
    for (const Accusation& each : matrix_.accusations) {
      matrix_.problems.push_back(
          fmt::format("{} accuses the mock {}: {}: {}", each.id,
                      each.switches.empty() ? "as it is" : "with the permitted " + each.switches,
                      each.verdict, each.detail));
    }
    std::set<std::string> tested;
    for (const DefectResult& each : matrix_.defects) {
      CheckDefect(each);
      if (!each.Survived()) tested.insert(each.clause);
    }
    for (const Clause& clause : suite_.clauses().clauses()) CheckClause(clause, tested, defects);
  }

  void CheckDefect(const DefectResult& each) {
    const Clause* clause = suite_.clauses().Find(each.clause);
    const std::string who = "the defect " + each.name;
    if (!clause) {
      matrix_.problems.push_back(fmt::format("{} names {}, which is no clause", who, each.clause));
    } else if (LevelName(clause->level) != each.level) {
      matrix_.problems.push_back(fmt::format("{} is {}, but {} is {}", who, each.level, clause->id,
                                             LevelName(clause->level)));
    } else if (!each.applied) {
      matrix_.problems.push_back(who + " was not applied: the library does not say that it is on");
    } else if (each.Survived()) {
      matrix_.problems.push_back(fmt::format("no {} case of {} and no short history kills {} ({})",
                                             each.level, each.clause, who, each.text));
    }
  }

  // Adding a requirement takes a clause, a case, and a defect that the case kills.
  void CheckClause(const Clause& clause, const std::set<std::string>& tested,
                   const std::vector<MockSwitch>& defects) {
    if (clause.level != Level::kRequired) return;
    const bool has_cases = std::any_of(all_.begin(), all_.end(),
                                       [&](const Case* each) { return each->clause == &clause; });
    const bool has_defect =
        std::any_of(defects.begin(), defects.end(),
                    [&](const MockSwitch& each) { return each.clause == clause.id; });
    if (has_defect && !clause.no_defect.empty()) {
      matrix_.problems.push_back(clause.id + " says why it has no defect, and has one");
    }
    if (!has_cases || !clause.no_defect.empty() || tested.contains(clause.id)) return;
    if (!has_defect && !options_.only.empty()) return;
    matrix_.problems.push_back(
        has_defect ? clause.id + " is not tested: its own cases kill none of its defects"
                   : clause.id + " has no defect and no reason why there is none");
  }

  const Suite& suite_;
  const Profile& mock_;
  const SelftestOptions& options_;
  const QuickProgress& progress_;
  std::vector<const Case*> all_, judging_;
  std::set<const Case*> slow_;
  std::vector<Trial> trials_;
  SelftestResults matrix_;
};

}  // namespace

std::vector<std::string> VariantsAndPairs(const std::vector<MockSwitch>& variants) {
  std::vector<std::string> all;
  for (const MockSwitch& one : variants) all.push_back(one.name);
  for (std::size_t i = 0; i < variants.size(); ++i) {
    for (std::size_t j = i + 1; j < variants.size(); ++j) {
      if (variants[i].group == variants[j].group) continue;
      all.push_back(variants[i].name + "," + variants[j].name);
    }
  }
  return all;
}

SelftestResults RunKillMatrix(const Suite& suite, const Profile& mock,
                              const SelftestOptions& options, const QuickProgress& progress) {
  return Matrix(suite, mock, options, progress).Run();
}

}  // namespace wtsconform
