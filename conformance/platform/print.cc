#include "conformance/platform/print.h"

#include <cstdio>

#include "conformance/platform/terminal.h"
#include "reports/formats/outgoing_text.h"

namespace wtsconform {

void PrintText(std::string_view text) {
  static OutgoingText outgoing(WantsColour());
  fmt::print(stdout, "{}", outgoing.Next(text));
}

void PrintErrorText(std::string_view text) {
  static OutgoingText outgoing(false);
  fmt::print(stderr, "{}", outgoing.Next(text));
}

}  // namespace wtsconform
