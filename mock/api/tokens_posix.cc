// Tokens, and CloseHandle, which closes them. What is no token is given to the next library that
// exports a CloseHandle: a WinPR's.
#include <dlfcn.h>

#include "mock/api/tokens.h"
#include "mock/call/api.h"
#include "mock/handles/handle_table.h"
#include "mock/world/reset.h"

namespace wtsmock {
namespace {

struct Token {};

HandleTable<Token>& OpenTokens() {
  static auto* const table = new HandleTable<Token>;
  return *table;
}

BOOL CloseAny(HANDLE handle) {
  if (OpenTokens().Remove(handle) != nullptr) {
    GiveBack(Kind::kToken, handle);
    return Succeed();
  }
  static auto* const next = reinterpret_cast<BOOL (*)(HANDLE)>(dlsym(RTLD_NEXT, "CloseHandle"));
  if (next != nullptr) return next(handle);
  if (HasLedger()) NoteStale(Kind::kToken, handle, Rule::kTokenClosedTwice, Rule::kNoToken);
  return Fail(ERROR_INVALID_HANDLE);
}

void ResetTokens() {
  for (const auto& [handle, token] : OpenTokens().All()) OpenTokens().Remove(handle);
}

AtReset reset_tokens(ResetTokens);

}  // namespace

HANDLE NewToken() {
  const HANDLE token = OpenTokens().Add(std::make_shared<Token>());
  Obtain(Kind::kToken, token);
  return token;
}

}  // namespace wtsmock

BOOL WINAPI CloseHandle(HANDLE handle) {
  return wtsmock::Api([&] { return wtsmock::CloseAny(handle); });
}
