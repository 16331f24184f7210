// What a results file claims about the suite, held against the tables: a file says which cases were
// selected, and of each case its clause and level, and none of that needs to be believed.
#ifndef WTSCONFORM_CONFORMANCE_RUNNER_CLAIMS_H_
#define WTSCONFORM_CONFORMANCE_RUNNER_CLAIMS_H_

#include <string>
#include <vector>

#include "conformance/implementations/expectations.h"
#include "conformance/runner/selection.h"
#include "reports/formats/results.h"
#include "spec/loader/tables/suite.h"

namespace wtsconform {

// What a run of these cases records.
SelectionRecord SelectionRecordOf(const SelectionOptions& options, const Suite& suite);

// Whether the file says that it was made with these very tables.
bool HasSameTables(const Results& results, const Suite& suite);

// What is not as in the tables, a sentence each: a case's clause or level, a case that was not
// selected, one that was and is missing. A file of an earlier version records no selection; then
// all cases of the suite have to be there.
std::vector<std::string> FalseClaims(const Results& results, const Suite& suite);

// Sets `expected` of each case by the list, and returns a sentence for each that was not so.
std::vector<std::string> CorrectExpected(const Expectations& expectations, Results& results);

// Throws ResultsError where the results claim to be made with these tables and FalseClaims finds
// something. `file` is for the message.
void CheckClaims(const Results& results, const Suite& suite, const std::string& file);
// ReadResults and this.
Results ReadResultsOf(const Suite& suite, const std::string& file);

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_RUNNER_CLAIMS_H_
