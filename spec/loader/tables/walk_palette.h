// What a random walk is made of, as its number decides it.
#ifndef WTSCONFORM_SPEC_LOADER_TABLES_WALK_PALETTE_H_
#define WTSCONFORM_SPEC_LOADER_TABLES_WALK_PALETTE_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "spec/loader/tables/walk.h"

namespace wtsconform {

// A sequence that is the same with every standard library, unlike the distributions of <random>.
class WalkDice {
 public:
  explicit WalkDice(std::uint32_t number) : engine_(number) {}

  std::size_t Below(std::size_t limit) { return engine_() % limit; }
  bool Percent(std::size_t chance) { return Below(100) < chance; }
  template <typename Each>
  const Each& Of(const std::vector<Each>& all) {
    return all[Below(all.size())];
  }
  // So many of them, in a new order.
  template <typename Each>
  std::vector<Each> Some(std::vector<Each> all, std::size_t count) {
    for (std::size_t i = all.size(); i > 1; --i) std::swap(all[i - 1], all[Below(i)]);
    all.resize(std::min(count, all.size()));
    return all;
  }

 private:
  std::mt19937 engine_;
};

struct Palette {
  std::vector<std::string> openers;
  std::vector<CallRef> calls;
  std::vector<CallRef> failing;      // calls that fail for a reason of their own
  std::vector<std::string> threads;  // "" is the case's own
  std::size_t most_open = 0;
  bool opens_fail = false;
  bool uses_current = false;
  bool turns = false;  // to other sessions
  enum class Closes { kAny, kNewest, kOldest } closes = Closes::kAny;
};

Palette PaletteOf(const Walk& walk, const FunctionCatalogue& functions, WalkDice& dice);

}  // namespace wtsconform

#endif  // WTSCONFORM_SPEC_LOADER_TABLES_WALK_PALETTE_H_
