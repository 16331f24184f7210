#include "conformance/runner/requirements.h"

#include <algorithm>
#include <filesystem>
#include <map>

#include "spec/loader/tables/embedded.h"
#include "spec/loader/toml/fields.h"
#include "spec/loader/toml/nearest.h"

namespace wtsconform {
namespace {

constexpr std::string_view kFolder = "requirements/";

// Every id that starts with `prefix` and goes on with one value of each list.
void AddIds(const std::string& prefix, const std::vector<std::vector<std::string>>& lists,
            std::size_t next, std::set<std::string, std::less<>>& ids) {
  if (next == lists.size()) {
    ids.insert(prefix);
    return;
  }
  for (const std::string& value : lists[next]) AddIds(prefix + "/" + value, lists, next + 1, ids);
}

}  // namespace

Requirements ReadRequirements(std::string_view toml, const std::string& file) {
  const Value document = ParseToml(toml, file);
  Fields fields(document, "a set of requirements");
  Requirements requirements;
  requirements.version = fields.Text("version");
  requirements.clauses = fields.Texts("clauses");
  std::map<std::string, std::vector<std::string>> values;
  for (const Value* value : fields.Tables("values")) {
    Fields list(*value, "a list of values");
    const std::string name = list.Text("name");
    values[name] = list.Texts("are");
    list.Finish();
  }
  for (const Value* value : fields.Tables("row")) {
    Fields row(*value, "a row");
    const std::string id = row.Text("id");
    std::vector<std::vector<std::string>> lists;
    for (const std::string& name : row.Texts("for")) {
      if (!values.contains(name)) row.Refuse("for", "there is no list of values \"" + name + "\"");
      lists.push_back(values[name]);
    }
    AddIds(id, lists, 0, requirements.cases);
    row.Finish();
  }
  fields.Finish();
  if (requirements.cases.empty()) fields.Refuse("row", "the set holds no case");
  return requirements;
}

std::vector<std::string> RequirementVersions() {
  std::vector<std::string> versions;
  for (const EmbeddedFile& file : EmbeddedLists()) {
    if (!file.name.starts_with(kFolder)) continue;
    versions.push_back(std::filesystem::path(file.name.substr(kFolder.size())).stem().string());
  }
  return versions;
}

Requirements FindRequirements(const std::string& version, const Suite& suite) {
  for (const EmbeddedFile& file : EmbeddedLists()) {
    if (file.name != std::string(kFolder) + version + ".toml") continue;
    Requirements requirements = ReadRequirements(file.text, std::string(file.name));
    for (const std::string& id : requirements.cases) {
      if (suite.Find(id)) continue;
      throw InputError("--requirements " + version + ": these tables have no case " + id);
    }
    return requirements;
  }
  std::string known;
  for (const std::string& each : RequirementVersions()) known += " " + each;
  throw InputError("--requirements " + version + ": there is no such set" +
                   DidYouMean(version, RequirementVersions()) + "; there are:" + known);
}

}  // namespace wtsconform
