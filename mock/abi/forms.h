// The A and the W form of the API: for each the types that differ. The functions are written once,
// as templates over a form.
#ifndef WTSCONFORM_MOCK_ABI_FORMS_H_
#define WTSCONFORM_MOCK_ABI_FORMS_H_

#include <optional>

#include "mock/abi/export.h"
#include "mock/abi/text.h"

namespace wtsmock {

struct Ansi {
  static constexpr bool kIsAnsi = true;
  using Char = CHAR;
  using ServerInfo = WTS_SERVER_INFOA;
  using SessionInfo = WTS_SESSION_INFOA;
  using SessionInfo1 = WTS_SESSION_INFO_1A;
  using ProcessInfo = WTS_PROCESS_INFOA;
  using ProcessInfoEx = WTS_PROCESS_INFO_EXA;
  using Info = WTSINFOA;
  using InfoEx = WTSINFOEXA;
  using ClientInfo = WTSCLIENTA;
  using ConfigInfo = WTSCONFIGINFOA;
  using ValidationInfo = WTS_VALIDATION_INFORMATIONA;
  using UserConfig = WTSUSERCONFIGA;
  using ListenerName = WTSLISTENERNAMEA;
  using ListenerConfig = WTSLISTENERCONFIGA;
};

struct Wide {
  static constexpr bool kIsAnsi = false;
  using Char = WCHAR;
  using ServerInfo = WTS_SERVER_INFOW;
  using SessionInfo = WTS_SESSION_INFOW;
  using SessionInfo1 = WTS_SESSION_INFO_1W;
  using ProcessInfo = WTS_PROCESS_INFOW;
  using ProcessInfoEx = WTS_PROCESS_INFO_EXW;
  using Info = WTSINFOW;
  using InfoEx = WTSINFOEXW;
  using ClientInfo = WTSCLIENTW;
  using ConfigInfo = WTSCONFIGINFOW;
  using ValidationInfo = WTS_VALIDATION_INFORMATIONW;
  using UserConfig = WTSUSERCONFIGW;
  using ListenerName = WTSLISTENERNAMEW;
  using ListenerConfig = WTSLISTENERCONFIGW;
};

// A text argument; none where the caller passed NULL.
template <class Char>
std::optional<Text> Argument(const Char* text) {
  if (text == nullptr) return std::nullopt;
  return Decode(text);
}

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_ABI_FORMS_H_
