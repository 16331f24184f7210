#include "conformance/gtest/test_name.h"

#include <algorithm>
#include <cctype>

namespace wtsconform {
namespace {

// A slash, as parameterised tests have it, or a letter, a digit, an underscore.
std::string SafeName(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](unsigned char c) { return !std::isalnum(c) && c != '/'; }, '_');
  return text;
}

}  // namespace

TestName TestNameOf(const Case& subject) {
  const std::size_t slash = subject.id.find('/');
  return {SafeName(subject.clause->id), SafeName(subject.id.substr(slash + 1))};
}

std::map<std::string, const Case*> ByTestName(const std::vector<const Case*>& cases) {
  std::map<std::string, const Case*> named;
  for (const Case* each : cases) {
    const std::string name = TestNameOf(*each).Full();
    const auto [other, is_new] = named.emplace(name, each);
    if (is_new) continue;
    throw InputError("the cases " + other->second->id + " and " + each->id +
                     " would both be the test " + name + ": rename one of them");
  }
  return named;
}

}  // namespace wtsconform
