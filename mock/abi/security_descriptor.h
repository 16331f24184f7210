// Security descriptors in Windows' binary forms.
#ifndef WTSCONFORM_MOCK_ABI_SECURITY_DESCRIPTOR_H_
#define WTSCONFORM_MOCK_ABI_SECURITY_DESCRIPTOR_H_

#include "mock/abi/bytes.h"
#include "mock/abi/export.h"

namespace wtsmock {

// The parts of a security descriptor; each is empty where the descriptor has none.
struct Security {
  Bytes owner;
  Bytes group;
  Bytes sacl;
  Bytes dacl;
};

// Takes over the parts that `wanted` names (OWNER_SECURITY_INFORMATION, ...) of a descriptor in
// absolute or self-relative form. Returns ERROR_SUCCESS, or why not; then nothing has changed.
DWORD ReadSecurity(const void* descriptor, SECURITY_INFORMATION wanted, Security& security);

// The parts that `wanted` names, as a self-relative descriptor.
Bytes WriteSecurity(const Security& security, SECURITY_INFORMATION wanted);

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_ABI_SECURITY_DESCRIPTOR_H_
