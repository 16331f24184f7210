// What the system refused, as an exception.
#ifndef WTSCONFORM_CONFORMANCE_ISOLATION_SYSTEM_ERROR_POSIX_H_
#define WTSCONFORM_CONFORMANCE_ISOLATION_SYSTEM_ERROR_POSIX_H_

#include <cerrno>
#include <cstring>
#include <stdexcept>
#include <string>

#include "conformance/isolation/isolation.h"

namespace wtsconform::posix_child {

[[noreturn]] inline void ThrowErrno(const char* what) {
  for (const int short_of : {EAGAIN, EMFILE, ENFILE, ENOMEM}) {
    if (errno == short_of) throw NoChildNow(std::string(what) + ": " + std::strerror(errno));
  }
  throw std::runtime_error(std::string(what) + ": " + std::strerror(errno));
}

}  // namespace wtsconform::posix_child

#endif  // WTSCONFORM_CONFORMANCE_ISOLATION_SYSTEM_ERROR_POSIX_H_
