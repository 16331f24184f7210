// WTSEnumerateServers.
#include "mock/abi/answer.h"
#include "mock/abi/errors.h"
#include "mock/abi/forms.h"
#include "mock/call/api.h"
#include "mock/world/world.h"

namespace wtsmock {
namespace {

template <class Form>
BOOL EnumerateServers(const std::optional<Text>& domain, DWORD reserved, DWORD version,
                      typename Form::ServerInfo** out, DWORD* count) {
  if (reserved != 0 || version != 1 || out == nullptr || count == nullptr) {
    return Fail(ERROR_INVALID_PARAMETER);
  }
  World& world = TheWorld();
  const std::lock_guard lock(world.mutex);
  if (!SameName(domain.value_or(world.at_load.domain), world.at_load.domain))
    return Fail(kErrorNoServersFound);
  std::vector<const Server*> found;
  const bool is_empty = HasFaults() && ThisCall().is_empty;
  for (const Server& server : world.servers) {
    if (!is_empty && server.is_session_host && !server.is_down) found.push_back(&server);
  }
  Answer<typename Form::ServerInfo> answer(found.size());
  for (std::size_t i = 0; i < found.size(); ++i) {
    answer.SetText(answer[i].pServerName, found[i]->name);
  }
  *out = answer.Finish(kUntyped, 0);
  *count = static_cast<DWORD>(answer.size());
  return Succeed();
}

}  // namespace

namespace own {

BOOL WINAPI WTSEnumerateServersA(LPSTR domain, DWORD reserved, DWORD version,
                                 PWTS_SERVER_INFOA* out, DWORD* count) {
  return wtsmock::Api([&] {
    return wtsmock::EnumerateServers<wtsmock::Ansi>(wtsmock::Argument(domain), reserved, version,
                                                    out, count);
  });
}
BOOL WINAPI WTSEnumerateServersW(LPWSTR domain, DWORD reserved, DWORD version,
                                 PWTS_SERVER_INFOW* out, DWORD* count) {
  return wtsmock::Api([&] {
    return wtsmock::EnumerateServers<wtsmock::Wide>(wtsmock::Argument(domain), reserved, version,
                                                    out, count);
  });
}

}  // namespace own
}  // namespace wtsmock
