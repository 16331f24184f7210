// The shared library as others load it: its exports, its function table for WinPR, and a WinPR
// with the library as its provider.
#include <dlfcn.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <link.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <set>
#include <string>
#include <thread>

#include "mock/abi/export.h"

namespace wtsmock {
namespace {

struct Unload {
  void operator()(void* library) const { dlclose(library); }
};
using Library = std::unique_ptr<void, Unload>;

// Where the build puts it: lib/, next to this program's folder.
std::string MockPath() {
  const auto program = std::filesystem::read_symlink("/proc/self/exe");
  return program.parent_path().parent_path() / "lib" / "libwtsapi32mock.so";
}

Library LoadMock() {
  Library library(dlopen(MockPath().c_str(), RTLD_NOW | RTLD_LOCAL));
  EXPECT_NE(library, nullptr) << dlerror();
  return library;
}

template <class Function>
Function* Get(const Library& library, const char* name) {
  auto* const found = reinterpret_cast<Function*>(dlsym(library.get(), name));
  EXPECT_NE(found, nullptr) << name;
  return found;
}

std::size_t CountOfSymbols(const ElfW(Dyn) * dynamic) {
  for (; dynamic->d_tag != DT_NULL; ++dynamic) {
    if (dynamic->d_tag != DT_GNU_HASH) continue;
    const auto* const table = reinterpret_cast<const std::uint32_t*>(dynamic->d_un.d_ptr);
    const std::uint32_t buckets = table[0];
    const std::uint32_t first = table[1];
    const auto* const bucket = table + 4 + table[2] * (sizeof(ElfW(Addr)) / 4);
    const auto* const chain = bucket + buckets;
    std::uint32_t last = *std::max_element(bucket, bucket + buckets);
    while ((chain[last - first] & 1) == 0) ++last;
    return last + 1;
  }
  return 0;
}

// The names that the loaded library defines for others.
std::set<std::string> Exports(const Library& library) {
  link_map* map = nullptr;
  EXPECT_EQ(dlinfo(library.get(), RTLD_DI_LINKMAP, &map), 0);
  const ElfW(Sym)* symbols = nullptr;
  const char* strings = nullptr;
  for (const ElfW(Dyn)* d = map->l_ld; d->d_tag != DT_NULL; ++d) {
    if (d->d_tag == DT_SYMTAB) symbols = reinterpret_cast<const ElfW(Sym)*>(d->d_un.d_ptr);
    if (d->d_tag == DT_STRTAB) strings = reinterpret_cast<const char*>(d->d_un.d_ptr);
  }
  std::set<std::string> names;
  const std::size_t count = CountOfSymbols(map->l_ld);
  for (std::size_t i = 1; i < count; ++i) {
    const bool is_local = ELF64_ST_BIND(symbols[i].st_info) == STB_LOCAL;
    if (symbols[i].st_shndx != SHN_UNDEF && !is_local) names.insert(strings + symbols[i].st_name);
  }
  return names;
}

TEST(Library, ExportsTheInterfaceAndItsControlsAndNothingElse) {
  constexpr struct {
    const char* name;
    bool is_void;
  } kDeclared[] = {
#include "declared_functions.inc"
  };
  std::set<std::string> expected;
  for (const auto& each : kDeclared) expected.insert(each.name);
  EXPECT_EQ(expected.count("WTSOpenServerExW"), 1u);
  EXPECT_EQ(expected.count("WtsMockReset"), 1u);
  expected.insert("InitWtsApi");
  EXPECT_EQ(Exports(LoadMock()), expected);
}

// Loads the library in a process of its own, which then ends with status 0.
[[noreturn]] void LoadWith(const char* names) {
  setenv("WTSMOCK", names, 1);
  const Library library = LoadMock();
  const char* const active = Get<const char*()>(library, "WtsMockActive")();
  std::_Exit(std::string(active) == names ? 0 : 1);
}

using LibraryDeathTest = testing::Test;

TEST_F(LibraryDeathTest, ReadsTheEnvironmentAtLoad) {
  EXPECT_EXIT(LoadWith("stale-acepted"), testing::ExitedWithCode(2),
              "WTSMOCK=stale-acepted: unknown switch 'stale-acepted': did you mean "
              "'stale-accepted'");
  EXPECT_EXIT(LoadWith("stale-accepted"), testing::ExitedWithCode(0), "");
}

// Loads the library with another world, in a process of its own, which then ends with status 0.
[[noreturn]] void LoadWithWorld(const char* file) {
  setenv("WTSMOCK_WORLD", file, 1);
  LoadMock();
  std::_Exit(0);
}

TEST_F(LibraryDeathTest, ReadsTheWorldAtLoad) {
  EXPECT_EXIT(LoadWithWorld("no/such.toml"), testing::ExitedWithCode(2),
              "WTSMOCK_WORLD: no/such.toml: there is no such file");
  EXPECT_EXIT(LoadWithWorld("/"), testing::ExitedWithCode(2),
              "WTSMOCK_WORLD: /: it cannot be read");
  EXPECT_EXIT(LoadWithWorld(""), testing::ExitedWithCode(0), "");
}

TEST(Library, ExportsTheNeighboursOfWtsapi32) {
  const Library library = LoadMock();
  EXPECT_EQ(Get<DWORD()>(library, "WTSGetActiveConsoleSessionId")(), 1u);
  const auto session_of = Get<BOOL(DWORD, DWORD*)>(library, "ProcessIdToSessionId");
  DWORD session = 0;
  EXPECT_TRUE(session_of(static_cast<DWORD>(getpid()), &session));
  EXPECT_EQ(session, 2u) << "the caller's";
  EXPECT_TRUE(session_of(1004, &session));
  EXPECT_EQ(session, 3u);
  EXPECT_FALSE(session_of(0x7FFFFFF0, &session));
  EXPECT_FALSE(session_of(1004, nullptr));
}

TEST(Library, TheTableForWinprHoldsTheExports) {
  const Library library = LoadMock();
  struct Table {
    DWORD version;
    DWORD flags;
    void* slots[67];
  };
  const auto* const table = static_cast<const Table*>(Get<const void*()>(library, "InitWtsApi")());
  const auto is = [&](int slot, const char* name) {
    EXPECT_EQ(table->slots[slot], dlsym(library.get(), name)) << slot;
  };
  EXPECT_EQ(table->version, 0u);
  is(7, "WTSOpenServerW");
  is(10, "WTSOpenServerExA");
  is(11, "WTSCloseServer");
  is(19, "WTSQuerySessionInformationW");
  is(30, "WTSWaitSystemEvent");
  is(31, "WTSVirtualChannelOpen");
  is(39, "WTSFreeMemory");
  is(44, "WTSQueryUserToken");
  is(46, "WTSFreeMemoryExA");
  is(58, "WTSGetListenerSecurityA");
  is(61, "WTSGetChildSessionId");
}

HANDLE OpenIn(const Library& library) {
  char name[] = "FARM2";
  return Get<HANDLE(LPSTR)>(library, "WTSOpenServerA")(name);
}

TEST(Library, LoadedTwiceItIsOne) {
  const Library first = LoadMock();
  const Library second = LoadMock();
  const auto live = Get<unsigned()>(second, "WtsMockLiveHandles");
  const HANDLE server = OpenIn(first);
  EXPECT_EQ(live(), 1u);
  Get<void(HANDLE)>(second, "WTSCloseServer")(server);
  EXPECT_EQ(live(), 0u);
}

// Loads it, opens handles on a thread that ends, and unloads it; several times.
[[noreturn]] void UnloadWithHandlesOpen() {
  bool is_fresh = true;
  for (int i = 0; i < 3; ++i) {
    Library library = LoadMock();
    std::thread([&] {
      is_fresh = is_fresh && Get<unsigned()>(library, "WtsMockLiveHandles")() == 0;
      for (int each = 0; each < 100; ++each) OpenIn(library);
    }).join();
    library.reset();
    if (dlopen(MockPath().c_str(), RTLD_NOW | RTLD_NOLOAD) != nullptr) std::_Exit(0);  // kept
    const pid_t child = fork();  // nothing of the library is called any more
    if (child == 0) std::_Exit(0);
    int status = 1;
    waitpid(child, &status, 0);
    if (status != 0) std::_Exit(2);
  }
  std::_Exit(is_fresh ? 0 : 1);
}

TEST_F(LibraryDeathTest, IsUnloadedWithHandlesOpen) {
  EXPECT_EXIT(UnloadWithHandlesOpen(), testing::ExitedWithCode(0), "");
}

// WinPR keeps its provider for the life of the process, so this is the only test that loads it.
TEST(Library, ServesAWinpr) {
  setenv("WTSAPI_LIBRARY", MockPath().c_str(), 1);
  Library winpr;
  for (const char* name : {"libwinpr3.so.3", "libwinpr2.so.2"}) {
    if (winpr == nullptr) winpr.reset(dlopen(name, RTLD_NOW | RTLD_LOCAL));
  }
  if (winpr == nullptr) GTEST_SKIP() << "no WinPR is installed";
  const auto open = Get<HANDLE(LPSTR)>(winpr, "WTSOpenServerA");
  const auto close = Get<void(HANDLE)>(winpr, "WTSCloseServer");
  const auto query = Get<BOOL(HANDLE, DWORD, WTS_INFO_CLASS, LPSTR*, DWORD*)>(
      winpr, "WTSQuerySessionInformationA");
  const auto free_memory = Get<void(PVOID)>(winpr, "WTSFreeMemory");
  const auto set_error = Get<void(DWORD)>(winpr, "SetLastError");
  const auto get_error = Get<DWORD()>(winpr, "GetLastError");

  char name[] = "FARM2";
  const HANDLE server = open(name);
  LPSTR user = nullptr;
  DWORD bytes = 0;
  ASSERT_TRUE(query(server, 21, WTSUserName, &user, &bytes));
  EXPECT_STREQ(user, "frank");
  free_memory(user);
  close(server);
  set_error(0xDEAD);
  EXPECT_FALSE(query(server, 21, WTSUserName, &user, &bytes));
  EXPECT_EQ(get_error(), DWORD{ERROR_INVALID_HANDLE}) << "WinPR's own last error";

  // The switches work there too: it is the library that WinPR loaded.
  const Library mock = LoadMock();
  EXPECT_EQ(Get<int(const char*)>(mock, "WtsMockConfigure")("failed-open-null"), 0);
  char unknown[] = "NOSUCHHOST";
  EXPECT_EQ(open(unknown), nullptr);
  winpr.release();
}

}  // namespace
}  // namespace wtsmock
