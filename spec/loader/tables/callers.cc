#include "spec/loader/tables/callers.h"

#include <algorithm>
#include <set>

#include "spec/loader/tables/embedded.h"
#include "spec/loader/toml/fields.h"
#include "spec/loader/toml/nearest.h"

namespace wtsconform {
namespace {

constexpr char kFile[] = "callers.toml";

Habit ReadHabit(const Value& value) {
  Fields fields(value, "a habit");
  Habit habit{fields.Text("id"), fields.Text("text"), fields.Text("hurt"), {}};
  for (const Value* row : fields.Tables("where")) {
    Fields where(*row, "what a habit is hurt by");
    habit.where.push_back({where.Text("case"), where.Texts("shows"), where.Texts("but_not")});
    where.Finish();
  }
  if (habit.where.empty()) fields.Refuse("where", "nothing hurts " + habit.id);
  fields.Finish();
  return habit;
}

}  // namespace

Callers ReadCallers(std::string_view toml, const std::string& file) {
  const Value document = ParseToml(toml, file);
  Fields fields(document, "the habits of callers");
  Callers callers;
  std::vector<std::string> ids;
  for (const Value* value : fields.Tables("habit")) {
    callers.habits.push_back(ReadHabit(*value));
    ids.push_back(callers.habits.back().id);
  }
  std::set<std::string> had;
  for (const Value* value : fields.Tables("caller")) {
    Fields row(*value, "a caller");
    CallingProgram program{row.Text("program"), row.Texts("habits"), row.Text("source")};
    for (const std::string& id : program.habits) {
      if (std::find(ids.begin(), ids.end(), id) == ids.end()) {
        row.Refuse("habits", "there is no habit \"" + id + "\"" + DidYouMean(id, ids));
      }
      had.insert(id);
    }
    if (program.source.empty()) row.Refuse("source", program.name + " needs one");
    row.Finish();
    callers.programs.push_back(std::move(program));
  }
  for (const std::string& id : ids) {
    if (!had.contains(id)) fields.Refuse("habit", "no program has the habit \"" + id + "\"");
  }
  fields.Finish();
  return callers;
}

Callers KnownCallers() {
  for (const EmbeddedFile& file : EmbeddedLists()) {
    if (file.name == kFile) return ReadCallers(file.text, kFile);
  }
  return {};
}

}  // namespace wtsconform
