#include "conformance/commands/clause_notes.h"

#include "conformance/reproducer/repro.h"

namespace wtsconform {

ClauseNotes NotesOn(const Suite& suite) {
  ClauseNotes notes;
  std::size_t place = 0;
  for (const Clause& clause : suite.clauses().clauses()) {
    notes[clause.id] = {clause.text, clause.address, place++};
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
