#include "reports/formats/json_depth.h"

#include <cstddef>
#include <string>

#include "reports/formats/results.h"

namespace wtsconform {
namespace {

constexpr int kDeepest = 64;

// The position after the string that begins at `at`, or the text's end.
std::size_t AfterString(std::string_view json, std::size_t at) {
  for (++at; at < json.size() && json[at] != '"'; ++at) {
    if (json[at] == '\\') ++at;
  }
  return at + 1;
}

}  // namespace

void CheckDepth(std::string_view json) {
  int depth = 0;
  for (std::size_t at = 0; at < json.size();) {
    const char c = json[at];
    if (c == '"') {
      at = AfterString(json, at);
      continue;
    }
    if (c == '[' || c == '{') ++depth;
    if (c == ']' || c == '}') --depth;
    if (depth > kDeepest) {
      throw ResultsError("it is nested deeper than " + std::to_string(kDeepest) +
                         " levels, at byte " + std::to_string(at + 1));
    }
    ++at;
  }
}

}  // namespace wtsconform
