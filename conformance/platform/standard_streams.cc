#include "conformance/platform/standard_streams.h"

#include <cstdio>

#include "conformance/platform/print.h"

namespace wtsconform {

bool StdoutIsWritten(const char* program) {
  if (std::fflush(stdout) == 0 && !std::ferror(stdout)) return true;
  PrintError("{}: could not write all of its output to stdout: it is closed or full\n", program);
  return false;
}

}  // namespace wtsconform
