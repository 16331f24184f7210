#include "mock/abi/buffers.h"

#include "mock/tests/mock_test.h"

namespace wtsmock {
namespace {

class BuffersTest : public MockTest {
 protected:
  static WTS_SESSION_INFO_1A* List(DWORD* count) {
    DWORD level = 1;
    WTS_SESSION_INFO_1A* list = nullptr;
    EXPECT_TRUE(WTSEnumerateSessionsExA(WTS_CURRENT_SERVER_HANDLE, &level, 0, &list, count));
    return list;
  }
};

TEST_F(BuffersTest, ATypedBufferIsFreedAsWhatItIsOnly) {
  DWORD count = 0;
  auto* const list = List(&count);
  SetLastError(kSentinel);
  EXPECT_FALSE(WTSFreeMemoryExA(WTSTypeProcessInfoLevel1, list, count));
  EXPECT_EQ(GetLastError(), DWORD{ERROR_INVALID_PARAMETER});
  EXPECT_FALSE(WTSFreeMemoryExA(WTSTypeSessionInfoLevel1, list, count + 1));
  EXPECT_FALSE(WTSFreeMemoryExA(static_cast<WTS_TYPE_CLASS>(5), list, count));
  EXPECT_FALSE(WTSFreeMemoryExA(WTSTypeSessionInfoLevel1, nullptr, 0));
  EXPECT_TRUE(WTSFreeMemoryExA(WTSTypeSessionInfoLevel1, list, count));
  WTSFreeMemory(nullptr);
}

// A C library that does not notice these would make the test undefined; GNU's does, and so does
// AddressSanitizer.
#if defined(__GLIBC__) && !defined(__SANITIZE_THREAD__)
using BuffersDeathTest = BuffersTest;

TEST_F(BuffersDeathTest, AWrongReleaseIsSeenByWhoeverLooksAfterTheHeap) {
  DWORD count = 0;
  auto* const list = List(&count);
  EXPECT_DEATH((WTSFreeMemoryExA(WTSTypeSessionInfoLevel1, list, count), WTSFreeMemory(list)), "");
  EXPECT_DEATH(WTSFreeMemory(&list[1]), "");
  EXPECT_DEATH(std::free(list), "");
  WTSFreeMemory(list);
}
#endif

TEST_F(BuffersTest, AnUntypedBufferIsFreedEitherWay) {
  void* const block = NewBuffer(0, {kUntyped, 1, 0});
  EXPECT_TRUE(FindBuffer(block).has_value());
  EXPECT_TRUE(WTSFreeMemoryExA(WTSTypeProcessInfoLevel0, block, 1));
  EXPECT_FALSE(TakeBuffer(block).has_value());
}

// BUFFER-1.
TEST_F(BuffersTest, ABufferOutlivesTheHandleItCameThrough) {
  const HANDLE server = OpenA("MOCKHOST");
  LPSTR user = nullptr;
  DWORD bytes = 0;
  ASSERT_TRUE(WTSQuerySessionInformationA(server, 2, WTSUserName, &user, &bytes));
  WTSCloseServer(server);
  EXPECT_STREQ(user, "alice");
  EXPECT_TRUE(FindBuffer(user).has_value());
  WTSFreeMemory(user);
}

}  // namespace
}  // namespace wtsmock
