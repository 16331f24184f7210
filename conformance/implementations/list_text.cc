#include "conformance/implementations/list_text.h"

#include <fmt/format.h>

#include <sstream>

#include "spec/loader/toml/quoted.h"

namespace wtsconform {
namespace {

// From its first letter on.
std::string_view Trimmed(std::string_view line) {
  const std::size_t first = line.find_first_not_of(" \t\r");
  return first == line.npos ? std::string_view() : line.substr(first);
}

bool IsComment(const std::string& line) { return Trimmed(line).starts_with('#'); }

// A line of the entry itself.
bool IsContent(const std::string& line) { return !Trimmed(line).empty() && !IsComment(line); }

std::string Key(std::string_view key, const std::string& value) {
  return value.empty() ? "" : fmt::format("{:<9} = {}\n", key, Quoted(value));
}

std::string VerdictsText(const std::vector<Verdict>& verdicts) {
  if (verdicts.size() == 1) return Quoted(VerdictName(verdicts.front()));
  std::string list;
  for (const Verdict each : verdicts) {
    list += (list.empty() ? "" : ", ") + Quoted(VerdictName(each));
  }
  return "[" + list + "]";
}

}  // namespace

std::string EntryText(const Expectation& entry) {
  return "[[expect]]\n" + Key("case", entry.pattern) +
         fmt::format("{:<9} = {}\n", "verdict", VerdictsText(entry.verdicts)) +
         Key("signature", entry.signature) + Key("reason", entry.reason) + Key("link", entry.link) +
         Key("nondeterministic", entry.nondeterministic);
}

ListText::ListText(const std::string& text, const Expectations& entries) {
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines_.push_back(line);
  std::size_t before = 0;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const auto line_of = [&](std::size_t entry) {
      return static_cast<std::size_t>(entries[entry].where.line) - 1;
    };
    const std::size_t begin = line_of(i);
    const std::size_t next = i + 1 < entries.size() ? line_of(i + 1) : lines_.size();
    if (begin < before || begin >= next || next > lines_.size()) return;
    if (!Trimmed(lines_[begin]).starts_with("[[")) return;
    std::size_t end = next;
    while (end > begin + 1 && !IsContent(lines_[end - 1])) --end;
    places_.push_back({before, begin, end});
    before = end;
  }
  is_known_ = !text.empty();
}

std::string ListText::Before(std::size_t entry, bool entry_stays) const {
  const Place& place = places_[entry];
  std::size_t end = place.begin;
  if (entry_stays) return Lines(place.before, end);
  // Above the first it may be about the whole list.
  while (entry > 0 && end > place.before && IsComment(lines_[end - 1])) --end;
  while (end > place.before && Trimmed(lines_[end - 1]).empty()) --end;
  return Lines(place.before, end);
}

std::string ListText::Entry(std::size_t entry) const {
  return Lines(places_[entry].begin, places_[entry].end);
}

std::string ListText::End() const {
  return Lines(places_.empty() ? 0 : places_.back().end, lines_.size());
}

std::string ListText::Lines(std::size_t begin, std::size_t end) const {
  std::string text;
  for (std::size_t i = begin; i < end; ++i) text += lines_[i] + "\n";
  return text;
}

}  // namespace wtsconform
