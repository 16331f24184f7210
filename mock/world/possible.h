// Which sessions and processes a server of a world may have as the events of its file happen,
// whatever the program does meanwhile. What is not possible is not there.
#ifndef WTSCONFORM_MOCK_WORLD_POSSIBLE_H_
#define WTSCONFORM_MOCK_WORLD_POSSIBLE_H_

#include <set>
#include <utility>

#include "mock/world/world.h"

namespace wtsmock {

class Possible {
 public:
  explicit Possible(const Server& server);

  bool HasSession(DWORD id) const;
  bool HasProcess(DWORD id) const;
  // After an event on this server.
  void Follow(const Event& event);

 private:
  void EndSession(DWORD id);
  void EndProcess(DWORD id);

  bool is_this_computer_;
  DWORD console_session_;
  std::set<DWORD> sessions_;                     // those that the program cannot make itself
  std::set<std::pair<DWORD, DWORD>> processes_;  // id, session
};

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_WORLD_POSSIBLE_H_
