// Recognizes the format of a file that is given to `wtsconform report`.
#ifndef WTSCONFORM_REPORTS_FORMATS_INPUT_KIND_H_
#define WTSCONFORM_REPORTS_FORMATS_INPUT_KIND_H_

#include <filesystem>

namespace wtsconform {

enum class InputKind { kResults, kUnfinished, kBenchmarks, kSelftest, kComparison, kSideBySide };

// By its first key and value. Anything else, even a file that cannot be read, counts as results:
// their reader reports what is wrong.
InputKind InputKindOf(const std::filesystem::path& path);

}  // namespace wtsconform

#endif  // WTSCONFORM_REPORTS_FORMATS_INPUT_KIND_H_
