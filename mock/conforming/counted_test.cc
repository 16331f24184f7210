// The counted conforming library under two threads. It is loaded as others load it.
#include <dlfcn.h>
#include <gtest/gtest.h>

#include <barrier>
#include <filesystem>
#include <thread>

#include "spec/wtsapi32.h"

namespace {

class CountedTest : public testing::Test {
 protected:
  CountedTest() {
    const auto program = std::filesystem::read_symlink("/proc/self/exe");
    const auto path = program.parent_path().parent_path() / "lib" / "libconforming_counted.so";
    library_ = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
    EXPECT_NE(library_, nullptr) << dlerror();
  }
  ~CountedTest() override { dlclose(library_); }

  template <class Function>
  Function Get(const char* name) const {
    return reinterpret_cast<Function>(dlsym(library_, name));
  }

 private:
  void* library_;
};

// One of the two closes is the caller's mistake: it must not count against the next open.
TEST_F(CountedTest, OfTwoClosesOfOneOpenOneCounts) {
  constexpr int kRounds = 20'000;
  const auto open = Get<decltype(&WTSOpenServerA)>("WTSOpenServerA");
  const auto close = Get<decltype(&WTSCloseServer)>("WTSCloseServer");
  const auto query = Get<decltype(&WTSQuerySessionInformationA)>("WTSQuerySessionInformationA");
  const auto free_memory = Get<decltype(&WTSFreeMemory)>("WTSFreeMemory");
  char name[] = "ALPHA";
  HANDLE server = nullptr;
  std::barrier both(2);
  std::thread other([&] {
    for (int round = 0; round < kRounds; ++round) {
      both.arrive_and_wait();
      close(server);
      both.arrive_and_wait();
    }
  });
  int refused = 0;
  for (int round = 0; round < kRounds; ++round) {
    server = open(name);
    both.arrive_and_wait();
    close(server);
    both.arrive_and_wait();
    LPSTR user = nullptr;
    DWORD bytes = 0;
    server = open(name);
    if (query(server, 3, WTSUserName, &user, &bytes)) {
      free_memory(user);
    } else {
      ++refused;
    }
    close(server);
  }
  other.join();
  EXPECT_EQ(refused, 0) << "open handles were refused";
}

}  // namespace
