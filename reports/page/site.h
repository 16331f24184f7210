// A report as a site: pages that link to each other, and the files that they share. It is opened
// from a folder or a server, loads nothing from elsewhere, and is read without script.
#ifndef WTSCONFORM_REPORTS_PAGE_SITE_H_
#define WTSCONFORM_REPORTS_PAGE_SITE_H_

#include <string>
#include <vector>

#include "reports/page/html.h"

namespace wtsconform {

struct SiteFile {
  std::string name;  // in the one folder that all are in
  std::string text;
};

// index.html first: verdicts, matrix, search, provenance. Then a page that compares versions and
// implementations, one for each further section, and one for each of the results; style and
// scripts.
std::vector<SiteFile> ToSite(const Report& report, const std::vector<HtmlSection>& further = {});

}  // namespace wtsconform

#endif  // WTSCONFORM_REPORTS_PAGE_SITE_H_
