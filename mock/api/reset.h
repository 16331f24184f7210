#ifndef WTSCONFORM_MOCK_API_RESET_H_
#define WTSCONFORM_MOCK_API_RESET_H_

namespace wtsmock {

// Everything as at load but the switches.
void ResetAll();

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_API_RESET_H_
