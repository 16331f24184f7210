#include "mock/gmock/mock_wtsapi.h"

#include <gmock/gmock.h>
#include <gtest/gtest-spi.h>
#include <gtest/gtest.h>
#ifndef _WIN32
#include <dlfcn.h>
#endif

#include <string>
#include <thread>
#include <vector>

#include "mock/gmock/actions.h"
#include "mock/gmock/matchers.h"
#include "mock/gmock/owners.h"

namespace wtsconform {
namespace {

using testing::_;
using testing::HasSubstr;
using testing::InSequence;
using testing::NiceMock;
using testing::Return;
using testing::StrictMock;

// A world as at load before each test, and nothing installed after it.
class MockWtsapiTest : public testing::Test {
 protected:
  MockWtsapiTest() { WtsMockReset(); }
  ~MockWtsapiTest() override {
    const WtsMockFunctions* left = nullptr;
    WtsMockInstall(nullptr, &left);
    EXPECT_EQ(left, nullptr);
  }
};

// What a program does that knows nothing of a mock. 0 where it cannot list them.
DWORD CountSessions(const char* server) {
  const HANDLE handle = WTSOpenServerW(Wide(server).data());
  PWTS_SESSION_INFOW sessions = nullptr;
  DWORD count = 0;
  if (WTSEnumerateSessionsW(handle, 0, 1, &sessions, &count)) {
    WTSFreeMemory(sessions);
  } else {
    count = 0;
  }
  WTSCloseServer(handle);
  return count;
}

template <class Function>
struct WithZeros;
template <class Result, class... Arguments>
struct WithZeros<Result(Arguments...)> {
  template <class Function>
  static void Call(Function* function) {
    function(Arguments()...);
  }
};
#if defined(_WIN32) && !defined(_WIN64)
template <class Result, class... Arguments>
struct WithZeros<Result __stdcall(Arguments...)> : WithZeros<Result(Arguments...)> {};
#endif

TEST_F(MockWtsapiTest, EveryExportLandsInItsExpectation) {
  constexpr DWORD kError = 4711;
  StrictMock<MockWtsapi> wtsapi;
  const InstalledWtsapi installed(wtsapi);
#define WTSAPI32_FUNCTION(returns, convention, name, parameters, arguments) \
  EXPECT_CALL(wtsapi, name).WillOnce(FailWith(kError));                     \
  SetLastError(0);                                                          \
  WithZeros<decltype(::name)>::Call(&::name);                               \
  EXPECT_EQ(GetLastError(), kError) << #name;
#include "mock/hook/wtsapi32_functions.inc"
#undef WTSAPI32_FUNCTION
}

TEST_F(MockWtsapiTest, EveryFunctionOfTheMockIsThereBehindIt) {
#define WTSAPI32_FUNCTION(returns, convention, name, parameters, arguments) \
  EXPECT_NE(WtsMockOwnFunctions()->name, nullptr);                          \
  EXPECT_NE(WtsMockOwnFunctions()->name, &::name);
#include "mock/hook/wtsapi32_functions.inc"
#undef WTSAPI32_FUNCTION
}

// As FFI packages and plug-ins get the functions.
decltype(&::WTSLogoffSession) LookUpLogoff() {
#ifdef _WIN32
  return reinterpret_cast<decltype(&::WTSLogoffSession)>(reinterpret_cast<void (*)()>(
      GetProcAddress(GetModuleHandleA("wtsapi32_mock.dll"), "WTSLogoffSession")));
#else
  return reinterpret_cast<decltype(&::WTSLogoffSession)>(dlsym(RTLD_DEFAULT, "WTSLogoffSession"));
#endif
}

TEST_F(MockWtsapiTest, APointerThatALoaderGaveLandsInItToo) {
  const auto log_off = LookUpLogoff();
  ASSERT_NE(log_off, nullptr);
  NiceMock<MockWtsapi> wtsapi;
  const InstalledWtsapi installed(wtsapi);
  EXPECT_CALL(wtsapi, WTSLogoffSession(_, 21, FALSE)).WillOnce(Return(TRUE));
  EXPECT_TRUE(log_off(WTS_CURRENT_SERVER_HANDLE, 21, FALSE));
}

TEST_F(MockWtsapiTest, WhatATestSaysNothingOfGoesToTheWorld) {
  const DWORD in_the_world = CountSessions("FARM2");
  EXPECT_GT(in_the_world, 0u);
  NiceMock<MockWtsapi> wtsapi;
  const InstalledWtsapi installed(wtsapi);
  EXPECT_CALL(wtsapi, WTSCloseServer(HandleOf("FARM2")));
  EXPECT_EQ(CountSessions("FARM2"), in_the_world);
  EXPECT_EQ(WtsMockLiveHandles(), 0u);
  EXPECT_EQ(WtsMockUnlawfulCloses(), 0u);
}

TEST_F(MockWtsapiTest, AStrictOneReportsWhatNobodyExpected) {
  StrictMock<MockWtsapi> wtsapi;
  EXPECT_CALL(wtsapi, WTSOpenServerW(TextIs("FARM2"))).WillOnce(FailWith(ERROR_ACCESS_DENIED));
  EXPECT_CALL(wtsapi, WTSEnumerateSessionsW).WillOnce(FailWith(ERROR_INVALID_HANDLE));
  const InstalledWtsapi installed(wtsapi);
  EXPECT_NONFATAL_FAILURE(EXPECT_EQ(CountSessions("FARM2"), 0u),
                          "Uninteresting mock function call - taking default action specified at");
}

TEST_F(MockWtsapiTest, AnArgumentThatIsNotExpectedIsPrinted) {
  NiceMock<MockWtsapi> wtsapi;
  EXPECT_CALL(wtsapi, WTSOpenServerW(TextIs("FARM2"))).Times(0);
  const InstalledWtsapi installed(wtsapi);
  EXPECT_NONFATAL_FAILURE(CountSessions("MOCKHOST"), "pointing to");
  EXPECT_NONFATAL_FAILURE(CountSessions("MOCKHOST"), "is a text that is equal to \"FARM2\"");
}

void ExpectUseBetweenOpenAndClose(MockWtsapi& wtsapi) {
  const InSequence in_this_order;
  EXPECT_CALL(wtsapi, WTSOpenServerW);
  EXPECT_CALL(wtsapi, WTSEnumerateSessionsW(HandleOf("FARM2"), _, _, _, _));
  EXPECT_CALL(wtsapi, WTSFreeMemory);
  EXPECT_CALL(wtsapi, WTSCloseServer(HandleOf("FARM2")));
}

TEST_F(MockWtsapiTest, TheOrderOfCallsAcrossFunctionsIsExpected) {
  NiceMock<MockWtsapi> wtsapi;
  ExpectUseBetweenOpenAndClose(wtsapi);
  const InstalledWtsapi installed(wtsapi);
  EXPECT_GT(CountSessions("FARM2"), 0u);
}

void CloseAtOnce() { WTSCloseServer(WTSOpenServerW(Wide("FARM2").data())); }

TEST_F(MockWtsapiTest, AnotherOrderFails) {
  NiceMock<MockWtsapi> wtsapi;
  ExpectUseBetweenOpenAndClose(wtsapi);
  const InstalledWtsapi installed(wtsapi);
  testing::TestPartResultArray failures;
  {
    const testing::ScopedFakeTestPartResultReporter here(
        testing::ScopedFakeTestPartResultReporter::INTERCEPT_ONLY_CURRENT_THREAD, &failures);
    CloseAtOnce();
    testing::Mock::VerifyAndClearExpectations(&wtsapi);
  }
  ASSERT_EQ(failures.size(), 4);  // the close too early, and three that did not come
  EXPECT_THAT(failures.GetTestPartResult(0).message(),
              HasSubstr("pre-requisites are not satisfied"));
}

TEST_F(MockWtsapiTest, ThreadsLandInItAtOnce) {
  constexpr int kThreads = 4;
  constexpr int kRounds = 50;
  NiceMock<MockWtsapi> wtsapi;
  EXPECT_CALL(wtsapi, WTSOpenServerW).Times(kThreads * kRounds);
  EXPECT_CALL(wtsapi, WTSCloseServer(IsLiveHandle())).Times(kThreads * kRounds);
  const InstalledWtsapi installed(wtsapi);
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreads; ++i) {
    threads.emplace_back([] {
      for (int round = 0; round < kRounds; ++round) EXPECT_GT(CountSessions("FARM2"), 0u);
    });
  }
  for (std::thread& each : threads) each.join();
}

TEST_F(MockWtsapiTest, TheInnerOneCountsAndTheOuterOneComesBack) {
  NiceMock<MockWtsapi> outer;
  NiceMock<MockWtsapi> inner;
  EXPECT_CALL(outer, WTSOpenServerW(TextIs("outer"))).Times(2);
  EXPECT_CALL(inner, WTSOpenServerW(TextIs("inner"))).Times(1);
  {
    const InstalledWtsapi installed(outer);
    CountSessions("outer");
    {
      const InstalledWtsapi on_top(inner);
      CountSessions("inner");
    }
    CountSessions("outer");
  }
  EXPECT_GT(CountSessions("FARM2"), 0u);
}

TEST_F(MockWtsapiTest, AnActionMayCallTheApiAgain) {
  NiceMock<MockWtsapi> wtsapi;
  const InstalledWtsapi installed(wtsapi);
  EXPECT_CALL(wtsapi, WTSOpenServerW(TextIs("FARM2"))).Times(1);
  EXPECT_CALL(wtsapi, WTSOpenServerA).WillOnce([](LPSTR name) {
    return WTSOpenServerW(Wide(name).data());
  });
  std::string name = "FARM2";
  const ServerHandle server(WTSOpenServerA(name.data()));
  EXPECT_THAT(server.get(), HandleOf("FARM2"));
}

TEST_F(MockWtsapiTest, TheLastErrorIsTheOneOfTheActionAndOtherwiseTheCallers) {
  constexpr DWORD kBefore = 0xABCD;
  MockWtsapi wtsapi;
  EXPECT_CALL(wtsapi, WTSLogoffSession)
      .WillOnce(FailWith(ERROR_ACCESS_DENIED))
      .WillOnce(Return(TRUE))
      .WillOnce(testing::DoDefault());
  const InstalledWtsapi installed(wtsapi);
  SetLastError(kBefore);
  EXPECT_FALSE(WTSLogoffSession(WTS_CURRENT_SERVER_HANDLE, 99, FALSE));
  EXPECT_EQ(GetLastError(), static_cast<DWORD>(ERROR_ACCESS_DENIED));
  SetLastError(kBefore);
  EXPECT_TRUE(WTSLogoffSession(WTS_CURRENT_SERVER_HANDLE, 99, FALSE));
  EXPECT_EQ(GetLastError(), kBefore);
  EXPECT_FALSE(WTSLogoffSession(WTS_CURRENT_SERVER_HANDLE, 99, FALSE));
  EXPECT_EQ(GetLastError(), static_cast<DWORD>(ERROR_CTX_WINSTATION_NOT_FOUND));
}

TEST_F(MockWtsapiTest, AClassOfOnesOwnIsInstalledLikewise) {
  class NobodyLeaves : public Own {
    BOOL WTSLogoffSession(HANDLE, DWORD, BOOL) override { return FALSE; }
  } nobody_leaves;
  const InstalledWtsapi installed(nobody_leaves);
  EXPECT_FALSE(WTSLogoffSession(WTS_CURRENT_SERVER_HANDLE, 2, FALSE));
  EXPECT_GT(CountSessions("FARM2"), 0u);
}

}  // namespace
}  // namespace wtsconform
