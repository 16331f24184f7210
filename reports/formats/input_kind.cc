#include "reports/formats/input_kind.h"

#include <array>
#include <fstream>
#include <string>

#include "reports/formats/unfinished_results.h"

namespace wtsconform {

InputKind InputKindOf(const std::filesystem::path& path) {
  constexpr std::size_t kEnough = 200;  // for any white space and both words
  std::ifstream stream(path, std::ios::binary);
  std::array<char, kEnough> buffer{};
  stream.read(buffer.data(), buffer.size());
  std::string start;
  for (const char c : buffer) {
    if (c != ' ' && c != '\n' && c != '\r' && c != '\t') start += c;
  }
  if (IsUnfinished(start)) return InputKind::kUnfinished;
  if (start.starts_with("{\"context\"")) return InputKind::kBenchmarks;
  if (start.starts_with("{\"schema\":\"wtsconform-selftest/")) return InputKind::kSelftest;
  if (start.starts_with("{\"schema\":\"wtsbench-comparison/")) return InputKind::kComparison;
  if (start.starts_with("{\"schema\":\"wtsbench-side-by-side/")) return InputKind::kSideBySide;
  return InputKind::kResults;
}

}  // namespace wtsconform
