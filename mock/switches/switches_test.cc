// Every switch is shown at work, and no lawful variant breaks what a clause requires.
#include "mock/switches/switches.h"

#include <malloc.h>

#include <set>

#include "mock/switches/demonstrations.h"

namespace wtsmock {
namespace {

std::vector<Demonstration> All() {
  std::vector<Demonstration> all;
  for (const auto& some : {Variants(), RequiredDefects(), OtherDefects()}) {
    all.insert(all.end(), some.begin(), some.end());
  }
  return all;
}

class SwitchesTest : public MockTest, public testing::WithParamInterface<Demonstration> {};

TEST_P(SwitchesTest, ShowsWhenOnOnly) {
  EXPECT_FALSE(GetParam().is_shown()) << "while it is off";
  Restart();
  ASSERT_EQ(WtsMockConfigure(GetParam().name.c_str()), 0) << WtsMockError();
  EXPECT_TRUE(GetParam().is_shown()) << "while it is on";
}

INSTANTIATE_TEST_SUITE_P(Each, SwitchesTest, testing::ValuesIn(All()), [](const auto& test) {
  std::string name = test.param.name;
  std::ranges::replace(name, '-', '_');
  return name;
});

TEST(Switches, EachHasADemonstration) {
  std::set<std::string> shown;
  for (const Demonstration& d : All()) shown.insert(d.name);
  if (WTSMOCK_SANITIZED) shown.insert({"close-leaks-memory", "stale-use-after-free"});
  for (const SwitchRow& row : SwitchRows()) EXPECT_EQ(shown.count(row.what.name), 1u);
  EXPECT_EQ(shown.size(), SwitchRows().size());
}

// The heap is measured where no sanitizer has put another in its place.
TEST(Switches, NoVariantKeepsWhatWasClosed) {
  const auto pairs = [] {
    for (int i = 0; i < 2000; ++i) WTSCloseServer(OpenA("MOCKHOST"));
    return mallinfo2().uordblks;
  };
  for (const Demonstration& variant : Variants()) {
    ASSERT_EQ(WtsMockConfigure(variant.name.c_str()), 0);
    const std::size_t before = pairs();
    EXPECT_LT(pairs(), before + 2000) << variant.name;
  }
  WtsMockConfigure("");
  WtsMockReset();
}

// A lawful variant changes nothing that a clause requires.
TEST(Switches, NoVariantBreaksALiveOrRevivesAStaleHandle) {
  for (const Demonstration& variant : Variants()) {
    SCOPED_TRACE(variant.name);
    ASSERT_EQ(WtsMockConfigure(variant.name.c_str()), 0);
    WtsMockReset();
    const HANDLE one = OpenA("MOCKHOST");
    const HANDLE two = OpenW(Encode<WCHAR>(u"FARM2"));
    EXPECT_TRUE(Shows(one, 2));
    EXPECT_TRUE(Shows(two, 21));
    WTSCloseServer(one);
    EXPECT_FALSE(Works(one));
    EXPECT_TRUE(Works(two));
    EXPECT_TRUE(Works(WTS_CURRENT_SERVER_HANDLE));
    EXPECT_FALSE(Works(OpenA("NOSUCHHOST")));
  }
  WtsMockConfigure("");
  WtsMockReset();
}

}  // namespace
}  // namespace wtsmock
