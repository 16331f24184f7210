#include "conformance/runner/dependents.h"

#include <algorithm>

#include "conformance/implementations/glob.h"
#include "reports/formats/verdict_kind.h"

namespace wtsconform {
namespace {

bool Shows(const HurtBy& what, const CaseRecord& record) {
  if (!GlobMatches(what.cases, record.id)) return false;
  if (what.shows.empty()) return KindOf(record.verdict) == VerdictKind::kProblem;
  return record.verdict == Verdict::kObserved && MatchesAny(what.shows, record.signature) &&
         !MatchesAny(what.but_not, record.signature);
}

const CaseRecord* WhatShows(const Habit& habit, const std::vector<CaseRecord>& records) {
  for (const CaseRecord& record : records) {
    const bool shows = std::any_of(habit.where.begin(), habit.where.end(),
                                   [&](const HurtBy& each) { return Shows(each, record); });
    if (shows) return &record;
  }
  return nullptr;
}

}  // namespace

std::vector<Dependent> Dependents(const Callers& callers, const std::vector<CaseRecord>& records) {
  std::vector<Dependent> dependents;
  for (const Habit& habit : callers.habits) {
    const CaseRecord* const shown_by = WhatShows(habit, records);
    if (!shown_by) continue;
    Dependent dependent{&habit, {}, shown_by};
    for (const CallingProgram& program : callers.programs) {
      const auto& had = program.habits;
      if (std::find(had.begin(), had.end(), habit.id) == had.end()) continue;
      dependent.programs.push_back(&program);
    }
    dependents.push_back(std::move(dependent));
  }
  return dependents;
}

}  // namespace wtsconform
