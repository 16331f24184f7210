#include <algorithm>

#include <fmt/format.h>

#include "conformance/commands/commands.h"

namespace wtsconform {

int List(const SelectionOptions& selection, const Suite& suite) {
  const std::vector<const Case*> cases = Select(suite, selection);
  std::size_t width = 0;
  for (const Case* each : cases) width = std::max(width, each->clause->id.size());
  for (const Case* each : cases) {
    fmt::print("{:<10}  {:<{}}  {}\n", LevelName(each->clause->level), each->clause->id, width,
               each->id);
  }
  return kAllAsExpected;
}

}  // namespace wtsconform
