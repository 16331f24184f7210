// What a report shows of public programs that an implementation's observed behaviour would hurt.
// Results files know nothing of them; the caller passes in who finds them.
#ifndef WTSCONFORM_REPORTS_FORMATS_DEPENDENT_NOTE_H_
#define WTSCONFORM_REPORTS_FORMATS_DEPENDENT_NOTE_H_

#include <functional>
#include <string>
#include <vector>

#include "reports/formats/results.h"

namespace wtsconform {

struct DependentNote {
  struct Program {
    std::string name;
    std::string source;  // the address of what shows its habit
  };

  std::string habit;  // "closes a handle twice"
  std::string hurt;   // what becomes of such a program
  std::vector<Program> programs;
  std::string shown_by;  // a case's id

  // "one that closes a handle twice dies"
  std::string Sentence() const { return "one that " + habit + " " + hurt; }
};

using DependentsOf = std::function<std::vector<DependentNote>(const std::vector<CaseRecord>&)>;

}  // namespace wtsconform

#endif  // WTSCONFORM_REPORTS_FORMATS_DEPENDENT_NOTE_H_
