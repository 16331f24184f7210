// What the mock's tests share: a world as at load, no switches, and short ways to ask the API.
#ifndef WTSCONFORM_MOCK_TESTS_MOCK_TEST_H_
#define WTSCONFORM_MOCK_TESTS_MOCK_TEST_H_

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <map>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "mock/abi/export.h"
#include "mock/abi/text.h"
#include "mock/world/world.h"
#include "mock/wtsapi32mock.h"

namespace wtsmock {

class MockTest : public testing::Test {
 protected:
  MockTest() { Restart(); }
  ~MockTest() override { Restart(); }

  static void Restart() {
    EXPECT_EQ(WtsMockConfigure(""), 0) << WtsMockError();
    EXPECT_EQ(WtsMockLoadWorld(nullptr), 0) << WtsMockError();
  }
};

inline constexpr DWORD kSentinel = 0xDEADBEEF;
inline constexpr HANDLE kHere = WTS_CURRENT_SERVER_HANDLE;
// A value that nobody opened.
inline const HANDLE kGarbage = reinterpret_cast<HANDLE>(0x1234);

inline HANDLE OpenA(std::string name) { return WTSOpenServerA(name.data()); }
inline HANDLE OpenExA(std::string name) { return WTSOpenServerExA(name.data()); }
inline HANDLE OpenW(std::basic_string<WCHAR> name) { return WTSOpenServerW(name.data()); }

// The sessions that a handle shows, with their states; none where the call fails.
inline std::optional<std::map<DWORD, WTS_CONNECTSTATE_CLASS>> Sessions(HANDLE server) {
  DWORD level = 1;
  DWORD count = 0;
  PWTS_SESSION_INFO_1W list = nullptr;
  if (!WTSEnumerateSessionsExW(server, &level, 0, &list, &count)) return std::nullopt;
  std::map<DWORD, WTS_CONNECTSTATE_CLASS> sessions;
  for (DWORD i = 0; i < count; ++i) sessions[list[i].SessionId] = list[i].State;
  EXPECT_TRUE(WTSFreeMemoryExW(WTSTypeSessionInfoLevel1, list, count));
  return sessions;
}

// Whether a consumer serves the handle.
inline bool Works(HANDLE server) { return Sessions(server).has_value(); }

inline bool Shows(HANDLE server, DWORD session) {
  const auto sessions = Sessions(server);
  return sessions.has_value() && sessions->count(session) == 1;
}

inline std::optional<std::string> QueryText(HANDLE server, DWORD session, WTS_INFO_CLASS which) {
  LPSTR text = nullptr;
  DWORD bytes = 0;
  if (!WTSQuerySessionInformationA(server, session, which, &text, &bytes)) return std::nullopt;
  EXPECT_EQ(bytes, std::strlen(text) + 1);
  std::string copy = text;
  WTSFreeMemory(text);
  return copy;
}

// A class that answers with a structure or a number of this type.
template <class T>
std::optional<T> QueryValue(HANDLE server, DWORD session, WTS_INFO_CLASS which) {
  LPWSTR block = nullptr;
  DWORD bytes = 0;
  if (!WTSQuerySessionInformationW(server, session, which, &block, &bytes)) return std::nullopt;
  EXPECT_EQ(bytes, sizeof(T));
  T value;
  std::memcpy(&value, block, sizeof value);
  WTSFreeMemory(block);
  return value;
}

inline std::optional<std::vector<DWORD>> Processes(HANDLE server) {
  PWTS_PROCESS_INFOA list = nullptr;
  DWORD count = 0;
  if (!WTSEnumerateProcessesA(server, 0, 1, &list, &count)) return std::nullopt;
  std::vector<DWORD> ids;
  for (DWORD i = 0; i < count; ++i) ids.push_back(list[i].ProcessId);
  WTSFreeMemory(list);
  return ids;
}

inline DWORD Flush(HANDLE server) {
  DWORD events = 0xFFFFFFFF;
  EXPECT_TRUE(WTSWaitSystemEvent(server, WTS_EVENT_FLUSH, &events));
  return events;
}

// A WTSWaitSystemEvent call on its own thread. The constructor returns when it waits.
class Waiter {
 public:
  Waiter(HANDLE server, DWORD mask) {
    const std::size_t before = Pending();
    thread_ = std::thread([this, server, mask] {
      SetLastError(kSentinel);
      result_ = WTSWaitSystemEvent(server, mask, &events_);
      error_ = GetLastError();
    });
    while (Pending() == before) std::this_thread::yield();
  }
  ~Waiter() { Join(); }

  void Join() {
    if (thread_.joinable()) thread_.join();
  }
  BOOL result() { return Join(), result_; }
  DWORD events() { return Join(), events_; }
  DWORD error() { return Join(), error_; }

  static std::size_t Pending() {
    World& world = TheWorld();
    const std::lock_guard lock(world.mutex);
    return world.waits.size();
  }

 private:
  BOOL result_ = FALSE;
  DWORD events_ = 0xFFFFFFFF;
  DWORD error_ = 0;
  std::thread thread_;
};

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_TESTS_MOCK_TEST_H_
