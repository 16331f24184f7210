// What the system refused, as an exception.
#ifndef WTSCONFORM_CONFORMANCE_ISOLATION_SYSTEM_ERROR_POSIX_H_
#define WTSCONFORM_CONFORMANCE_ISOLATION_SYSTEM_ERROR_POSIX_H_

#include <cerrno>
#include <cstring>
#include <stdexcept>
#include <string>

namespace wtsconform::posix_child {

[[noreturn]] inline void ThrowErrno(const char* what) {
  throw std::runtime_error(std::string(what) + ": " + std::strerror(errno));
}

}  // namespace wtsconform::posix_child

#endif  // WTSCONFORM_CONFORMANCE_ISOLATION_SYSTEM_ERROR_POSIX_H_
