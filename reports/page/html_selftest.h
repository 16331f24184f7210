// The section of the page about the selftest of the suite.
#ifndef WTSCONFORM_REPORTS_PAGE_HTML_SELFTEST_H_
#define WTSCONFORM_REPORTS_PAGE_HTML_SELFTEST_H_

#include <vector>

#include "reports/formats/selftest.h"
#include "reports/page/html.h"

namespace wtsconform {

HtmlSection HtmlSelftest(const std::vector<SelftestResults>& files);

}  // namespace wtsconform

#endif  // WTSCONFORM_REPORTS_PAGE_HTML_SELFTEST_H_
