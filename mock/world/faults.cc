#include "mock/world/faults.h"

namespace wtsmock {
namespace {

template <class T>
bool Agrees(const std::optional<T>& wanted, const std::optional<T>& given) {
  return !wanted.has_value() || wanted == given;
}

bool Names(std::string_view wanted, std::string_view function) {
  if (wanted.empty() || wanted == function) return true;
  const bool has_form = function.ends_with('A') || function.ends_with('W');
  return has_form && wanted == function.substr(0, function.size() - 1);
}

// Whether it is met at this place at all.
bool IsMetAt(Where where, const Fault& fault) {
  if (fault.function.empty()) return where != Where::kAtEntry;
  const bool is_about_more =
      fault.server.has_value() || fault.session.has_value() || fault.info_class.has_value();
  return where != Where::kAfterEntry || is_about_more;
}

// A number below 100 that follows from the seed and the call alone.
std::uint32_t Dice(std::uint32_t seed, std::uint32_t call) {
  std::uint64_t x = (std::uint64_t{seed} << 32 | call) + 0x9E3779B97F4A7C15;  // splitmix64
  x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9;
  x = (x ^ x >> 27) * 0x94D049BB133111EB;
  return static_cast<std::uint32_t>((x ^ x >> 31) % 100);
}

}  // namespace

bool Strikes(Fault& fault, const CallSeen& call) {
  if (!IsMetAt(call.where, fault) || !Names(fault.function, call.function) ||
      !Agrees(fault.server, call.server) || !Agrees(fault.session, call.session) ||
      !Agrees(fault.info_class, call.info_class)) {
    return false;
  }
  ++fault.calls;
  return fault.calls >= fault.first && fault.calls <= fault.last &&
         (fault.percent >= 100 || Dice(fault.seed, fault.calls) < fault.percent);
}

}  // namespace wtsmock
