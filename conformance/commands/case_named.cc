#include "conformance/commands/case_named.h"

#include <vector>

#include "spec/loader/toml/nearest.h"
#include "spec/loader/toml/toml_value.h"

namespace wtsconform {

const Case& CaseNamed(const Suite& suite, const std::string& id) {
  if (const Case* const found = suite.Find(id)) return *found;
  std::vector<std::string> known;
  for (const Case& each : suite.cases()) known.push_back(each.id);
  throw InputError("\"" + id + "\" is no case" + DidYouMean(id, known) +
                   "; `wtsconform list` shows them all");
}

}  // namespace wtsconform
