#include <gtest/gtest.h>

#include "conformance/platform/platform.h"
#include "conformance/platform/shared_object.h"

namespace wtsconform {
namespace {

// Wine's has no version resource, and is as old as Wine.
TEST(SharedObjectOnWindows, TheSystemsOwnLibraryHasAVersion) {
  const std::string version = SharedObject("wtsapi32.dll").Version();
  EXPECT_EQ(version.find_first_not_of("0123456789."), std::string::npos) << version;
  EXPECT_FALSE(version.empty());
}

TEST(SharedObjectOnWindows, ALibraryThatTellsNoVersionHasNone) {
  EXPECT_EQ(SharedObject(ExecutableFolder() / "wtsapi32_mock.dll").Version(), "");
}

}  // namespace
}  // namespace wtsconform
