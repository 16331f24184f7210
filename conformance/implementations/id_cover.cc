#include "conformance/implementations/id_cover.h"

#include "conformance/implementations/glob.h"

namespace wtsconform {
namespace {

// The widest first: all below each folder of the id, then the id with one of its parts left open.
std::vector<std::string> Wider(const std::string& id) {
  std::vector<std::size_t> slashes;
  for (std::size_t at = id.find('/'); at != id.npos; at = id.find('/', at + 1)) {
    slashes.push_back(at);
  }
  std::vector<std::string> patterns;
  for (const std::size_t slash : slashes) patterns.push_back(id.substr(0, slash + 1) + "*");
  for (std::size_t i = 0; i + 1 < slashes.size(); ++i) {
    patterns.push_back(id.substr(0, slashes[i] + 1) + "*" + id.substr(slashes[i + 1]));
  }
  return patterns;
}

// The ids that the pattern matches; none where one of them is not in `wanted`.
std::vector<std::string> Matched(const std::string& pattern, const std::set<std::string>& wanted,
                                 const std::vector<std::string>& all_ids) {
  std::vector<std::string> matched;
  for (const std::string& id : all_ids) {
    if (!GlobMatches(pattern, id)) continue;
    if (!wanted.contains(id)) return {};
    matched.push_back(id);
  }
  return matched;
}

}  // namespace

std::vector<std::string> PatternsFor(std::set<std::string> ids,
                                     const std::vector<std::string>& all_ids) {
  std::vector<std::string> patterns;
  std::set<std::string> too_wide;  // and so they stay: ever fewer ids are left
  while (!ids.empty()) {
    std::string pattern = *ids.begin();
    std::vector<std::string> covered = {pattern};
    for (const std::string& wider : Wider(pattern)) {
      if (too_wide.contains(wider)) continue;
      const std::vector<std::string> matched = Matched(wider, ids, all_ids);
      if (matched.empty()) too_wide.insert(wider);
      if (matched.size() < 2) continue;
      pattern = wider;
      covered = matched;
      break;
    }
    for (const std::string& id : covered) ids.erase(id);
    patterns.push_back(pattern);
  }
  return patterns;
}

}  // namespace wtsconform
