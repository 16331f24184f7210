// Children that a test runs, and what it learns of them.
#ifndef WTSCONFORM_CONFORMANCE_ISOLATION_TEST_CHILDREN_POSIX_H_
#define WTSCONFORM_CONFORMANCE_ISOLATION_TEST_CHILDREN_POSIX_H_

#include <gtest/gtest.h>
#include <sys/mman.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <new>
#include <string>

#include "conformance/channel/test_channel.h"
#include "conformance/isolation/isolation.h"

namespace wtsconform {

using How = ChildEnd::How;
using Body = std::function<void(Journal&)>;
using Look = std::function<void(const ChildReport&)>;

// More time than any of these children needs on a busy machine.
inline IsolationOptions Options() {
  IsolationOptions options;
  options.budget = std::chrono::seconds(60);
  return options;
}

// Runs one child, and lets `look` see what it left.
inline ChildEnd RunOne(
    const Body& body, const IsolationOptions& options = Options(),
    const Look& look = [](const ChildReport&) {}) {
  ChildEnd ended;
  int ends = 0;
  RunIsolated(
      1, options, [&](std::size_t, Journal& journal) { body(journal); },
      [&](std::size_t index, const ChildReport& report, const ChildEnd& end) {
        EXPECT_EQ(index, 0u);
        ++ends;
        ended = end;
        look(report);
      });
  EXPECT_EQ(ends, 1);
  return ended;
}

// A text that the child's body made.
inline std::string Told(const std::function<std::string()>& tell,
                        const IsolationOptions& options = Options()) {
  std::string told;
  RunOne([&](Journal& journal) { SendText(journal, tell()); }, options,
         [&](const ChildReport& report) { told = TextOfReport(report); });
  return told;
}

// Memory that this process and its children share.
template <typename T>
class Shared {
 public:
  Shared()
      : object_(new (mmap(nullptr, sizeof(T), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS,
                          -1, 0)) T{}) {}
  ~Shared() { munmap(object_, sizeof(T)); }
  Shared(const Shared&) = delete;
  Shared& operator=(const Shared&) = delete;
  T& operator*() const { return *object_; }
  T* operator->() const { return object_; }

 private:
  T* object_;
};

struct Meeting {
  std::atomic<int> there = 0;
  std::atomic<int> running = 0;
  std::atomic<int> most = 0;

  void ComeAndWaitFor(int others) {
    ++there;
    while (there < others) usleep(1000);
  }
};

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_ISOLATION_TEST_CHILDREN_POSIX_H_
