// The client that waits, as it is, with somebody who logs on and off until it has seen enough.
#include <wtsapi32mock.h>

#include <atomic>
#include <chrono>
#include <thread>

extern "C" int ClientMain(int argc, char** argv);

int main() {
  std::atomic<bool> done{false};
  std::thread outside([&done] {
    while (!done) {
      WtsMockEvent("what = \"log on\", user = \"bob\", session = 7");
      WtsMockEvent("what = \"log off\", session = 7");
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
  });
  char program[] = "wait_events";
  char twice[] = "2";
  char* words[] = {program, twice, nullptr};
  const int status = ClientMain(2, words);
  done = true;
  outside.join();
  return status;
}
