// The C interface, declared as exported.
#ifndef WTSCONFORM_MOCK_ABI_EXPORT_H_
#define WTSCONFORM_MOCK_ABI_EXPORT_H_

#ifdef _WIN32
#define WTSAPI32_API __declspec(dllexport)
#else
#define WTSAPI32_API __attribute__((visibility("default")))
#endif

#include "spec/wtsapi32.h"  // IWYU pragma: export

#endif  // WTSCONFORM_MOCK_ABI_EXPORT_H_
