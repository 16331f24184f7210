#include "conformance/commands/case_named.h"

#include <vector>

#include "spec/loader/toml/nearest.h"
#include "spec/loader/toml/toml_value.h"

namespace wtsconform {

Case CaseNamed(const Suite& suite, const std::string& name) {
  const std::size_t mark = name.find('=');
  const std::string id = name.substr(0, mark);
  const Case* const whole = suite.Find(id);
  if (whole) return mark == name.npos ? *whole : whole->Part(name.substr(mark + 1));
  std::vector<std::string> known;
  for (const Case& each : suite.cases()) known.push_back(each.id);
  throw InputError("\"" + id + "\" is no case" + DidYouMean(id, known) +
                   "; `wtsconform list` shows them all");
}

}  // namespace wtsconform
