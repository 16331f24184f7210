// The rows of a server: each function adds what one row stands for, and refuses what cannot be.
#ifndef WTSCONFORM_MOCK_WORLD_READ_ROWS_H_
#define WTSCONFORM_MOCK_WORLD_READ_ROWS_H_

#include "mock/world/row.h"
#include "mock/world/world.h"

namespace wtsmock {

// What the rows of a server have in common.
struct ServerContext {
  FileTime now = 0;
  Text domain;                                          // of its users
  const wtsconform::Value* session_defaults = nullptr;  // null: none
};

void AddSessions(const wtsconform::Value& row, const ServerContext& context, Server& server);
// To be called when all sessions are there: that each session which controls another remotely is
// there, and that none of them is controlled itself.
void CheckRemoteControl(const std::vector<const wtsconform::Value*>& rows, Server& server);

// The sessions of the server must be there.
void AddProcesses(const wtsconform::Value& row, Server& server);
void AddListener(const wtsconform::Value& row, Server& server);
void AddUsers(const wtsconform::Value& row, Server& server);

// What a server has for which no row of that kind is written.
void AddDefaultProcesses(Server& server);
void AddDefaultUsers(Server& server);

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_WORLD_READ_ROWS_H_
