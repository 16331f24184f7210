// The tables of cases: steps over named handles, multiplied over openers, calls and numbers.
//
// spec/cases/README.md explains the steps for whoever writes a row.
#ifndef WTSCONFORM_SPEC_LOADER_TABLES_CASES_H_
#define WTSCONFORM_SPEC_LOADER_TABLES_CASES_H_

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "spec/loader/tables/clauses.h"
#include "spec/loader/tables/functions.h"
#include "spec/loader/tables/placeholders.h"
#include "spec/loader/tables/step.h"
#include "spec/loader/toml/toml_value.h"

namespace wtsconform {

// One row as written: placeholders not yet filled.
struct CaseTemplate {
  std::string id;
  std::string clause;
  std::string title;
  std::vector<std::string> needs;  // what the implementation's profile must provide
  bool proves_refusal = false;     // where its cases pass, a closed handle may be used without harm
  // In the order in which they appear in an id; each with its values.
  std::vector<std::pair<std::string, std::vector<std::string>>> parameters;
  const Value* steps = nullptr;
  Location where;
};

// A template with one value for each parameter.
class Case {
 public:
  std::string id;
  const Clause* clause = nullptr;
  const CaseTemplate* row = nullptr;
  Binding binding;
  const FunctionCatalogue* functions = nullptr;  // what names in the steps refer to

  // Read when they are first asked for, and then kept: most commands look at no steps at all.
  // Thread-safe. Throws InputError where a placeholder dangles or a step is wrong.
  const std::vector<Step>& steps() const;
  // Throws InputError where a placeholder dangles.
  std::string Title() const;
  // Another case: the first `length` steps, the last of which is a control on a handle. Where
  // that works, it passes, or observes something. Its id is this one's and "+LENGTH", which no case
  // of a table has.
  Case UpToControl(std::size_t length) const;
  // Another case: those of the steps that `numbers` names, from 1, as "1-4,9". Its id is this one's
  // and "=NUMBERS". Throws InputError where they are no ascending numbers of steps, and where what is
  // left is no case (check.h).
  Case Part(const std::string& numbers) const;

 private:
  mutable std::shared_ptr<const std::vector<Step>> steps_;
};

// Where steps are read from: the catalogues that names in them refer to.
struct Catalogues {
  const FunctionCatalogue& functions;
  const ClauseCatalogue& clauses;
};

// Reads [[case]] rows of one file, whose ids start with the file's stem ("close/..."). `document`
// must outlive the templates. Throws InputError.
std::vector<CaseTemplate> ReadCaseTemplates(const Value& document, const std::string& stem,
                                            const Catalogues& catalogues);

// All cases of a template, which must outlive them.
std::vector<Case> Expand(const CaseTemplate& row, const Catalogues& catalogues);

}  // namespace wtsconform

#endif  // WTSCONFORM_SPEC_LOADER_TABLES_CASES_H_
