// Faults on demand reach every exported function that they name: each is called with zeros for its
// arguments. The list of functions is that of the exports, so that none can be forgotten.
#include <atomic>
#include <chrono>
#include <set>
#include <string>
#include <string_view>
#include <thread>
#include <type_traits>

#include "mock/hook/wtsapi32mock_functions.h"
#include "mock/tests/mock_test.h"
#include "mock/world/pause.h"

namespace wtsmock {
namespace {

template <class Body, class Result, class... Parameters>
Result CallWithZeros(const Body& body, Result (Body::*)(Parameters...) const) {
  return body(Parameters{}...);
}

// Whether it returned what it returns where it fails.
template <class Body>
bool Fails(const Body& body) {
  using Result = decltype(CallWithZeros(body, &Body::operator()));
  if constexpr (std::is_void_v<Result>) {
    CallWithZeros(body, &Body::operator());
    return true;
  } else if constexpr (std::is_same_v<Result, HANDLE>) {
    return WtsMockIsOpen(CallWithZeros(body, &Body::operator())) == 0;
  } else {
    return CallWithZeros(body, &Body::operator()) == Result();
  }
}

struct Function {
  const char* name;
  bool is_void;
  bool (*fails)();
};

const Function kFunctions[] = {
#define WTSAPI32_FUNCTION(returns, convention, name, parameters, arguments) \
  {#name, std::is_void_v<returns>,                                          \
   [] { return Fails([] parameters -> returns { return ::name arguments; }); }},
#include "mock/hook/wtsapi32_functions.inc"
#undef WTSAPI32_FUNCTION
};

constexpr DWORD kWanted = 4711;

std::string Named(const Function& function) {
  return std::string("function = \"") + function.name + "\", ";
}

std::atomic<int> pause_count = 0;
void CountPause(std::chrono::milliseconds time) { pause_count += time.count() == 7 ? 1 : 1000; }

class EveryFunctionTest : public MockTest {
 protected:
  EveryFunctionTest() { SetPause(CountPause); }
  ~EveryFunctionTest() override { SetPause(nullptr); }
};

TEST_F(EveryFunctionTest, FailsWhereItCan) {
  for (const Function& function : kFunctions) {
    if (function.is_void) continue;
    WtsMockReset();
    ASSERT_EQ(WtsMockFault((Named(function) + "error = 4711").c_str()), 0) << WtsMockError();
    SetLastError(kSentinel);
    EXPECT_TRUE(function.fails()) << function.name;
    EXPECT_EQ(GetLastError(), kWanted) << function.name;
  }
}

TEST_F(EveryFunctionTest, MeetsNoFaultOfAnother) {
  for (const Function& function : kFunctions) {
    WtsMockReset();
    ASSERT_EQ(WtsMockFault("function = \"WTSWaitSystemEvent\", takes_ms = 7"), 0);
    pause_count = 0;
    function.fails();
    EXPECT_EQ(pause_count, std::string_view(function.name) == "WTSWaitSystemEvent" ? 1 : 0)
        << function.name;
  }
}

TEST_F(EveryFunctionTest, TakesItsTimeOnce) {
  for (const Function& function : kFunctions) {
    WtsMockReset();
    ASSERT_EQ(WtsMockFault((Named(function) + "takes_ms = 7").c_str()), 0) << WtsMockError();
    pause_count = 0;
    function.fails();
    EXPECT_EQ(pause_count, 1) << function.name;
  }
}

TEST_F(EveryFunctionTest, WaitsUntilItIsReleased) {
  for (const Function& function : kFunctions) {
    WtsMockReset();
    ASSERT_EQ(WtsMockFault((Named(function) + "waits = true, takes_ms = 7").c_str()), 0);
    pause_count = 0;
    std::atomic<bool> returned = false;
    std::thread caller([&] {
      function.fails();
      returned = true;
    });
    while (pause_count == 0) std::this_thread::yield();
    for (int i = 0; i < 10; ++i) std::this_thread::yield();
    EXPECT_FALSE(returned) << function.name;
    while (!returned) {
      WtsMockRelease();
      std::this_thread::yield();
    }
    caller.join();
  }
}

// A fault with that key is refused where no call of the function would meet it, and nowhere else.
TEST_F(EveryFunctionTest, MeetsWhatItAsksFor) {
  // They need more than zeros to ask a server.
  const std::set<std::string_view> unasked = {
      "WTSCloseServer",      "WTSCloudAuthNetworkLogonWithSerializedCredential",
      "WTSQueryUserConfigA", "WTSQueryUserConfigW",
      "WTSSetUserConfigA",   "WTSSetUserConfigW"};
  for (const Function& function : kFunctions) {
    for (const char* key : {"server = \"MOCKHOST\"", "session = 0", "class = 0"}) {
      WtsMockReset();
      const bool is_taken = WtsMockFault((Named(function) + key + ", takes_ms = 7").c_str()) == 0;
      if (!is_taken) WtsMockFault((std::string(key) + ", takes_ms = 7").c_str());
      pause_count = 0;
      function.fails();
      const bool is_server = std::string_view(key).starts_with("server");
      if (unasked.contains(function.name) && is_server) {
        EXPECT_TRUE(is_taken) << function.name;
      } else {
        EXPECT_EQ(pause_count, is_taken ? 1 : 0) << function.name << " " << key;
      }
    }
  }
}

TEST_F(EveryFunctionTest, EveryExportIsTested) {
  constexpr struct {
    std::string_view name;
    bool is_void;
  } kDeclared[] = {
#include "declared_functions.inc"
  };
  // In neighbours_posix_test.cc.
  std::set<std::string_view> tested = {"CloseHandle", "ProcessIdToSessionId",
                                       "WTSGetActiveConsoleSessionId"};
  for (const Function& function : kFunctions) tested.insert(function.name);
  for (const auto& [name, is_void] : kDeclared) {
    // Not of Wtsapi32 or its neighbours; and the last error itself.
    const bool meets_none =
        name.starts_with("WtsMock") || name == "GetLastError" || name == "SetLastError";
    EXPECT_EQ(tested.count(name), meets_none ? 0u : 1u) << name;
    const std::string row = "function = \"" + std::string(name) + "\", takes_ms = 1";
    EXPECT_EQ(WtsMockFault(row.c_str()) != 0, meets_none) << name;
  }
}

}  // namespace
}  // namespace wtsmock
