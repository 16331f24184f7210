// A listener and a user as rows of a recorded world.
#ifndef WTSCONFORM_CONFORMANCE_RECORDING_RECORDED_SETTINGS_H_
#define WTSCONFORM_CONFORMANCE_RECORDING_RECORDED_SETTINGS_H_

#include <string>

#include "conformance/recording/names.h"
#include "spec/wtsapi32.h"

namespace wtsconform {

std::string RecordListener(Names& names, const std::string& name, const WTSLISTENERCONFIGW& config);
std::string RecordUser(Names& names, const std::string& name, const WTSUSERCONFIGW& config,
                       DWORD modem_callback, const std::string& modem_callback_number);

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_RECORDING_RECORDED_SETTINGS_H_
