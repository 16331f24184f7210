// The functions of wtsapi32mock.h for those who put their own functions in front of the mock's.
#include "mock/hook/hook.h"

#include <mutex>
#include <new>

#include "mock/abi/buffers.h"
#include "mock/abi/current_call.h"
#include "mock/abi/forms.h"
#include "mock/api/refusal.h"
#include "mock/handles/handles.h"
#include "mock/ledger/handle_notes.h"
#include "mock/switches/configuration.h"
#include "mock/world/directory.h"
#include "spec/loader/toml/toml_value.h"

namespace wtsmock {
namespace {

constexpr WtsMockFunctions kOwn{
    sizeof(WtsMockFunctions),
#define WTSAPI32_FUNCTION(returns, convention, name, parameters, arguments) own::name,
#include "mock/hook/wtsapi32_functions.inc"
#undef WTSAPI32_FUNCTION
};

std::mutex installing;

// The server that an open handle stands for; null where it is not open, or its server is gone.
const Listed* ServerOfHandle(HANDLE handle) {
  if (WtsMockIsOpen(handle) == 0) return nullptr;
  const auto target = FindHandle(handle, {});
  if (!target.has_value() || !target->opening.server.has_value()) return nullptr;
  return &TheDirectory().of(*target->opening.server);
}

// What follows belongs to a call of this function, for the ledger.
void EnterFor(const char* function) {
  if (AreCallsNoted()) BeginCall(function == nullptr ? "" : function);
}

}  // namespace
}  // namespace wtsmock

int WtsMockInstall(const WtsMockFunctions* functions, const WtsMockFunctions** previous) {
  return wtsmock::Try([&] {
    if (functions != nullptr && functions->size != sizeof(WtsMockFunctions)) {
      throw wtsconform::InputError(
          "WtsMockInstall: the table has another size than this library's: write {sizeof table}, "
          "and "
          "compile with the header of this library");
    }
    const std::lock_guard lock(wtsmock::installing);
    const WtsMockFunctions* const before = wtsmock::installed_functions.exchange(functions);
    wtsmock::SetHasHook(functions != nullptr);
    if (previous != nullptr) *previous = before;
  });
}

const WtsMockFunctions* WtsMockOwnFunctions() { return &wtsmock::kOwn; }

void* WtsMockNewBuffer(const char* function, size_t bytes, int type, unsigned entries) {
  wtsmock::EnterFor(function);
  try {
    return wtsmock::NewBuffer(bytes, {.type = type, .entries = entries, .owner = 0});
  } catch (const std::bad_alloc&) {
    return nullptr;
  }
}

void* WtsMockFailedOpen(const char* function) {
  wtsmock::EnterFor(function);
  const HANDLE handle = wtsmock::FailedHandle();
  if (wtsmock::HasLedger()) wtsmock::NoteOpened(handle, "", false);
  return handle;
}

const char* WtsMockServerOf(void* handle) {
  const wtsmock::Listed* const server = wtsmock::ServerOfHandle(handle);
  return server == nullptr ? nullptr : server->name.c_str();
}

int WtsMockIsOpenOn(void* handle, const char* server) {
  const wtsmock::Listed* const opened = wtsmock::ServerOfHandle(handle);
  return opened != nullptr && wtsmock::TheDirectory().Find(
                                  wtsmock::Argument(server).value_or(wtsmock::Text())) == opened;
}
