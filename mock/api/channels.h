#ifndef WTSCONFORM_MOCK_API_CHANNELS_H_
#define WTSCONFORM_MOCK_API_CHANNELS_H_

namespace wtsmock {

// Closes all virtual channels; their handles are stale.
void ResetChannels();

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_API_CHANNELS_H_
