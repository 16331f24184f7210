#include "mock/tests/mock_test.h"
#include "mock/world/defaults.h"

namespace wtsmock {
namespace {

class ProcessesTest : public MockTest {};

TEST_F(ProcessesTest, ListsNamesAndUsers) {
  PWTS_PROCESS_INFOW list = nullptr;
  DWORD count = 0;
  ASSERT_TRUE(WTSEnumerateProcessesW(kHere, 0, 1, &list, &count));
  ASSERT_EQ(count, 7u);
  EXPECT_EQ(list[5].ProcessId, 1004u);
  EXPECT_EQ(list[5].SessionId, 3u);
  EXPECT_EQ(Decode(list[5].pProcessName), u"caf\u00E9 \U0001F98A.exe");
  const Bytes sid = UserSid(1003);
  EXPECT_EQ(std::memcmp(list[5].pUserSid, sid.data(), sid.size()), 0);
  WTSFreeMemory(list);
  EXPECT_EQ(Processes(OpenA("FARM2")), (std::vector<DWORD>{4, 7001, 7002}));
}

TEST_F(ProcessesTest, BothLevelsAndASessionOfChoice) {
  DWORD level = 0;
  DWORD count = 0;
  LPSTR block = nullptr;
  ASSERT_TRUE(WTSEnumerateProcessesExA(kHere, &level, 2, &block, &count));
  EXPECT_EQ(count, 2u);
  EXPECT_STREQ(reinterpret_cast<PWTS_PROCESS_INFOA>(block)[1].pProcessName, "notepad.exe");
  EXPECT_FALSE(WTSFreeMemoryExA(WTSTypeProcessInfoLevel1, block, count));
  EXPECT_TRUE(WTSFreeMemoryExA(WTSTypeProcessInfoLevel0, block, count));

  level = 1;
  ASSERT_TRUE(WTSEnumerateProcessesExA(kHere, &level, WTS_ANY_SESSION, &block, &count));
  EXPECT_EQ(count, 7u);
  const auto& full = reinterpret_cast<PWTS_PROCESS_INFO_EXA>(block)[5];
  EXPECT_STREQ(full.pProcessName, "caf\xC3\xA9 \xF0\x9F\xA6\x8A.exe");
  EXPECT_EQ(full.HandleCount, 1104u);
  EXPECT_EQ(full.UserTime.QuadPart, 1004 * kSecond);
  EXPECT_TRUE(WTSFreeMemoryExA(WTSTypeProcessInfoLevel1, block, count));

  EXPECT_FALSE(WTSEnumerateProcessesExA(kHere, &level, 77, &block, &count));
  EXPECT_EQ(GetLastError(), DWORD{ERROR_CTX_WINSTATION_NOT_FOUND});
}

// USE-9.
TEST_F(ProcessesTest, ABadLevelFailsAndTellsTheRightOne) {
  DWORD level = 9;
  DWORD count = 7;
  LPSTR block = nullptr;
  EXPECT_FALSE(WTSEnumerateProcessesExA(kHere, &level, WTS_ANY_SESSION, &block, &count));
  EXPECT_EQ(GetLastError(), DWORD{ERROR_INVALID_PARAMETER});
  EXPECT_EQ(level, 1u);
  EXPECT_EQ(block, nullptr);
  EXPECT_EQ(count, 7u);
}

TEST_F(ProcessesTest, ATerminatedProcessIsGone) {
  const HANDLE farm = OpenA("FARM2");
  EXPECT_FALSE(WTSTerminateProcess(kHere, 7002, 3)) << "it runs on the other server";
  EXPECT_EQ(GetLastError(), DWORD{ERROR_INVALID_PARAMETER});
  EXPECT_TRUE(WTSTerminateProcess(farm, 7002, 3));
  EXPECT_EQ(Processes(farm), (std::vector<DWORD>{4, 7001}));
  EXPECT_FALSE(WTSTerminateProcess(farm, 4, 3));
  EXPECT_EQ(GetLastError(), DWORD{ERROR_ACCESS_DENIED});
}

TEST_F(ProcessesTest, AStaleHandleTerminatesNothing) {
  const HANDLE farm = OpenA("FARM2");
  WTSCloseServer(farm);
  EXPECT_FALSE(WTSTerminateProcess(farm, 7002, 3));
  EXPECT_EQ(Processes(OpenA("FARM2")), (std::vector<DWORD>{4, 7001, 7002}));
}

}  // namespace
}  // namespace wtsmock
