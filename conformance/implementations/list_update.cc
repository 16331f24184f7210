#include "conformance/implementations/list_update.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "conformance/implementations/glob.h"
#include "conformance/implementations/id_cover.h"
#include "conformance/implementations/list_text.h"
#include "reports/formats/causes.h"
#include "reports/formats/text.h"
#include "reports/formats/verdict_kind.h"
#include "spec/loader/toml/toml_value.h"

namespace wtsconform {
namespace {

using Ids = std::vector<std::string>;

// What the run has to say of a case that an entry covers.
enum class Now { kAsListed, kNotRun, kUndecided, kUnsupported, kPasses, kDiffers };

Now NowOf(const Expectation& entry, const CaseRecord* record) {
  if (!record) return Now::kNotRun;
  if (IsAsListed(entry, *record)) return Now::kAsListed;
  switch (record->verdict) {
    case Verdict::kPass:
      return Now::kPasses;
    case Verdict::kUnsupported:
      return Now::kUnsupported;
    case Verdict::kUntestable:
    case Verdict::kInconclusive:
    case Verdict::kHarnessError:
      return Now::kUndecided;
    default:
      return Now::kDiffers;
  }
}

std::string Outcome(const CaseRecord& record) {
  const std::string verdict(VerdictName(record.verdict));
  return record.signature.empty() ? verdict : verdict + " \"" + record.signature + "\"";
}

std::string SomeOf(const Ids& ids) {
  return ids.size() == 1 ? ids.front() : Count(ids.size(), "case") + ", e.g. " + ids.front();
}

// One old entry, and what becomes of it.
class EntryUpdate {
 public:
  EntryUpdate(const Expectation& entry, const Ids& all_ids,
              const std::map<std::string, const CaseRecord*>& ran)
      : entry_(entry) {
    for (const std::string& id : all_ids) {
      if (!GlobMatches(entry.pattern, id)) continue;
      const auto found = ran.find(id);
      const CaseRecord* const record = found == ran.end() ? nullptr : found->second;
      cases_[NowOf(entry, record)].push_back(id);
      records_[id] = record;
    }
    if (entry.nondeterministic.empty() || cases_.contains(Now::kUnsupported)) {
      Replace(all_ids);
    } else {
      Widen();
    }
  }

  // Those that take its place; only itself where it stays as it was.
  const Expectations& entries() const { return entries_; }
  bool stays() const { return stays_; }
  const Ids& changes() const { return changes_; }
  bool Covers(const std::string& id) const { return records_.contains(id); }

 private:
  const Ids& Those(Now now) { return cases_[now]; }

  void Say(const std::string& what) {
    changes_.push_back(fmt::format("{}: {}: {}", ToString(entry_.where), entry_.pattern, what));
  }

  void SayGone(const std::string& why, const Ids& ids) {
    const bool is_all = ids.size() == 1 && ids.front() == entry_.pattern;
    Say("gone: " + why + (is_all ? "" : ": " + SomeOf(ids)));
  }

  void SayUndecided() {
    if (Those(Now::kUndecided).empty()) return;
    const CaseRecord& first = *records_[Those(Now::kUndecided).front()];
    Say(fmt::format("stays, though this run did not decide {} ({}: {})",
                    SomeOf(Those(Now::kUndecided)), VerdictName(first.verdict), first.detail));
  }

  // An entry for what the case comes to now; its cases are added to it.
  void AddDiffering(const std::string& id,
                    std::vector<std::pair<Expectation, std::set<std::string>>>& groups) {
    const CaseRecord& record = *records_[id];
    for (auto& [entry, ids] : groups) {
      if (entry.verdicts.front() != record.verdict || entry.signature != record.signature) continue;
      ids.insert(id);
      return;
    }
    Expectation entry = entry_;
    entry.verdicts = {record.verdict};
    entry.signature = record.signature;
    groups.push_back({entry, {id}});
    Say(fmt::format("changed: {} came out as {}: does the reason still hold?", id,
                    Outcome(record)));
  }

  void Replace(const Ids& all_ids) {
    std::set<std::string> kept;
    for (const Now now : {Now::kAsListed, Now::kNotRun, Now::kUndecided}) {
      kept.insert(Those(now).begin(), Those(now).end());
    }
    SayUndecided();
    if (records_.empty()) Say("gone: there is no such case any more");
    if (!Those(Now::kPasses).empty()) SayGone("passes now", Those(Now::kPasses));
    if (!Those(Now::kUnsupported).empty()) {
      SayGone("no longer exported", Those(Now::kUnsupported));
    }
    stays_ = !records_.empty() && kept.size() == records_.size();
    if (stays_) {
      entries_ = {entry_};
      return;
    }
    std::vector<std::pair<Expectation, std::set<std::string>>> groups = {{entry_, kept}};
    for (const std::string& id : Those(Now::kDiffers)) AddDiffering(id, groups);
    for (const auto& [entry, ids] : groups) {
      for (const std::string& pattern : PatternsFor(ids, all_ids)) {
        entries_.push_back(entry);
        entries_.back().pattern = pattern;
      }
    }
  }

  // A flaky entry covers what it came to this time too.
  void Widen() {
    Expectation wider = entry_;
    for (const Now now : {Now::kPasses, Now::kDiffers}) {
      for (const std::string& id : Those(now)) {
        const CaseRecord& record = *records_[id];
        const auto known = std::find(wider.verdicts.begin(), wider.verdicts.end(), record.verdict);
        if (known == wider.verdicts.end()) wider.verdicts.push_back(record.verdict);
        if (!IsAsListed(wider, record)) wider.signature.clear();
        stays_ = false;
        Say(fmt::format("changed: is flaky, and {} came out as {} this time", id, Outcome(record)));
      }
    }
    if (records_.empty()) {
      Say("gone: there is no such case any more");
      stays_ = false;
      return;
    }
    SayUndecided();
    entries_ = {wider};
  }

  const Expectation& entry_;
  std::map<Now, Ids> cases_;
  std::map<std::string, const CaseRecord*> records_;
  Expectations entries_;
  bool stays_ = true;
  Ids changes_;
};

std::string NewReason(const CaseRecord& record) {
  const std::string observed = record.wanted.empty() ? record.detail : record.observed;
  return OneLine(fmt::format("{}. {}: {}", kNotExplained, record.clause,
                             record.signature.empty() ? observed : record.signature));
}

// One for each clause, verdict and signature.
Expectations NewEntries(const std::vector<const CaseRecord*>& records, const Ids& all_ids) {
  std::map<std::tuple<std::string, Verdict, std::string>, std::size_t> places;
  std::vector<std::pair<const CaseRecord*, std::set<std::string>>> groups;
  for (const CaseRecord* record : records) {
    const auto [found, is_new] = places.emplace(
        std::tuple(record->clause, record->verdict, record->signature), groups.size());
    if (is_new) groups.push_back({record, {}});
    groups[found->second].second.insert(record->id);
  }
  Expectations entries;
  for (const auto& [first, ids] : groups) {
    for (const std::string& pattern : PatternsFor(ids, all_ids)) {
      Expectation entry;
      entry.pattern = pattern;
      entry.verdicts = {first->verdict};
      entry.signature = first->signature;
      entry.reason = NewReason(*first);
      entries.push_back(std::move(entry));
    }
  }
  return entries;
}

void AddEntry(std::string& text, const std::string& entry) {
  const bool apart = text.empty() || text == "\n" || text.ends_with("\n\n");
  text += (apart ? "" : "\n") + entry;
}

constexpr char kHead[] =
    "# What a run is known to come to: wtsconform run IMPLEMENTATION --expect THIS_FILE. An entry "
    "that\n# does not happen fails the run; --write-expect THIS_FILE brings the list up to date.\n";

std::string WrittenAnew(const Expectations& entries) {
  std::string text = kHead;
  for (const Expectation& each : entries) AddEntry(text, EntryText(each));
  return text;
}

bool Same(const Expectations& a, const Expectations& b) {
  return std::equal(
      a.begin(), a.end(), b.begin(), b.end(),
      [](const Expectation& x, const Expectation& y) { return EntryText(x) == EntryText(y); });
}

// The old text with what changed; "" where it cannot be done.
std::string Edited(const OldList& old, const std::vector<EntryUpdate>& updates,
                   const ListUpdate& update) {
  const ListText before(old.text, old.entries);
  if (!before.is_known()) return "";
  std::string text;
  for (std::size_t i = 0; i < updates.size(); ++i) {
    text += before.Before(i, !updates[i].entries().empty());
    if (updates[i].stays()) {
      text += before.Entry(i);
      continue;
    }
    bool is_first = true;
    for (const Expectation& each : updates[i].entries()) {
      text += (is_first ? "" : "\n") + EntryText(each);
      is_first = false;
    }
  }
  text += before.End();
  for (std::size_t i = update.entries.size() - update.added; i < update.entries.size(); ++i) {
    AddEntry(text, EntryText(update.entries[i]));
  }
  return text;
}

// Whether the text says just that.
bool Says(const std::string& text, const Expectations& entries) {
  try {
    return !text.empty() && Same(ReadExpectationsText(text, ""), entries);
  } catch (const InputError&) {
    return false;  // a comment in a place that lines do not show, a string of several lines
  }
}

}  // namespace

ListUpdate UpdateList(const OldList& old, const std::vector<CaseRecord>& ran, const Ids& all_ids,
                      const std::function<bool(const CaseRecord&)>& needs_one) {
  std::map<std::string, const CaseRecord*> by_id;
  for (const CaseRecord& record : ran) by_id[record.id] = &record;
  ListUpdate update;
  std::vector<EntryUpdate> updates;
  for (const Expectation& entry : old.entries) {
    const EntryUpdate& each = updates.emplace_back(entry, all_ids, by_id);
    update.entries.insert(update.entries.end(), each.entries().begin(), each.entries().end());
    update.changes.insert(update.changes.end(), each.changes().begin(), each.changes().end());
  }
  std::vector<const CaseRecord*> uncovered;
  for (const CaseRecord& record : ran) {
    const bool listable = KindOf(record.verdict) == VerdictKind::kProblem &&
                          record.verdict != Verdict::kHarnessError && needs_one(record);
    const bool covered = std::any_of(updates.begin(), updates.end(), [&](const EntryUpdate& each) {
      return each.Covers(record.id);
    });
    if (listable && !covered) uncovered.push_back(&record);
  }
  const Expectations added = NewEntries(uncovered, all_ids);
  update.entries.insert(update.entries.end(), added.begin(), added.end());
  update.added = added.size();
  update.added_cases = uncovered.size();
  update.text = Edited(old, updates, update);
  if (!Says(update.text, update.entries)) update.text = WrittenAnew(update.entries);
  return update;
}

}  // namespace wtsconform
