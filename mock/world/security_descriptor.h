// Security descriptors in Windows' binary forms.
#ifndef WTSCONFORM_MOCK_WORLD_SECURITY_DESCRIPTOR_H_
#define WTSCONFORM_MOCK_WORLD_SECURITY_DESCRIPTOR_H_

#include "mock/world/world.h"

namespace wtsmock {

// Takes over the parts that `wanted` names (OWNER_SECURITY_INFORMATION, ...) of a descriptor in
// absolute or self-relative form. Returns ERROR_SUCCESS, or why not; then nothing has changed.
DWORD ReadSecurity(const void* descriptor, SECURITY_INFORMATION wanted, Security& security);

// The parts that `wanted` names, as a self-relative descriptor.
Bytes WriteSecurity(const Security& security, SECURITY_INFORMATION wanted);

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_WORLD_SECURITY_DESCRIPTOR_H_
