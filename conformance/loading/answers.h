// Reads the buffers that the API hands out into text that can be compared and shown.
#ifndef WTSCONFORM_CONFORMANCE_LOADING_ANSWERS_H_
#define WTSCONFORM_CONFORMANCE_LOADING_ANSWERS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "spec/loader/tables/functions.h"

namespace wtsconform {

// What an array or block at `buffer` says; `count` is elements or bytes. `wide` is the function's
// width. A NULL buffer or a count of 0 is an empty answer.
std::string ReadAnswer(Answer kind, bool wide, const void* buffer, std::uint32_t count);

struct ListedSession {
  std::uint32_t id;
  std::uint32_t state;
};
// Of Answer::kSessions.
std::vector<ListedSession> ListSessions(const void* buffer, std::uint32_t count);

struct ListedProcess {
  std::uint32_t id;
  std::string name;
};
// Of Answer::kProcesses.
std::vector<ListedProcess> ListProcesses(bool wide, const void* buffer, std::uint32_t count);

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_LOADING_ANSWERS_H_
