// Ends what a test's processes leave behind.
#ifndef WTSCONFORM_CONFORMANCE_TESTS_ADOPTER_POSIX_H_
#define WTSCONFORM_CONFORMANCE_TESTS_ADOPTER_POSIX_H_

#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <string>

namespace wtsconform {

// Orphans of this process come to it while this lives, so that their end can be waited for; those
// that are there in the end are ended.
class Adopter {
 public:
  Adopter() { prctl(PR_SET_CHILD_SUBREAPER, 1); }
  ~Adopter() {
    std::ifstream children("/proc/self/task/" + std::to_string(getpid()) + "/children");
    for (pid_t pid; children >> pid;) {
      kill(pid, SIGKILL);
      waitpid(pid, nullptr, 0);
    }
    prctl(PR_SET_CHILD_SUBREAPER, 0);
  }
  Adopter(const Adopter&) = delete;
  Adopter& operator=(const Adopter&) = delete;
};

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_TESTS_ADOPTER_POSIX_H_
