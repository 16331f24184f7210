// Random walks through the lives of handles: long sequences of opens, uses and closes that a number
// decides, so that they are the same everywhere and can be repeated.
//
// Each number also chooses what its walk is made of: which openers and calls, how many handles live
// at once, whether calls fail, opens fail, or other threads take part. Walks that do without a
// thing reach states in which those that do everything seldom come.
#ifndef WTSCONFORM_SPEC_LOADER_TABLES_WALK_H_
#define WTSCONFORM_SPEC_LOADER_TABLES_WALK_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "spec/loader/tables/step.h"

namespace wtsconform {

struct Walk {
  // What is judged; everything else is done for what it does to that.
  enum class Judged {
    kClosed,         // closed handles fail
    kOpen,           // open ones work, and answer as they did
    kServers,        // each is answered by its own server
    kCurrent,        // CURRENT works as it did
    kBuffers,        // buffers stay as they are, and are freed
    kForms,          // the A and W forms of a call say the same
    kFailed,         // what failed opens return fails
    kWaits,          // a flush ends the wait on its handle, and no other
    kRegistrations,  // a window is unregistered as often as it was registered
  };

  std::uint32_t number = 0;
  std::size_t length = 0;            // acts; the steps around them come on top
  std::vector<std::string> servers;  // kinds, "reachable" the first
  Judged judged = Judged::kClosed;
};

// As a table writes it; nothing else is one.
const std::vector<std::string>& JudgedWords();

// The groups of functions.toml from which walks take their openers and calls, and the calls that
// they make by name.
const std::vector<std::string>& GroupsOfWalks();
const std::vector<std::string>& CallsOfWalks();

// The steps, which end with all handles closed and all threads joined. Each of those groups must
// have a call, and each of those calls be there.
std::vector<Step> StepsOf(const Walk& walk, const FunctionCatalogue& functions,
                          const Location& where);

}  // namespace wtsconform

#endif  // WTSCONFORM_SPEC_LOADER_TABLES_WALK_H_
