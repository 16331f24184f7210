// What a run reports in words on stdout.
#ifndef WTSCONFORM_CONFORMANCE_COMMANDS_FINDINGS_H_
#define WTSCONFORM_CONFORMANCE_COMMANDS_FINDINGS_H_

#include <string>
#include <vector>

#include "conformance/commands/run_settings.h"
#include "reports/formats/results.h"
#include "reports/formats/style.h"
#include "spec/loader/tables/suite.h"

namespace wtsconform {

// The words that the commands which reproduce a finding need beside the case's id.
struct Repetition {
  std::vector<std::string> run;    // of `wtsconform run`: the implementation and options
  std::vector<std::string> repro;  // of `wtsconform repro`
};

// The implementation, as the user named it, and the options that its findings depend on.
Repetition RepetitionOf(const std::string& name, const RunSettings& settings, const Suite& suite);

// The failure block of one case.
std::string FindingText(const CaseRecord& record, const std::string& implementation,
                        const Suite& suite, const Repetition& repetition, const Style& style);

// One block per cause (same clause, verdict and signature), unexpected ones first; the other cases
// of the cause are counted.
std::string Findings(const Results& results, const Suite& suite, const Repetition& repetition,
                     const Style& style);

// "freerdp 2.11.7: 412 cases in 8.1 s: 20 pass, 3 deviation (all listed) ...".
std::string SummaryLine(const Results& results, double seconds);

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_COMMANDS_FINDINGS_H_
