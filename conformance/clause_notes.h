// What the reports are told of the clauses: they know results files only.
#ifndef WTSCONFORM_CONFORMANCE_CLAUSE_NOTES_H_
#define WTSCONFORM_CONFORMANCE_CLAUSE_NOTES_H_

#include "reports/clause_note.h"
#include "spec/suite.h"

namespace wtsconform {

ClauseNotes NotesOn(const Suite& suite);

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_CLAUSE_NOTES_H_
