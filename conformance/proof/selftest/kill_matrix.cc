#include "conformance/proof/selftest/kill_matrix.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <span>
#include <utility>

#include "conformance/proof/histories/history_search.h"
#include "reports/formats/verdict_kind.h"

namespace wtsconform {
namespace {

// Of the cases that caught a defect in a shared process so many are repeated in one of their own.
constexpr std::size_t kConfirmations = 4;
// Unless all are asked for, a pair of variants meets each so many-th case, and each lawful choice
// each so many-th of those that let time pass; the next one meets the next of them.
constexpr std::size_t kOfAPair = 4;
constexpr std::size_t kThatTakeTime = 16;

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
      if (each.clause->level == Level::kObserved) continue;
      judging_.push_back(&each);
      if (LetsTimePass(each)) slow_.insert(&each);
    }
  }

  KillMatrix Run() {
    const std::vector<MockSwitch> switches = ReadSwitches(mock_);
    const auto defects = Wanted(OfKind(switches, "defect"));
    const auto lawful = options_.only.empty() ? VariantsAndPairs(OfKind(switches, "variant"))
                                              : std::vector<std::string>();
    matrix_.cases = all_.size();
    std::vector<MockRun> runs = {{"", all_}};
    for (const MockSwitch& each : defects) runs.push_back({each.name, all_});
    for (const std::string& each : lawful) runs.push_back({each, ForLawful(each, runs.size())});
    QuickRuns(suite_, mock_, options_.run, runs, progress_);
    for (std::size_t i = 0; i < defects.size(); ++i) Count(defects[i], runs[0], runs[1 + i]);
    Confirm();
    Accuse(std::span(runs).first(1));
    Accuse(std::span(runs).subspan(1 + defects.size()));
    CheckGates(defects);
    return std::move(matrix_);
  }

 private:
  // A case that seems to catch a defect, to be repeated in a process of its own.
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

  // The cases that the lawful choice whose turn it is meets.
  std::vector<const Case*> ForLawful(const std::string& switches, std::size_t turn) const {
    const bool pair = switches.find(',') != std::string::npos;
    std::vector<const Case*> cases;
    for (std::size_t i = 0; i < judging_.size(); ++i) {
      const bool slow = slow_.contains(judging_[i]);
      const std::size_t each = options_.full ? 1 : slow ? kThatTakeTime : pair ? kOfAPair : 1;
      if (i % each == turn % each) cases.push_back(judging_[i]);
    }
    return cases;
  }

  // What a quick run shows of one defect, and which cases are to be repeated.
  void Count(const MockSwitch& defect, const MockRun& without, const MockRun& with) {
    DefectResult result;
    result.defect = defect;
    result.applied = with.active == defect.name;
    std::vector<const Case*> own;
    for (std::size_t i = 0; i < all_.size(); ++i) {
      Caught& caught = result.by_clause[all_[i]->clause->id];
      if (!with.outcomes[i]) {
        ++caught.left_out;
        continue;
      }
      ++caught.of;
      const Outcome reference = without.outcomes[i].value_or(Outcome{Verdict::kHang, ""});
      if (!Turned(all_[i]->clause->level, *with.outcomes[i], reference)) continue;
      ++caught.caught;
      if (all_[i]->clause->id == defect.clause) own.push_back(all_[i]);
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
  // that catches the defect counts.
  void Confirm() {
    Repeat([this](const Trial& each) { return matrix_.defects[each.defect].defect.name; },
           [](Trial& each, CaseRecord record) { each.with = std::move(record); });
    std::erase_if(trials_, [](const Trial& each) { return !MayHaveTurned(each.with.verdict); });
    Repeat(
        [](const Trial&) { return ""; },
        [this](const Trial& each, const CaseRecord& without) {
          CaseRecord& confirmed = matrix_.defects[each.defect].confirmed;
          const Level level = each.subject->clause->level;
          if (!confirmed.id.empty() || !Turned(level, OutcomeOf(each.with), OutcomeOf(without))) {
            return;
          }
          confirmed = each.with;
        });
    for (DefectResult& each : matrix_.defects) {
      if (!each.IsCaught()) SearchElsewhere(each);
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
  void Accuse(std::span<const MockRun> lawful) {
    std::vector<MockCase> suspects;
    for (const MockRun& run : lawful) {
      ++matrix_.lawful_runs;
      matrix_.lawful_cases += run.cases.size();
      for (std::size_t i = 0; i < run.cases.size(); ++i) {
        const auto& outcome = run.outcomes[i];
        if (outcome && !IsBad(run.cases[i]->clause->level, outcome->verdict)) continue;
        suspects.push_back({run.switches, run.cases[i]});
      }
    }
    const auto records = SlowRun(suite_, mock_, options_.run, suspects);
    for (std::size_t i = 0; i < suspects.size(); ++i) {
      if (!IsBad(suspects[i].subject->clause->level, records[i].verdict)) continue;
      matrix_.accusations.push_back({suspects[i].switches, records[i]});
    }
  }

  // What no table catches may be found by all short histories.
  void SearchElsewhere(DefectResult& result) {
    const HistoryReport report = SearchHistories(suite_, MockWith(mock_, result.defect.name),
                                                 {options_.run}, [](std::size_t, std::size_t) {});
    for (const HistoryFinding& each : report.findings) {
      if (each.clause != result.defect.clause || each.level != result.defect.level) continue;
      result.history = each.history;
      return;
    }
  }

  void CheckGates(const std::vector<MockSwitch>& defects) {
    for (const Accusation& each : matrix_.accusations) {
      matrix_.problems.push_back(
          fmt::format("{} accuses the mock {}: {}: {}", each.record.id,
                      each.switches.empty() ? "as it is" : "with the lawful " + each.switches,
                      VerdictName(each.record.verdict), each.record.detail));
    }
    std::set<std::string> proved;
    for (const DefectResult& each : matrix_.defects) {
      CheckDefect(each);
      if (each.IsCaught() || !each.history.empty()) proved.insert(each.defect.clause);
    }
    for (const Clause& clause : suite_.clauses().clauses()) CheckClause(clause, proved, defects);
  }

  void CheckDefect(const DefectResult& each) {
    const Clause* clause = suite_.clauses().Find(each.defect.clause);
    const std::string who = "the defect " + each.defect.name;
    if (!clause) {
      matrix_.problems.push_back(
          fmt::format("{} names {}, which is no clause", who, each.defect.clause));
    } else if (LevelName(clause->level) != each.defect.level) {
      matrix_.problems.push_back(fmt::format("{} is {}, but {} is {}", who, each.defect.level,
                                             clause->id, LevelName(clause->level)));
    } else if (!each.applied) {
      matrix_.problems.push_back(who + " was not applied: the library does not say that it is on");
    } else if (!each.IsCaught() && each.history.empty()) {
      matrix_.problems.push_back(
          fmt::format("no {} case of {} and no short history catches {} ({})", each.defect.level,
                      each.defect.clause, who, each.defect.text));
    }
  }

  // Adding a requirement takes a clause, a case, and a defect that the case catches.
  void CheckClause(const Clause& clause, const std::set<std::string>& proved,
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
    if (!has_cases || !clause.no_defect.empty() || proved.contains(clause.id)) return;
    if (!has_defect && !options_.only.empty()) return;
    matrix_.problems.push_back(
        has_defect ? clause.id + " is not proved: none of its defects is caught by its own cases"
                   : clause.id + " has no defect and no reason why there is none");
  }

  const Suite& suite_;
  const Profile& mock_;
  const SelftestOptions& options_;
  const QuickProgress& progress_;
  std::vector<const Case*> all_, judging_;
  std::set<const Case*> slow_;
  std::vector<Trial> trials_;
  KillMatrix matrix_;
};

}  // namespace

const Caught* DefectResult::Own() const {
  const auto found = by_clause.find(defect.clause);
  return found == by_clause.end() ? nullptr : &found->second;
}

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

KillMatrix RunKillMatrix(const Suite& suite, const Profile& mock, const SelftestOptions& options,
                         const QuickProgress& progress) {
  return Matrix(suite, mock, options, progress).Run();
}

}  // namespace wtsconform
