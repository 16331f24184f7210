#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <initializer_list>

#include "conformance/platform/standard_streams.h"

namespace wtsconform {

void PrepareStandardStreams() {
  // Not ignored: a program that is started here would inherit that.
  for (const int number : {SIGPIPE, SIGXFSZ}) {
    struct sigaction action {};
    action.sa_handler = [](int) {};
    action.sa_flags = SA_RESTART;
    sigaction(number, &action, nullptr);
  }
  // Open for reading only, so that what is written there fails. The lowest free number is given.
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (fcntl(stream, F_GETFD) >= 0) continue;
    if (open("/dev/null", O_RDONLY) != stream) return;
  }
}

}  // namespace wtsconform
