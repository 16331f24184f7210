// Conversions between the A and the W form of the structures that callers also pass in.
#ifndef WTSCONFORM_MOCK_ABI_STRUCTURES_H_
#define WTSCONFORM_MOCK_ABI_STRUCTURES_H_

#include <cstddef>
#include <cstring>

#include "mock/abi/text.h"

namespace wtsmock {

// The numbers stand first and are laid out alike in both forms; spec/wtsapi32.h proves it.

template <class To, class From>
To ConvertListenerConfig(const From& from) {
  static_assert(offsetof(To, Comment) == offsetof(From, Comment));
  To to{};
  std::memcpy(&to, &from, offsetof(To, Comment));
  CopyField(to.Comment, ReadField(from.Comment));
  CopyField(to.LogonUserName, ReadField(from.LogonUserName));
  CopyField(to.LogonDomain, ReadField(from.LogonDomain));
  CopyField(to.WorkDirectory, ReadField(from.WorkDirectory));
  CopyField(to.InitialProgram, ReadField(from.InitialProgram));
  return to;
}

template <class To, class From>
To ConvertUserConfig(const From& from) {
  static_assert(offsetof(To, InitialProgram) == offsetof(From, InitialProgram));
  To to{};
  std::memcpy(&to, &from, offsetof(To, InitialProgram));
  CopyField(to.InitialProgram, ReadField(from.InitialProgram));
  CopyField(to.WorkDirectory, ReadField(from.WorkDirectory));
  CopyField(to.TerminalServerProfilePath, ReadField(from.TerminalServerProfilePath));
  CopyField(to.TerminalServerHomeDir, ReadField(from.TerminalServerHomeDir));
  CopyField(to.TerminalServerHomeDirDrive, ReadField(from.TerminalServerHomeDirDrive));
  return to;
}

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_ABI_STRUCTURES_H_
