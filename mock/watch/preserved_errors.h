// The errors of a thread, which notes in the ledger must not change.
#ifndef WTSCONFORM_MOCK_WATCH_PRESERVED_ERRORS_H_
#define WTSCONFORM_MOCK_WATCH_PRESERVED_ERRORS_H_

#include <cerrno>

#include "mock/abi/export.h"

namespace wtsmock {

class PreservedErrors {
 public:
  PreservedErrors() { Keep(); }

  // As they are now.
  void Keep() {
    number_ = errno;
#ifdef _WIN32
    last_error_ = GetLastError();
#endif
  }
  // As they were. Off Windows the last error is an implementation's own, and no note changes it.
  void Restore() const {
    errno = number_;
#ifdef _WIN32
    SetLastError(last_error_);
#endif
  }

 private:
  int number_ = 0;
#ifdef _WIN32
  DWORD last_error_ = 0;
#endif
};

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_WATCH_PRESERVED_ERRORS_H_
