// The program's stdout and stderr. Nothing else writes to them (a test looks), so that no text from
// outside reaches a terminal or a log of CI as it is: what a library, a file or the command line
// says is cleaned as it is written (reports/formats/outgoing_text.h).
//
//   Print("{}: {}\n", file, why);
//   PrintError("wtsconform: {}\n", error.what());
#ifndef WTSCONFORM_CONFORMANCE_PLATFORM_PRINT_H_
#define WTSCONFORM_CONFORMANCE_PLATFORM_PRINT_H_

#include <fmt/format.h>

#include <string_view>
#include <utility>

namespace wtsconform {

// On stdout. The colours of reports/formats/style.h pass where stdout shows them.
void PrintText(std::string_view text);
// On stderr.
void PrintErrorText(std::string_view text);

template <typename... Values>
void Print(fmt::format_string<Values...> format, Values&&... values) {
  PrintText(fmt::format(format, std::forward<Values>(values)...));
}

template <typename... Values>
void PrintError(fmt::format_string<Values...> format, Values&&... values) {
  PrintErrorText(fmt::format(format, std::forward<Values>(values)...));
}

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_PLATFORM_PRINT_H_
