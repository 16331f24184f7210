#include "conformance/commands/clause_notes.h"

#include <utility>

#include "conformance/reproducer/repro.h"
#include "conformance/runner/dependents.h"

namespace wtsconform {

ClauseNotes NotesOn(const Suite& suite) {
  ClauseNotes notes;
  std::size_t place = 0;
  for (const Clause& clause : suite.clauses().clauses()) {
    notes[clause.id] = {clause.text, clause.address, place++};
  }
  return notes;
}

std::vector<DependentNote> NotesOnDependents(const std::vector<CaseRecord>& records) {
  const Callers callers = KnownCallers();
  std::vector<DependentNote> notes;
  for (const Dependent& each : Dependents(callers, records)) {
    DependentNote note{each.habit->text, each.habit->hurt, {}, each.shown_by->id};
    for (const CallingProgram* program : each.programs) {
      note.programs.push_back({program->name, program->source});
    }
    notes.push_back(std::move(note));
  }
  return notes;
}

Reproducer ReproducersOf(const Suite& suite) {
  return [&suite](const std::string& id) {
    const Case* subject = suite.Find(id);
    return subject ? ReproSteps(*subject) : "";
  };
}

}  // namespace wtsconform
