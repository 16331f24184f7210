#include <algorithm>
#include <memory>

#include "conformance/commands/commands.h"
#include "conformance/platform/print.h"

namespace wtsconform {
namespace {

int List(const SelectionOptions& selection, const Suite& suite) {
  const std::vector<const Case*> cases = Select(suite, selection);
  std::size_t width = 0;
  for (const Case* each : cases) width = std::max(width, each->clause->id.size());
  for (const Case* each : cases) {
    Print("{:<10}  {:<{}}  {}\n", LevelName(each->clause->level), each->clause->id, width,
          each->id);
  }
  return kAllAsExpected;
}

}  // namespace

Command ListCommand() {
  const auto selection = std::make_shared<SelectionOptions>();
  return {.name = "list",
          .summary = "List the cases",
          .options = SelectionTable(*selection),
          .run = [selection](const Suite& suite) { return List(*selection, suite); }};
}

}  // namespace wtsconform
