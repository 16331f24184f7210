#include "conformance/gtest/bazel.h"

#include <cstdlib>
#include <string>

#include "conformance/platform/platform.h"

namespace wtsconform {

void TakeBazelsShards() {
  for (const std::string name : {"TOTAL_SHARDS", "SHARD_INDEX", "SHARD_STATUS_FILE"}) {
    const char* const bazels = std::getenv(("TEST_" + name).c_str());
    const std::string own = "GTEST_" + name;
    if (bazels && *bazels && !std::getenv(own.c_str())) SetVariable(own, bazels);
  }
}

}  // namespace wtsconform
