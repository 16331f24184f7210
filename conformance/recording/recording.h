// The world that an implementation shows, as a file that the mock loads.
#ifndef WTSCONFORM_CONFORMANCE_RECORDING_RECORDING_H_
#define WTSCONFORM_CONFORMANCE_RECORDING_RECORDING_H_

#include <string>
#include <vector>

#include "conformance/loading/library.h"

namespace wtsconform {

struct RecordingOptions {
  std::string this_computer;         // what WTS_CURRENT_SERVER_HANDLE's server is called
  std::vector<std::string> servers;  // further ones, which are opened by these names
  bool anonymize = false;
};

struct Recording {
  std::string text;                  // TOML
  std::vector<std::string> remarks;  // what could not be had: "WTSEnumerateListenersW: error 50"
};

// Calls only functions that read. Throws InputError where not even the sessions of a server can be
// had.
Recording Record(const Library& library, const RecordingOptions& options);

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_RECORDING_RECORDING_H_
