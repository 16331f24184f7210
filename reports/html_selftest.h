// The section of a report that shows whether the suite finds what it should.
#ifndef WTSCONFORM_REPORTS_HTML_SELFTEST_H_
#define WTSCONFORM_REPORTS_HTML_SELFTEST_H_

#include <vector>

#include "reports/html.h"
#include "reports/selftest.h"

namespace wtsconform {

HtmlSection HtmlSelftest(const std::vector<SelftestResults>& files);

}  // namespace wtsconform

#endif  // WTSCONFORM_REPORTS_HTML_SELFTEST_H_
