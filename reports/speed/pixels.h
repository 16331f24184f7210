// Coordinates of a picture.
#ifndef WTSCONFORM_REPORTS_SPEED_PIXELS_H_
#define WTSCONFORM_REPORTS_SPEED_PIXELS_H_

#include <fmt/format.h>

#include <string>

namespace wtsconform {

// "12.5": as exact as SVG needs it.
inline std::string Pixels(double value) { return fmt::format("{:.1f}", value); }

}  // namespace wtsconform

#endif  // WTSCONFORM_REPORTS_SPEED_PIXELS_H_
