// How text for a terminal looks.
#ifndef WTSCONFORM_REPORTS_FORMATS_STYLE_H_
#define WTSCONFORM_REPORTS_FORMATS_STYLE_H_

#include <cstddef>
#include <string>
#include <string_view>

#include "reports/formats/results.h"

namespace wtsconform {

struct Style {
  bool colour = false;
  int width = 0;  // columns; 0: as wide as it gets
};

enum class TextStyle { kGood, kBad, kDoubtful, kFaint, kStrong };

// `text` itself where the style has no colour.
std::string Paint(const Style& style, TextStyle look, const std::string& text);

// The length of one of Paint's codes at the start of `text`; 0 where none is there.
std::size_t ColourCodeAt(std::string_view text);

// Red is for failures alone (IsFailure): a listed problem is doubtful, like an undecided case.
TextStyle TextStyleOf(Verdict verdict, bool is_failure);

}  // namespace wtsconform

#endif  // WTSCONFORM_REPORTS_FORMATS_STYLE_H_
