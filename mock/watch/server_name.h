// The name that an open was given, for the reader of a report.
#ifndef WTSCONFORM_MOCK_WATCH_SERVER_NAME_H_
#define WTSCONFORM_MOCK_WATCH_SERVER_NAME_H_

#include <string>

namespace wtsmock {

// "" for none, and for what is no text: FreeRDP's servers are named by the addresses of structures.
// The memory is looked at no further than a name goes.
std::string ServerName(const void* name, bool is_wide);

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_WATCH_SERVER_NAME_H_
