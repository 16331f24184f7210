// The manual page of the program, wtsconform(1), made of the commands' own tables.
#ifndef WTSCONFORM_CONFORMANCE_COMMANDS_MANUAL_H_
#define WTSCONFORM_CONFORMANCE_COMMANDS_MANUAL_H_

#include <string>
#include <vector>

#include "conformance/commands/command.h"

namespace wtsconform {

// In the language of man(7).
std::string ManualPage(const std::vector<Command>& commands);

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_COMMANDS_MANUAL_H_
