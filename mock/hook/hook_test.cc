#include "mock/hook/hook.h"

#include "mock/tests/mock_test.h"

namespace wtsmock {
namespace {

int lists = 0;

BOOL WINAPI SecondFails(HANDLE server, DWORD reserved, DWORD version, PWTS_SESSION_INFOA* sessions,
                        DWORD* count) {
  if (++lists == 2) return SetLastError(ERROR_ACCESS_DENIED), FALSE;
  return WtsMockOwnFunctions()->WTSEnumerateSessionsA(server, reserved, version, sessions, count);
}

HANDLE WINAPI OpensNothing(LPSTR) { return WtsMockFailedOpen("WTSOpenServerA"); }

BOOL Lists() {
  PWTS_SESSION_INFOA sessions = nullptr;
  DWORD count = 0;
  const BOOL result = WTSEnumerateSessionsA(kHere, 0, 1, &sessions, &count);
  if (result) WTSFreeMemory(sessions);
  return result;
}

class HookTest : public MockTest {
 protected:
  HookTest() { lists = 0; }
  ~HookTest() override { WtsMockInstall(nullptr, nullptr); }
};

TEST_F(HookTest, WhatIsInstalledIsCalledAndTheRestIsAsBefore) {
  WtsMockFunctions mine{};
  mine.size = sizeof mine;
  mine.WTSEnumerateSessionsA = SecondFails;
  ASSERT_EQ(WtsMockInstall(&mine, nullptr), 0);
  EXPECT_TRUE(Lists());
  EXPECT_FALSE(Lists());
  EXPECT_EQ(GetLastError(), static_cast<DWORD>(ERROR_ACCESS_DENIED));
  const HANDLE handle = OpenA("FARM2");
  EXPECT_TRUE(Works(handle));
  WTSCloseServer(handle);
  EXPECT_FALSE(Works(handle));
  const WtsMockFunctions* before = nullptr;
  ASSERT_EQ(WtsMockInstall(nullptr, &before), 0);
  EXPECT_EQ(before, &mine);
  EXPECT_TRUE(Lists());
  EXPECT_EQ(lists, 2);
}

TEST_F(HookTest, ATableOfAnotherSizeIsRefused) {
  WtsMockFunctions other{};
  other.size = sizeof other - sizeof(void*);
  EXPECT_NE(WtsMockInstall(&other, nullptr), 0);
  EXPECT_THAT(WtsMockError(), testing::HasSubstr("another size"));
  EXPECT_TRUE(Lists());
}

TEST_F(HookTest, AnOpenerThatIsInstalledStandsInFrontOfTheFastPath) {
  const HANDLE before = OpenA("FARM2");
  EXPECT_STREQ(WtsMockServerOf(before), "FARM2");
  EXPECT_TRUE(WtsMockIsOpenOn(before, "farm2"));
  EXPECT_FALSE(WtsMockIsOpenOn(before, "MOCKHOST"));
  WtsMockFunctions mine{};
  mine.size = sizeof mine;
  mine.WTSOpenServerA = OpensNothing;
  ASSERT_EQ(WtsMockInstall(&mine, nullptr), 0);
  const HANDLE failed = OpenA("FARM2");
  EXPECT_FALSE(WtsMockIsOpen(failed));
  EXPECT_EQ(WtsMockServerOf(failed), nullptr);
  const HANDLE own = WtsMockOwnFunctions()->WTSOpenServerA(std::string("FARM2").data());
  EXPECT_TRUE(WtsMockIsOpen(own));
  for (const HANDLE each : {before, failed, own}) WTSCloseServer(each);
  EXPECT_EQ(WtsMockUnlawfulCloses(), 0u);
  EXPECT_EQ(WtsMockLiveHandles(), 0u);
}

TEST_F(HookTest, ABufferIsFreedByTheFunctionOfItsType) {
  void* const untyped = WtsMockNewBuffer("WTSEnumerateSessionsA", 100, -1, 1);
  void* const typed = WtsMockNewBuffer(nullptr, 100, WTSTypeSessionInfoLevel1, 2);
  WTSFreeMemory(untyped);
  EXPECT_FALSE(WTSFreeMemoryExW(WTSTypeSessionInfoLevel1, typed, 3));
  EXPECT_TRUE(WTSFreeMemoryExW(WTSTypeSessionInfoLevel1, typed, 2));
}

}  // namespace
}  // namespace wtsmock
