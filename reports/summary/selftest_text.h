// The kill matrix for a terminal and as Markdown.
#ifndef WTSCONFORM_REPORTS_SUMMARY_SELFTEST_TEXT_H_
#define WTSCONFORM_REPORTS_SUMMARY_SELFTEST_TEXT_H_

#include <string>

#include "reports/formats/selftest.h"
#include "reports/formats/style.h"

namespace wtsconform {

std::string SelftestText(const SelftestResults& selftest, double seconds, const Style& style);
std::string SelftestMarkdown(const SelftestResults& selftest);

}  // namespace wtsconform

#endif  // WTSCONFORM_REPORTS_SUMMARY_SELFTEST_TEXT_H_
