#include "reports/formats/lineage.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <limits>
#include <map>

namespace wtsconform {
namespace {

constexpr char kOfNumbers[] = "0123456789";

// The numbers of a version: 3, 10, 3 of "3.10.3".
std::vector<std::uint64_t> NumbersOf(const std::string& version) {
  std::vector<std::uint64_t> numbers;
  for (std::size_t at = 0; (at = version.find_first_of(kOfNumbers, at)) != std::string::npos;) {
    std::uint64_t number = 0;
    const char* const start = version.data() + at;
    const auto [end, error] = std::from_chars(start, version.data() + version.size(), number);
    const bool fits = error == std::errc();
    numbers.push_back(fits ? number : std::numeric_limits<std::uint64_t>::max());
    at += static_cast<std::size_t>(end - start);
  }
  return numbers;
}

}  // namespace

std::string NameWithoutVersion(const std::string& name) {
  const std::size_t dash = name.find_last_not_of(std::string(kOfNumbers) + '.');
  const bool has_version = dash != std::string::npos && dash > 0 && dash + 1 < name.size() &&
                           name[dash] == '-' && name[dash + 1] != '.';
  return has_version ? name.substr(0, dash) : name;
}

std::string NameWithVersion(const ImplementationRecord& implementation) {
  return implementation.name + (implementation.version.empty() ? "" : " " + implementation.version);
}

std::vector<Lineage> LineagesOf(const std::vector<Results>& all) {
  std::vector<Lineage> lineages;
  std::map<std::string, std::size_t> known;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const std::string name = NameWithoutVersion(all[i].implementation.name);
    const auto [found, is_new] = known.emplace(name, lineages.size());
    if (is_new) lineages.push_back({name, {}});
    lineages[found->second].columns.push_back(i);
  }
  for (Lineage& each : lineages) {
    std::stable_sort(each.columns.begin(), each.columns.end(), [&](std::size_t a, std::size_t b) {
      return NumbersOf(all[a].implementation.version) < NumbersOf(all[b].implementation.version);
    });
  }
  return lineages;
}

}  // namespace wtsconform
