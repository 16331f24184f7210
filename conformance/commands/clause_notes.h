// What the reports are told of clauses and cases: they know results files only.
#ifndef WTSCONFORM_CONFORMANCE_COMMANDS_CLAUSE_NOTES_H_
#define WTSCONFORM_CONFORMANCE_COMMANDS_CLAUSE_NOTES_H_

#include "reports/formats/clause_note.h"
#include "reports/formats/report.h"
#include "spec/loader/tables/suite.h"

namespace wtsconform {

ClauseNotes NotesOn(const Suite& suite);

// By the habits of spec/callers.toml.
std::vector<DependentNote> NotesOnDependents(const std::vector<CaseRecord>& records);

// Uses the suite whenever it is called.
Reproducer ReproducersOf(const Suite& suite);

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_COMMANDS_CLAUSE_NOTES_H_
