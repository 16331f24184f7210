#include "mock/call/entry.h"

#include <algorithm>
#include <iterator>
#include <mutex>

#include "mock/abi/current_call.h"
#include "mock/abi/last_error.h"
#include "mock/handles/handles.h"
#include "mock/world/meet_faults.h"

namespace wtsmock {
namespace {

struct Prototype {
  std::string_view name;
  std::string_view parameters;
};

constexpr Prototype kPrototypes[] = {
#define WTSAPI32_HANDLE_FUNCTION(returns, convention, name, parameters, arguments)
#define WTSAPI32_FUNCTION(returns, convention, name, parameters, arguments) {#name, #parameters},
#include "mock/hook/wtsapi32_functions.inc"
#undef WTSAPI32_FUNCTION
};

}  // namespace

bool MeetsFaultsAtEntry(std::string_view function) {
  const auto found = std::ranges::find(kPrototypes, function, &Prototype::name);
  return found == std::end(kPrototypes) ||
         found->parameters.find("HANDLE hServer") == std::string_view::npos;
}

bool Enter(std::string_view function) {
  if (!MeetsFaultsAtEntry(function)) return true;
  World& world = TheWorld();
  std::unique_lock lock(world.mutex);
  const std::uint64_t before = CurrentTarget().id;
  const Met met = MeetFaults(world, lock, {function, {}, {}, {}, Where::kAtEntry},
                             [&] { return CurrentTarget().id != before; });
  ThisCall().is_empty = met.is_empty;
  if (met.error != 0) Fail(met.error);
  return met.error == 0;
}

}  // namespace wtsmock
