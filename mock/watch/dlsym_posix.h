// The functions of the C library that the layer stands in front of.
#ifndef WTSCONFORM_MOCK_WATCH_DLSYM_POSIX_H_
#define WTSCONFORM_MOCK_WATCH_DLSYM_POSIX_H_

namespace wtsmock {

using Dlsym = void* (*)(void* handle, const char* name);

// The C library's own.
Dlsym RealDlsym();

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_WATCH_DLSYM_POSIX_H_
