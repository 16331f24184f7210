#include "conformance/selftest/kill_matrix.h"

#include <algorithm>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "conformance/histories/history_search.h"
#include "conformance/selftest/quick_run.h"
#include "reports/verdict_kind.h"

namespace wtsconform {
namespace {

// Unless all are asked for, a pair of variants meets each so many-th case, and each lawful choice each
// so many-th of those that let time pass; the next one meets the next of them.
constexpr std::size_t kOfAPair = 4;
constexpr std::size_t kThatTakeTime = 16;

bool Turned(const CaseRecord& with, const CaseRecord& without) {
  if (with.level == "observed") {
    return with.verdict == Verdict::kObserved && with.signature != without.signature;
  }
  if (without.verdict != Verdict::kPass) return false;
  const Verdict accusation = with.level == "required" ? Verdict::kDeviation : Verdict::kHarm;
  return with.verdict == accusation || with.verdict == Verdict::kCrash ||
         with.verdict == Verdict::kHang;
}

class Matrix {
 public:
  Matrix(const Suite& suite, const Profile& mock, const SelftestOptions& options,
         const SelftestProgress& progress)
      : suite_(suite), mock_(mock), options_(options), progress_(progress) {
    for (const Case& each : suite.cases()) {
      all_.push_back(&each);
      if (each.clause->level != Level::kObserved) judging_.push_back(&each);
    }
  }

  KillMatrix Run() {
    const std::vector<MockSwitch> switches = ReadSwitches(mock_);
    const auto defects = Wanted(OfKind(switches, "defect"));
    const auto lawful = options_.only.empty() ? VariantsAndPairs(OfKind(switches, "variant"))
                                              : std::vector<std::string>();
    matrix_.cases = all_.size();
    steps_ = 1 + defects.size() + lawful.size();
    Baseline();
    for (const MockSwitch& each : defects) Try(each);
    for (std::size_t i = 0; i < lawful.size(); ++i) Lawful(lawful[i], i);
    CheckGates(defects);
    return std::move(matrix_);
  }

 private:
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

  void Show(const std::string& what) { progress_(done_++, steps_, what); }

  void Baseline() {
    Show("no switch");
    const auto records = QuickRun(suite_, all_, mock_, "", options_.run);
    for (std::size_t i = 0; i < all_.size(); ++i) {
      if (records[i]) without_[all_[i]] = *records[i];
    }
    Accuse("", all_, records);
  }

  // What is accused when many cases share a process must be accused alone too.
  void Accuse(const std::string& switches, const std::vector<const Case*>& cases,
              const std::vector<std::optional<CaseRecord>>& records) {
    ++matrix_.lawful_runs;
    matrix_.lawful_cases += cases.size();
    std::vector<const Case*> suspects;
    for (std::size_t i = 0; i < cases.size(); ++i) {
      if (!records[i] || IsBad(*records[i])) suspects.push_back(cases[i]);
    }
    if (suspects.empty()) return;
    for (const CaseRecord& record : SlowRun(suite_, suspects, mock_, switches, options_.run)) {
      if (IsBad(record)) matrix_.accusations.push_back({switches, record});
    }
  }

  static bool IsBad(const CaseRecord& record) {
    return record.level == "required" ? record.verdict != Verdict::kPass
                                      : KindOf(record.verdict) == VerdictKind::kProblem;
  }

  void Lawful(const std::string& names, std::size_t turn) {
    Show(names);
    const bool pair = names.find(',') != std::string::npos;
    std::vector<const Case*> cases;
    for (std::size_t i = 0; i < judging_.size(); ++i) {
      const bool slow = without_[judging_[i]].seconds > 0.015;
      const std::size_t each = options_.full ? 1 : slow ? kThatTakeTime : pair ? kOfAPair : 1;
      if (i % each == turn % each) cases.push_back(judging_[i]);
    }
    Accuse(names, cases, QuickRun(suite_, cases, mock_, names, options_.run));
  }

  void Try(const MockSwitch& defect) {
    Show(defect.name);
    DefectResult result;
    result.defect = defect;
    std::string active;
    const auto records = QuickRun(suite_, all_, mock_, defect.name, options_.run, &active);
    result.applied = active == defect.name;
    std::vector<const Case*> own;
    for (std::size_t i = 0; i < all_.size(); ++i) {
      Caught& caught = result.by_clause[all_[i]->clause->id];
      if (!records[i]) {
        ++caught.left_out;
        continue;
      }
      ++caught.of;
      if (!Turned(*records[i], without_[all_[i]])) continue;
      ++caught.caught;
      if (all_[i]->clause->id == defect.clause) own.push_back(all_[i]);
    }
    // What takes more handles or pairs than a quick run has is looked for in all cases.
    Confirm(own.empty() ? CasesOf(defect.clause) : own, result);
    if (!result.IsCaught()) SearchElsewhere(result);
    matrix_.defects.push_back(std::move(result));
  }

  std::vector<const Case*> CasesOf(const std::string& clause) const {
    std::vector<const Case*> cases;
    for (const Case* each : all_) {
      if (each->clause->id == clause) cases.push_back(each);
    }
    return cases;
  }

  // Runs them by themselves until one catches the defect.
  void Confirm(const std::vector<const Case*>& cases, DefectResult& result) {
    for (const Case* each : cases) {
      const CaseRecord record =
          SlowRun(suite_, {each}, mock_, result.defect.name, options_.run).front();
      const CaseRecord& without = SlowRun(suite_, {each}, mock_, "", options_.run).front();
      if (!Turned(record, without)) continue;
      result.confirmed = record;
      return;
    }
  }

  // What no table catches may be found by all short histories.
  void SearchElsewhere(DefectResult& result) {
    const HistoryReport report =
        SearchHistories(suite_, MockWith(mock_, result.defect.name), {options_.run},
                        [](std::size_t, std::size_t) {});
    for (const HistoryFinding& each : report.findings) {
      if (each.clause != result.defect.clause || each.level != result.defect.level) continue;
      result.history = each.history;
      return;
    }
  }

  void CheckGates(const std::vector<MockSwitch>& defects) {
    for (const Accusation& each : matrix_.accusations) {
      matrix_.problems.push_back(fmt::format(
          "{} accuses the mock {}: {}: {}", each.record.id,
          each.switches.empty() ? "as it is" : "with the lawful " + each.switches,
          VerdictName(each.record.verdict), each.record.detail));
    }
    std::set<std::string> proved;
    for (const DefectResult& each : matrix_.defects) {
      CheckDefect(each);
      if (each.IsCaught()) proved.insert(each.defect.clause);
    }
    for (const Clause& clause : suite_.clauses().clauses()) CheckClause(clause, proved, defects);
  }

  void CheckDefect(const DefectResult& each) {
    const Clause* clause = suite_.clauses().Find(each.defect.clause);
    const std::string who = "the defect " + each.defect.name;
    if (!clause) {
      matrix_.problems.push_back(fmt::format("{} names {}, which is no clause", who,
                                             each.defect.clause));
    } else if (LevelName(clause->level) != each.defect.level) {
      matrix_.problems.push_back(fmt::format("{} is {}, but {} is {}", who, each.defect.level,
                                             clause->id, LevelName(clause->level)));
    } else if (!each.applied) {
      matrix_.problems.push_back(who + " was not applied: the library does not say that it is on");
    } else if (!each.IsCaught() && each.history.empty()) {
      matrix_.problems.push_back(fmt::format("no {} case of {} and no short history catches {} ({})", each.defect.level,
                                             each.defect.clause, who, each.defect.text));
    }
  }

  // Adding a requirement takes a clause, a case, and a defect that the case catches.
  void CheckClause(const Clause& clause, const std::set<std::string>& proved,
                   const std::vector<MockSwitch>& defects) {
    if (clause.level != Level::kRequired) return;
    const bool has_cases = std::any_of(all_.begin(), all_.end(), [&](const Case* each) {
      return each->clause == &clause;
    });
    const bool has_defect = std::any_of(defects.begin(), defects.end(), [&](const MockSwitch& each) {
      return each.clause == clause.id;
    });
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
  const SelftestProgress& progress_;
  std::vector<const Case*> all_, judging_;
  std::map<const Case*, CaseRecord> without_;
  std::size_t steps_ = 0;
  std::size_t done_ = 0;
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
                         const SelftestProgress& progress) {
  return Matrix(suite, mock, options, progress).Run();
}

}  // namespace wtsconform
