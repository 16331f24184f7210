#include "conformance/runner/memory_checker.h"
#include "spec/loader/toml/toml_value.h"

namespace wtsconform {

void RunUnderMemoryChecker(const std::string& checker) {
  throw InputError("--memory-checker " + checker + " is available on Linux only");
}

}  // namespace wtsconform
