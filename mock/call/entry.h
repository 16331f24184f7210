// What a call meets before it does anything: the faults on demand that name its function.
#ifndef WTSCONFORM_MOCK_CALL_ENTRY_H_
#define WTSCONFORM_MOCK_CALL_ENTRY_H_

#include <string_view>

namespace wtsmock {

// Whether the function meets them at its entry: it is given no server handle. Those that are meet
// them when they have looked the handle up (Call); opens and the close on their own.
bool MeetsFaultsAtEntry(std::string_view function);

// Meets them, as long as they take. False if the call ends here: the last error is set. To be
// called if there are faults.
bool Enter(std::string_view function);

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_CALL_ENTRY_H_
