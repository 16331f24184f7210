// What a report shows of a clause next to its id. Results files hold ids only; the caller
// passes the texts in, and omits those that it does not know.
#ifndef WTSCONFORM_REPORTS_FORMATS_CLAUSE_NOTE_H_
#define WTSCONFORM_REPORTS_FORMATS_CLAUSE_NOTE_H_

#include <cstddef>
#include <map>
#include <string>

namespace wtsconform {

struct ClauseNote {
  std::string text;
  std::string page;       // its address; "" where no page says it
  std::size_t place = 0;  // in the table of clauses, whose order the rows of a report have
};

using ClauseNotes = std::map<std::string, ClauseNote>;  // by the clause's id

}  // namespace wtsconform

#endif  // WTSCONFORM_REPORTS_FORMATS_CLAUSE_NOTE_H_
