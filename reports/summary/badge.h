// One implementation in a few words and a colour.
#ifndef WTSCONFORM_REPORTS_SUMMARY_BADGE_H_
#define WTSCONFORM_REPORTS_SUMMARY_BADGE_H_

#include <string>

#include "reports/formats/report.h"

namespace wtsconform {

// "12 of 17 clauses" of the required ones that ran. Red: something is not listed as expected;
// orange: a listed problem; grey: nothing was decided; yellow: not all could be decided; green.
struct Badge {
  std::string label;
  std::string message;
  std::string colour;  // by shields.io's names
};

Badge BadgeOf(const Report& report, std::size_t column);

// For shields.io's "endpoint" badges, and as a picture.
std::string ToShieldsJson(const Badge& badge);
std::string ToSvg(const Badge& badge);

}  // namespace wtsconform

#endif  // WTSCONFORM_REPORTS_SUMMARY_BADGE_H_
