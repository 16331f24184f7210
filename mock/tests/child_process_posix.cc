#include "mock/tests/child_process_posix.h"

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>

namespace wtsmock {

End EndOf(const std::function<void()>& act) {
  const pid_t child = fork();
  if (child == 0) {
    signal(SIGSEGV, SIG_DFL);  // no report of a sanitizer: this death is wanted
    alarm(5);                  // far longer than any call takes that does return
    act();
    std::_Exit(0);
  }
  int status = 0;
  waitpid(child, &status, 0);
  if (WIFSIGNALED(status)) return WTERMSIG(status) == SIGALRM ? End::kHung : End::kDied;
  return WEXITSTATUS(status) == 0 ? End::kReturned : End::kDied;
}

}  // namespace wtsmock
