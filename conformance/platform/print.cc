#include "conformance/platform/print.h"

#include <cstdio>
#include <string>

#include "conformance/platform/terminal.h"
#include "reports/formats/outgoing_text.h"

namespace wtsconform {

namespace {

// Where it fails, the stream remembers that (standard_streams.h).
void Write(const std::string& text, std::FILE* stream) {
  std::fwrite(text.data(), 1, text.size(), stream);
}

}  // namespace

void PrintText(std::string_view text) {
  static OutgoingText outgoing(WantsColour());
  Write(outgoing.Next(text), stdout);
}

void PrintErrorText(std::string_view text) {
  static OutgoingText outgoing(false);
  Write(outgoing.Next(text), stderr);
}

}  // namespace wtsconform
