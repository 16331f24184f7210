// Everything a report is made from, and what its sections share.
#ifndef WTSCONFORM_REPORTS_FORMATS_REPORT_H_
#define WTSCONFORM_REPORTS_FORMATS_REPORT_H_

#include <functional>
#include <string>
#include <vector>

#include "reports/formats/causes.h"
#include "reports/formats/clause_note.h"
#include "reports/formats/clause_table.h"
#include "reports/formats/dependent_note.h"
#include "reports/formats/results.h"

namespace wtsconform {

// The steps of the case with this id as C text, to be read; "" where it is not known. Like the
// notes on clauses it is passed in by the caller.
using Reproducer = std::function<std::string(const std::string& id)>;

// Immutable once made. Columns of the table, slugs, causes and dependents are in the order of the
// results.
class Report {
 public:
  // `files` names where each of the results came from; as long as `results`.
  Report(std::vector<Results> results, std::vector<std::string> files, ClauseNotes notes,
         Reproducer reproducer = {}, const DependentsOf& dependents = {});
  // The causes point into the results.
  Report(const Report&) = delete;
  Report& operator=(const Report&) = delete;

  const std::vector<Results>& results() const { return results_; }
  const std::vector<std::string>& files() const { return files_; }
  const ClauseTable& table() const { return table_; }
  const std::vector<std::string>& slugs() const { return slugs_; }
  const std::vector<std::vector<Cause>>& causes() const { return causes_; }
  // Of each of the results; none where nobody was passed in who finds them.
  const std::vector<std::vector<DependentNote>>& dependents() const { return dependents_; }
  // An empty note for a clause that was not handed in.
  const ClauseNote& Note(const std::string& clause) const;
  // "" where none was passed in.
  std::string StepsInC(const std::string& id) const;

 private:
  const std::vector<Results> results_;
  const std::vector<std::string> files_;
  const ClauseNotes notes_;
  const Reproducer reproducer_;
  const ClauseTable table_;
  const std::vector<std::string> slugs_;
  std::vector<std::vector<Cause>> causes_;
  std::vector<std::vector<DependentNote>> dependents_;
};

// For each name one that is fit for a file or an anchor, and that no other has, not even where
// upper and lower case are the same.
std::vector<std::string> Slugs(const std::vector<std::string>& names);

// One line for a POSIX shell that runs the case again.
std::string RepeatCommand(const std::string& implementation, const std::string& id);

// Another that writes the case as a C program; `options` are those that the program depends on.
std::string ReproCommandLine(const std::string& id, const std::vector<std::string>& options = {});

// And one that writes the finding as a report for the maintainer.
std::string BugReportCommandLine(const std::string& id, const std::string& implementation);

}  // namespace wtsconform

#endif  // WTSCONFORM_REPORTS_FORMATS_REPORT_H_
