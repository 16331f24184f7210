#include <atomic>
#include <cstdint>
#include <set>

#include "mock/handles/slot_table.h"
#include "mock/tests/mock_test.h"

namespace wtsmock {
namespace {

class OpenCloseTest : public MockTest {};

TEST_F(OpenCloseTest, AHandleStandsForTheServerNamed) {
  const HANDLE here = OpenA("MOCKHOST");
  const HANDLE farm = OpenA("farm2");
  EXPECT_TRUE(Shows(here, 2));
  EXPECT_FALSE(Shows(here, 21));
  EXPECT_TRUE(Shows(farm, 21));
  EXPECT_FALSE(Shows(farm, 2));
  EXPECT_EQ(Sessions(here), Sessions(WTS_CURRENT_SERVER_HANDLE));
  EXPECT_EQ(WtsMockLiveHandles(), 2u);
}

TEST_F(OpenCloseTest, TheFormsAreInterchangeable) {
  const std::basic_string<WCHAR> name = Encode<WCHAR>(u"FARM2");
  const HANDLE wide = OpenW(name);
  const HANDLE narrow = OpenA("FARM2");
  for (const HANDLE server : {wide, narrow}) {
    EXPECT_EQ(QueryText(server, 21, WTSUserName), "frank");
    EXPECT_EQ(QueryValue<DWORD>(server, 21, WTSSessionId), 21u);
  }
}

TEST_F(OpenCloseTest, AStaleHandleIsRefusedAndItsSiblingIsNot) {
  const HANDLE one = OpenA("MOCKHOST");
  const HANDLE two = OpenA("MOCKHOST");
  EXPECT_NE(one, two);
  WTSCloseServer(one);
  SetLastError(kSentinel);
  EXPECT_FALSE(Works(one));
  EXPECT_EQ(GetLastError(), DWORD{ERROR_INVALID_HANDLE});
  EXPECT_TRUE(Works(two));
  EXPECT_TRUE(Works(WTS_CURRENT_SERVER_HANDLE));
}

TEST_F(OpenCloseTest, AFailedOpenGivesAValueThatIsNeverValid) {
  SetLastError(kSentinel);
  const HANDLE failed = OpenA("NOSUCHHOST");
  EXPECT_EQ(GetLastError(), DWORD{RPC_S_SERVER_UNAVAILABLE});
  EXPECT_NE(failed, nullptr);
  EXPECT_FALSE(Works(failed));
  const HANDLE server = OpenA("MOCKHOST");
  EXPECT_NE(server, failed);
  EXPECT_FALSE(Works(failed));
}

TEST_F(OpenCloseTest, ANameMustBeWhole) {
  for (const char* const other : {"MOCKHOS", "MOCKHOST2", "FARM", "FARM22", "FARM\x12", "M", "X"}) {
    EXPECT_FALSE(Works(OpenA(other))) << other;
    EXPECT_FALSE(Works(OpenW(Encode<WCHAR>(Decode(other))))) << other;
  }
  EXPECT_EQ(WtsMockLiveHandles(), 0u);
}

TEST_F(OpenCloseTest, InvalidClosesAreHarmlessAndCounted) {
  const HANDLE server = OpenA("MOCKHOST");
  const HANDLE closed = OpenA("MOCKHOST");
  WTSCloseServer(closed);
  EXPECT_EQ(WtsMockUnlawfulCloses(), 0u);
  WTSCloseServer(closed);
  WTSCloseServer(nullptr);
  WTSCloseServer(INVALID_HANDLE_VALUE);
  WTSCloseServer(reinterpret_cast<HANDLE>(0x1234));
  EXPECT_EQ(WtsMockUnlawfulCloses(), 4u);
  EXPECT_TRUE(Works(server));
  EXPECT_TRUE(Works(WTS_CURRENT_SERVER_HANDLE));
}

TEST_F(OpenCloseTest, NoNameIsThisComputer) {
  const HANDLE null_name = WTSOpenServerA(nullptr);
  const HANDLE empty_name = OpenA("");
  EXPECT_TRUE(Shows(null_name, 2));
  EXPECT_TRUE(Shows(empty_name, 2));
}

// EX-1, EX-2, EX-3, EX-6.
TEST_F(OpenCloseTest, OnlyAVirtualizationHostOpenedByExShowsItsVirtualMachines) {
  const HANDLE host = WTSOpenServerExW(nullptr);
  EXPECT_TRUE(Shows(host, 101)) << "a session of a virtual machine";
  EXPECT_TRUE(Shows(host, 2)) << "a session of the host itself";
  const HANDLE remote = OpenExA("VMHOST");
  EXPECT_TRUE(Shows(remote, 201));
  EXPECT_FALSE(Shows(WTS_CURRENT_SERVER_HANDLE, 101));
  EXPECT_EQ(Sessions(OpenExA("MOCKHOST")), Sessions(OpenA("MOCKHOST")));
  EXPECT_FALSE(Shows(OpenA("VMHOST"), 201));
  EXPECT_EQ(QueryText(host, 101, WTSUserName), "vera");
  EXPECT_EQ(QueryText(WTS_CURRENT_SERVER_HANDLE, 101, WTSUserName), std::nullopt);
  WTSCloseServer(host);
  EXPECT_FALSE(Works(host));
  EXPECT_EQ(WtsMockUnlawfulCloses(), 0u);
}

TEST_F(OpenCloseTest, AServerMayVanish) {
  const HANDLE gone = OpenA("GONEHOST");
  const HANDLE sibling = OpenA("GONEHOST");
  EXPECT_TRUE(Works(gone));
  EXPECT_FALSE(Works(gone));
  EXPECT_EQ(GetLastError(), DWORD{RPC_S_SERVER_UNAVAILABLE});
  EXPECT_FALSE(Works(sibling));
  WTSCloseServer(gone);
  WTSCloseServer(sibling);
  EXPECT_EQ(WtsMockUnlawfulCloses(), 0u);
  EXPECT_FALSE(Works(OpenA("GONEHOST")));
}

TEST_F(OpenCloseTest, ASlowServerAnswersLikeAnyOther) {
  const HANDLE slow = OpenA("SLOWHOST");
  EXPECT_EQ(QueryText(slow, 1, WTSUserName), "snail");
}

// Nothing but the mock may set this thread's while the other fails: that one is waited for by
// looking.
TEST_F(OpenCloseTest, TheLastErrorBelongsToTheThread) {
  std::atomic<bool> may_fail = false, has_failed = false;
  std::thread other([&] {
    while (!may_fail) {
    }
    EXPECT_FALSE(Works(INVALID_HANDLE_VALUE));
    EXPECT_EQ(GetLastError(), DWORD{ERROR_INVALID_HANDLE});
    has_failed = true;
  });
  SetLastError(kSentinel);
  may_fail = true;
  while (!has_failed) {
  }
  EXPECT_EQ(GetLastError(), kSentinel);
  other.join();
}

TEST_F(OpenCloseTest, ManyThreadsMayOpenUseAndClose) {
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([] {
      for (int i = 0; i < 100; ++i) {
        const HANDLE server = OpenA("FARM2");
        EXPECT_TRUE(Shows(server, 21));
        WTSCloseServer(server);
        EXPECT_FALSE(Works(server));
      }
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(WtsMockLiveHandles(), 0u);
  EXPECT_EQ(WtsMockUnlawfulCloses(), 0u);
}

TEST_F(OpenCloseTest, ClosingWhileAnotherThreadUsesIsHarmless) {
  for (int i = 0; i < 50; ++i) {
    const HANDLE server = OpenA("MOCKHOST");
    std::thread user([server] {
      while (Works(server)) {
      }
    });
    WTSCloseServer(server);
    user.join();
  }
}

TEST_F(OpenCloseTest, TheMockKnowsWhatIsOpen) {
  const HANDLE server = OpenA("FARM2");
  EXPECT_TRUE(WtsMockIsOpen(server));
  WTSCloseServer(server);
  EXPECT_FALSE(WtsMockIsOpen(server));
  EXPECT_FALSE(WtsMockIsOpen(nullptr));
  EXPECT_FALSE(WtsMockIsOpen(INVALID_HANDLE_VALUE));
  EXPECT_FALSE(WtsMockIsOpen(OpenA("NOSUCHHOST")));
}

TEST_F(OpenCloseTest, HandlesStayWhatTheyAreWhenSwitchesChange) {
  int storage = 0;
  const HWND window = reinterpret_cast<HWND>(&storage);
  const HANDLE old = OpenExA("VMHOST");
  const HANDLE closed = OpenA("VMHOST");
  WTSCloseServer(closed);
  EXPECT_TRUE(WTSRegisterSessionNotificationEx(old, window, NOTIFY_FOR_THIS_SESSION));
  ASSERT_EQ(WtsMockConfigure("success-clears-error"), 0);
  const HANDLE fresh = OpenA("FARM2");
  for (const char* const names : {"success-clears-error", "", "null-name-fails", ""}) {
    ASSERT_EQ(WtsMockConfigure(names), 0);
    EXPECT_TRUE(Shows(old, 201)) << names;
    EXPECT_TRUE(Shows(fresh, 21)) << names;
    EXPECT_FALSE(Works(closed)) << names;
    EXPECT_TRUE(WtsMockIsOpen(old)) << names;
    EXPECT_EQ(WtsMockLiveHandles(), 2u) << names;
  }
  WTSCloseServer(old);
  WTSCloseServer(fresh);
  EXPECT_FALSE(Works(old));
  EXPECT_FALSE(Works(fresh));
  EXPECT_EQ(WtsMockUnlawfulCloses(), 0u);
  const HANDLE sibling = OpenA("VMHOST");
  EXPECT_FALSE(WTSUnRegisterSessionNotificationEx(sibling, window)) << "it ended with its handle";
}

// Threads end without taking their free slots along: otherwise each would take new ones.
TEST_F(OpenCloseTest, ThreadsLeaveNothingBehind) {
  constexpr std::uintptr_t kSlot = (std::uintptr_t{1} << (kIndexBits + 2)) - 1;
  std::set<std::uintptr_t> slots;
  for (int i = 0; i < 100; ++i) {
    std::thread([&] {
      const HANDLE server = OpenA("MOCKHOST");
      slots.insert(reinterpret_cast<std::uintptr_t>(server) & kSlot);
      WTSCloseServer(server);
    }).join();
  }
  EXPECT_LT(slots.size(), 10u);
}

TEST_F(OpenCloseTest, AThreadMayOpenAndCloseToItsVeryEnd) {
#ifdef __MINGW32__
  GTEST_SKIP() << "mingw-w64 has freed a thread-local object before its destructor runs";
#endif
  struct AtEnd {
    HANDLE server = nullptr;
    ~AtEnd() {
      EXPECT_TRUE(WtsMockIsOpen(server));
      WTSCloseServer(server);
      for (int i = 0; i < 100; ++i) WTSCloseServer(OpenA("FARM2"));
    }
  };
  std::thread([] {
    thread_local AtEnd at_end;  // made before the thread's first open, so destroyed after its slots
    at_end.server = OpenA("MOCKHOST");
  }).join();
  EXPECT_EQ(WtsMockLiveHandles(), 0u);
  EXPECT_EQ(WtsMockUnlawfulCloses(), 0u);
}

}  // namespace
}  // namespace wtsmock
