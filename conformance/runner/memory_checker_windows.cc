#include "conformance/runner/memory_checker.h"
#include "spec/loader/toml/toml_value.h"

namespace wtsconform {

void RunUnderMemoryChecker(const std::string& checker, const std::vector<std::string>&) {
  throw InputError("--memory-checker " + checker + " is to be had on Linux only");
}

}  // namespace wtsconform
