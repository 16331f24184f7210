// What watched processes have written into their report (mock/ledger/reporting.h), a line of JSON
// for each thing as it happened.
#ifndef WTSCONFORM_CONFORMANCE_COMMANDS_WATCHED_PROCESSES_H_
#define WTSCONFORM_CONFORMANCE_COMMANDS_WATCHED_PROCESSES_H_

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace wtsconform {

// A process, as long as it runs one program.
struct WatchedProcess {
  std::uint32_t process = 0;
  std::string program;
  bool has_called = false;
  bool has_ended = false;      // and reported it
  nlohmann::json report = {};  // the ledger's; of one that has not ended the breaches until then
  std::string text = {};       // the same for a reader
  std::vector<std::string> unwatched = {};  // functions that it got without the layer

  std::size_t Breaches() const;
};

// In the order in which they were seen first. A line that is cut is left out.
std::vector<WatchedProcess> ReadWatched(std::string_view lines);

// One that called something, for a reader: who it is, and its text.
std::string TextOf(const WatchedProcess& process);

// The report of the program, in the form of the ledger's, with `program`, `status` and the reports
// of its children and of what ran in its place before, as `others`.
nlohmann::json JsonOf(const std::vector<WatchedProcess>& processes, std::uint32_t program,
                      const std::vector<std::string>& words, int status);

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_COMMANDS_WATCHED_PROCESSES_H_
