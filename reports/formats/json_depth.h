// How deep a text of JSON is nested, found out before it is parsed.
#ifndef WTSCONFORM_REPORTS_FORMATS_JSON_DEPTH_H_
#define WTSCONFORM_REPORTS_FORMATS_JSON_DEPTH_H_

#include <string_view>

namespace wtsconform {

// Throws ResultsError where the text is nested deeper than any format that is read here, with much
// to spare. The parser has no limit, and what copies or writes a value needs stack for each level.
void CheckDepth(std::string_view json);

}  // namespace wtsconform

#endif  // WTSCONFORM_REPORTS_FORMATS_JSON_DEPTH_H_
