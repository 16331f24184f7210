// The kill matrix for a terminal, as Markdown and as JSON ("wtsconform-selftest/1").
#ifndef WTSCONFORM_CONFORMANCE_PROOF_SELFTEST_SELFTEST_REPORT_H_
#define WTSCONFORM_CONFORMANCE_PROOF_SELFTEST_SELFTEST_REPORT_H_

#include <string>

#include "conformance/proof/selftest/kill_matrix.h"
#include "reports/formats/style.h"

namespace wtsconform {

std::string SelftestText(const KillMatrix& matrix, double seconds, const Style& style);
std::string SelftestMarkdown(const KillMatrix& matrix);
std::string SelftestJson(const KillMatrix& matrix);

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_PROOF_SELFTEST_SELFTEST_REPORT_H_
