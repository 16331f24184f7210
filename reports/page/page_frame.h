// What stands around the sections of a page: its head, heading, navigation and end.
#ifndef WTSCONFORM_REPORTS_PAGE_PAGE_FRAME_H_
#define WTSCONFORM_REPORTS_PAGE_PAGE_FRAME_H_

#include <string>
#include <vector>

#include "reports/page/html.h"

namespace wtsconform {

struct PageLink {
  std::string address;
  std::string name;
  bool is_here = false;  // it leads to the page that it is on
};

struct PageFrame {
  std::string title;                      // of the window
  std::string heading;                    // of the page
  std::string lead;                       // "" for none
  std::vector<std::string> remarks = {};  // that must not be missed
  std::string provenance = {};            // where the files are listed; "" for nowhere
  // The other pages and this one. None: everything is on this page, style and script too.
  std::vector<PageLink> pages = {};
  bool searches = false;  // it looks things up in search.js
};

std::string InFrame(const PageFrame& frame, const std::vector<HtmlSection>& sections);

}  // namespace wtsconform

#endif  // WTSCONFORM_REPORTS_PAGE_PAGE_FRAME_H_
