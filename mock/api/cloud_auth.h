#ifndef WTSCONFORM_MOCK_API_CLOUD_AUTH_H_
#define WTSCONFORM_MOCK_API_CLOUD_AUTH_H_

namespace wtsmock {

// Closes all cloud authentication handles.
void ResetCloudAuth();

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_API_CLOUD_AUTH_H_
