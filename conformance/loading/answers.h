// Reads the buffers that the API hands out into text that can be compared and shown.
#ifndef WTSCONFORM_CONFORMANCE_LOADING_ANSWERS_H_
#define WTSCONFORM_CONFORMANCE_LOADING_ANSWERS_H_

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "spec/loader/tables/functions.h"

namespace wtsconform {

// What an array or block at `buffer` says; `count` is elements or bytes. `wide` is the function's
// width. A NULL buffer or a count of 0 is an empty answer.
std::string ReadAnswer(Answer kind, bool wide, const void* buffer, std::uint32_t count);

// The same with what no answer is compared by: the sessions and owners of processes, the domains of
// sessions.
std::string ContentsOf(Answer kind, bool wide, const void* buffer, std::uint32_t count);

// The entries of what ReadAnswer says of an array, each as often as it is there.
std::multiset<std::string> ListEntries(std::string_view answer);

// Whether more than half of the entries of a list do not stand in another one.
bool IsMostlyGone(std::string_view list, std::string_view now);

// A binary security identifier as text, S-1-...; "" for NULL.
std::string SidText(const void* sid);

// What an answer says, by name, whatever the width that it was asked in: "user", "domain" and
// "state" of a session, "text" of a class that is one. Empty where nothing is known of the answer's
// form, or it is too short for it.
using Statements = std::map<std::string, std::string>;
// Of WTSQuerySessionInformation: `info_class` is its WTS_INFO_CLASS, `bytes` the answer's size.
Statements StatementsOfClass(std::uint32_t info_class, bool wide, const void* buffer,
                             std::uint32_t bytes);
// Of each session in a list of sessions, by its id.
std::map<std::uint32_t, Statements> StatementsOfSessions(Answer kind, bool wide, const void* buffer,
                                                         std::uint32_t count);

struct ListedSession {
  std::uint32_t id;
  std::uint32_t state;
};
// Of Answer::kSessions.
std::vector<ListedSession> ListSessions(const void* buffer, std::uint32_t count);

struct ListedProcess {
  std::uint32_t id;
  std::uint32_t session;
  std::string name;
  std::string told;  // at level 1: which of its numbers are not 0
};
// Of a list of processes.
std::vector<ListedProcess> ListProcesses(Answer kind, bool wide, const void* buffer,
                                         std::uint32_t count);

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_LOADING_ANSWERS_H_
