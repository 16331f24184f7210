#include "reports/summary/merge.h"

#include <algorithm>
#include <map>
#include <utility>

namespace wtsconform {
namespace {

using Identity = std::vector<std::pair<std::string, std::string>>;

// What all parts must agree in, with its name.
Identity IdentityOf(const Results& results) {
  const ImplementationRecord& implementation = results.implementation;
  return {{"the name of the implementation", implementation.name},
          {"its version", implementation.version},
          {"its library", implementation.library},
          {"its SHA-256", implementation.sha256},
          {"its loader", implementation.loader},
          {"the version of wtsconform", results.tool.version},
          {"the revision of wtsconform", results.tool.revision},
          {"the SHA-256 of the tables", results.selection ? results.selection->tables_sha256 : ""}};
}

void CheckSame(const Results& first, const std::string& first_file, const Results& other,
               const std::string& other_file) {
  const Identity expected = IdentityOf(first);
  const Identity found = IdentityOf(other);
  for (std::size_t i = 0; i < expected.size(); ++i) {
    if (expected[i] == found[i]) continue;
    throw ResultsError("these are no parts of one run: " + expected[i].first + " is \"" +
                       expected[i].second + "\" in " + first_file + " and \"" + found[i].second +
                       "\" in " + other_file + ". To compare them side by side, use report");
  }
}

// All parts have one, or none has.
void MergeSelection(SelectionRecord& selection, const SelectionRecord& other) {
  selection.parts.insert(selection.parts.end(), other.parts.begin(), other.parts.end());
}

void MergeHost(std::map<std::string, std::string>& host,
               const std::map<std::string, std::string>& other) {
  for (const auto& [key, text] : other) {
    std::string& merged = host[key];
    if (("; " + merged + "; ").find("; " + text + "; ") != std::string::npos) continue;
    merged += (merged.empty() ? "" : "; ") + text;
  }
}

}  // namespace

Results Merge(const std::vector<Results>& parts, const std::vector<std::string>& files,
              const std::vector<std::string>& order) {
  Results merged = parts.front();
  merged.cases.clear();
  std::map<std::string, std::size_t> part_of;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    CheckSame(parts.front(), files.front(), parts[i], files[i]);
    MergeHost(merged.host, parts[i].host);
    if (i > 0 && merged.selection) MergeSelection(*merged.selection, *parts[i].selection);
    for (const CaseRecord& record : parts[i].cases) {
      const auto [found, is_new] = part_of.emplace(record.id, i);
      if (!is_new) {
        throw ResultsError("case " + record.id + " is in " + files[found->second] + " and in " +
                           files[i] + ": each case must be in one part only");
      }
      merged.cases.push_back(record);
    }
  }
  std::map<std::string, std::size_t> position;
  for (std::size_t i = 0; i < order.size(); ++i) position.emplace(order[i], i);
  const auto at = [&](const CaseRecord& record) {
    const auto found = position.find(record.id);
    return found == position.end() ? order.size() : found->second;
  };
  std::stable_sort(merged.cases.begin(), merged.cases.end(),
                   [&](const CaseRecord& a, const CaseRecord& b) { return at(a) < at(b); });
  return merged;
}

}  // namespace wtsconform
