// A session and a process as rows of a recorded world.
#ifndef WTSCONFORM_CONFORMANCE_RECORDING_RECORDED_SESSION_H_
#define WTSCONFORM_CONFORMANCE_RECORDING_RECORDED_SESSION_H_

#include <cstdint>
#include <string>

#include "conformance/recording/calls.h"
#include "conformance/recording/names.h"

namespace wtsconform {

struct RecordedSession {
  std::string row;
  std::string user;      // as it is called
  std::int64_t now = 0;  // when it answered; 0 where it does not tell
};

RecordedSession RecordSession(Calls& calls, Names& names, HANDLE server,
                              const SeenSession& session);
std::string RecordProcess(Names& names, const SeenProcess& process);

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_RECORDING_RECORDED_SESSION_H_
