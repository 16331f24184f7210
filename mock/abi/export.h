// The two C interfaces, Wtsapi32's and the mock's own, declared as exported. Everything in the mock
// includes them through this file: programs that only use the library see no export attribute.
#ifndef WTSCONFORM_MOCK_ABI_EXPORT_H_
#define WTSCONFORM_MOCK_ABI_EXPORT_H_

#ifdef _WIN32
#define WTSAPI32_API __declspec(dllexport)
#else
#define WTSAPI32_API __attribute__((visibility("default")))
#endif
#define WTSMOCK_API WTSAPI32_API

#include "mock/wtsapi32mock.h"  // IWYU pragma: export
#include "spec/wtsapi32.h"      // IWYU pragma: export

#endif  // WTSCONFORM_MOCK_ABI_EXPORT_H_
