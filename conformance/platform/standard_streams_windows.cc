#include "conformance/platform/standard_streams.h"

namespace wtsconform {

// There is no such signal, and no descriptor takes the place of a handle.
void PrepareStandardStreams() {}

}  // namespace wtsconform
