#include "mock/switches/configuration.h"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <vector>

namespace wtsmock {
namespace {

std::string_view Trimmed(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n";
  const auto first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

std::size_t EditDistance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({replaced, row[j] + 1, row[j + 1] + 1});
    }
  }
  return row[b.size()];
}

const SwitchRow* FindRow(std::string_view name) {
  const auto rows = SwitchRows();
  const auto row = std::ranges::find_if(rows, [&](const auto& r) { return name == r.what.name; });
  return row == rows.end() ? nullptr : &*row;
}

std::string UnknownName(std::string_view name) {
  const auto nearest = std::ranges::min_element(
      SwitchRows(), {}, [&](const SwitchRow& row) { return EditDistance(name, row.what.name); });
  return "unknown switch '" + std::string(name) + "': did you mean '" + nearest->what.name +
         "'? WtsMockSwitchAt lists them all";
}

std::string Contradiction(const SwitchRow& one, const SwitchRow& other) {
  return std::string("'") + one.what.name + "' and '" + other.what.name +
         "' cannot hold together: both settle " + one.settles + "; name one of them";
}

// Adds the switch called `name` to `chosen`, or returns why not.
std::string Choose(std::string_view name, std::vector<const SwitchRow*>& chosen) {
  const SwitchRow* row = FindRow(name);
  if (row == nullptr) return UnknownName(name);
  for (const SwitchRow* other : chosen) {
    const std::string_view settles = row->settles;
    if (other != row && !settles.empty() && settles == other->settles) {
      return Contradiction(*other, *row);
    }
  }
  chosen.push_back(row);
  return {};
}

}  // namespace

constinit std::atomic<bool> switches_on[static_cast<std::size_t>(Switch::kCount)] = {};
constinit std::atomic<unsigned> in_the_way = 0;

namespace {

void Set(unsigned bit, bool on) {
  if (on) {
    in_the_way |= bit;
  } else {
    in_the_way &= ~bit;
  }
}

}  // namespace

void SetHasFaults(bool has) { Set(kFaults, has); }
void SetHasHook(bool has) { Set(kHook, has); }
void SetHasLedger(bool has, bool with_stacks) {
  Set(kStacks, has && with_stacks);
  Set(kLedger, has);
}

std::string Configure(std::string_view names) {
  std::vector<const SwitchRow*> chosen;
  while (!names.empty()) {
    const auto comma = names.find(',');
    const auto name = Trimmed(names.substr(0, comma));
    names = comma == std::string_view::npos ? std::string_view() : names.substr(comma + 1);
    if (name.empty()) continue;
    if (auto refusal = Choose(name, chosen); !refusal.empty()) return refusal;
  }
  for (auto& on : switches_on) on = false;
  for (const SwitchRow* row : chosen) switches_on[static_cast<std::size_t>(row->id)] = true;
  Set(kSwitches, !chosen.empty());
  return {};
}

std::string ActiveSwitches() {
  std::string active;
  for (const SwitchRow& row : SwitchRows()) {
    if (!IsOn(row.id)) continue;
    if (!active.empty()) active += ',';
    active += row.what.name;
  }
  return active;
}

}  // namespace wtsmock
