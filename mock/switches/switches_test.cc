// Every switch does what it says, and no variant deviates from a required clause.
#include "mock/switches/switches.h"

#include <malloc.h>

#include <set>

#include "mock/switches/switches_test.h"

namespace wtsmock {
namespace {

std::vector<SwitchCheck> AllChecks() {
  std::vector<SwitchCheck> all;
  for (const auto& some :
       {VariantChecks(), RequiredDefectChecks(), AnswerDefectChecks(), OtherDefectChecks()}) {
    all.insert(all.end(), some.begin(), some.end());
  }
  return all;
}

class SwitchesTest : public MockTest, public testing::WithParamInterface<SwitchCheck> {};

TEST_P(SwitchesTest, HoldsOnlyWhileItIsOn) {
  EXPECT_FALSE(GetParam().holds()) << "while it is off";
  Restart();
  ASSERT_EQ(WtsMockConfigure(GetParam().name.c_str()), 0) << WtsMockError();
  EXPECT_TRUE(GetParam().holds()) << "while it is on";
}

INSTANTIATE_TEST_SUITE_P(Each, SwitchesTest, testing::ValuesIn(AllChecks()), [](const auto& test) {
  std::string name = test.param.name;
  std::ranges::replace(name, '-', '_');
  return name;
});

TEST(Switches, EachHasACheck) {
  std::set<std::string> checked;
  for (const SwitchCheck& check : AllChecks()) checked.insert(check.name);
#if defined(WTSCONFORM_SANITIZED)
  checked.insert({"close-leaks-memory", "free-keeps-memory", "stale-use-after-free"});
#endif
  for (const SwitchRow& row : SwitchRows()) EXPECT_EQ(checked.count(row.what.name), 1u);
  EXPECT_EQ(checked.size(), SwitchRows().size());
}

// The heap is measured where no sanitizer has put another in its place.
TEST(Switches, NoVariantLeaksWhatWasClosed) {
  const auto pairs = [] {
    for (int i = 0; i < 2000; ++i) WTSCloseServer(OpenA("MOCKHOST"));
    return mallinfo2().uordblks;
  };
  for (const SwitchCheck& variant : VariantChecks()) {
    ASSERT_EQ(WtsMockConfigure(variant.name.c_str()), 0);
    const std::size_t before = pairs();
    EXPECT_LT(pairs(), before + 2000) << variant.name;
  }
  WtsMockConfigure("");
  WtsMockReset();
}

TEST(Switches, AVariantConforms) {
  for (const SwitchCheck& variant : VariantChecks()) {
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
