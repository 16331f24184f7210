// stdout and stderr, where whoever started this program has closed them, or reads no further.
#ifndef WTSCONFORM_CONFORMANCE_PLATFORM_STANDARD_STREAMS_H_
#define WTSCONFORM_CONFORMANCE_PLATFORM_STANDARD_STREAMS_H_

namespace wtsconform {

// Called first of all: a pipe that nobody reads and a file that may not grow are errors of the
// write, not the end of this process; and no file that it opens takes the place of a stream that
// was closed.
void PrepareStandardStreams();

// Whether all that was printed on stdout has been written. Where not, says so on stderr, in the
// name of `program`.
bool StdoutIsWritten(const char* program);

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_PLATFORM_STANDARD_STREAMS_H_
