// Windows' error codes that spec/wtsapi32.h does not name, by their published values.
#ifndef WTSCONFORM_MOCK_ABI_ERRORS_H_
#define WTSCONFORM_MOCK_ABI_ERRORS_H_

#include "mock/abi/export.h"

namespace wtsmock {

inline constexpr DWORD kErrorFileNotFound = 2;
inline constexpr DWORD kErrorBusy = 170;
inline constexpr DWORD kErrorAlreadyExists = 183;
inline constexpr DWORD kErrorNoToken = 1008;
inline constexpr DWORD kErrorNotFound = 1168;
inline constexpr DWORD kErrorLogonFailure = 1326;
inline constexpr DWORD kErrorInvalidAcl = 1336;
inline constexpr DWORD kErrorInvalidSecurityDescriptor = 1338;
inline constexpr DWORD kErrorInvalidWindowHandle = 1400;
inline constexpr DWORD kErrorTimeout = 1460;
inline constexpr DWORD kErrorUserNotFound = 2221;    // NERR_UserNotFound
inline constexpr DWORD kErrorNoServersFound = 6118;  // ERROR_NO_BROWSER_SERVERS_FOUND
inline constexpr DWORD kErrorLogonDisabled = 7037;   // ERROR_CTX_...
inline constexpr DWORD kErrorSessionAccessDenied = 7045;
inline constexpr DWORD kErrorShadowInvalid = 7050;
inline constexpr DWORD kErrorShadowNotRunning = 7057;

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_ABI_ERRORS_H_
