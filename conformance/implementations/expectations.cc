#include "conformance/implementations/expectations.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "conformance/implementations/glob.h"
#include "spec/loader/toml/fields.h"
#include "spec/loader/toml/file_text.h"
#include "spec/loader/toml/utf8_path.h"

namespace wtsconform {
namespace {

Verdict ListableVerdict(const Fields& fields, const std::string& name) {
  static const std::vector<Verdict> listable = {
      Verdict::kDeviation, Verdict::kCrash,       Verdict::kHang,       Verdict::kHarm,
      Verdict::kObserved,  Verdict::kUnsupported, Verdict::kUntestable, Verdict::kInconclusive};
  std::string all;
  for (const Verdict verdict : listable) {
    if (VerdictName(verdict) == name) return verdict;
    all += (all.empty() ? "" : ", ") + std::string(VerdictName(verdict));
  }
  fields.Refuse("verdict", "\"" + name + "\" cannot be listed; write one of: " + all);
}

// An entry without a reason for that hides whatever happens next.
[[noreturn]] void RefuseFlaky(const Fields& fields) {
  fields.Refuse("verdict",
                "several verdicts mean that the case is flaky: say why with one more key, e.g. "
                "nondeterministic = \"it reads freed memory\"");
}

Expectation ReadExpectation(const Value& value) {
  Fields fields(value, "an [[expect]] entry");
  Expectation entry;
  entry.where = fields.where();
  entry.pattern = fields.Text("case");
  entry.signature = fields.OptionalText("signature", "");
  entry.reason = fields.Text("reason");
  entry.link = fields.OptionalText("link", "");
  entry.nondeterministic = fields.OptionalText("nondeterministic", "");
  const std::vector<std::string> names = fields.Texts("verdict");
  if (names.size() > 1 && entry.nondeterministic.empty()) RefuseFlaky(fields);
  for (const std::string& name : names) {
    // An entry that is nondeterministic may also come out well now and then.
    const bool may_pass = name == "pass" && !entry.nondeterministic.empty();
    entry.verdicts.push_back(may_pass ? Verdict::kPass : ListableVerdict(fields, name));
  }
  if (entry.verdicts.empty()) fields.Refuse("verdict", "is missing");
  if (fields.Has("nondeterministic") && entry.nondeterministic.empty()) {
    fields.Refuse("nondeterministic",
                  "say why it does not always come to the same, or leave the key out");
  }
  if (entry.reason.empty()) fields.Refuse("reason", "say why this is expected");
  fields.Finish();
  return entry;
}

std::string Listed(const Expectation& entry) {
  std::string verdicts;
  for (const Verdict verdict : entry.verdicts) {
    verdicts += (verdicts.empty() ? "" : " or ") + std::string(VerdictName(verdict));
  }
  return entry.signature.empty() ? verdicts : fmt::format("{} \"{}\"", verdicts, entry.signature);
}

}  // namespace

Expectations ReadExpectations(const std::vector<const Value*>& tables) {
  Expectations expectations;
  for (const Value* table : tables) expectations.push_back(ReadExpectation(*table));
  return expectations;
}

Expectations ReadExpectationsText(const std::string& text, const std::string& file) {
  const Value document = ParseToml(text, file);
  Fields fields(document, "a list of expected deviations");
  const auto tables = fields.Tables("expect");
  fields.Finish();
  return ReadExpectations(tables);
}

Expectations ReadExpectationsFile(const std::string& path) {
  const FileText read = ReadFileText(PathOf(path), kLargestToml);
  if (!read.problem.empty()) {
    throw InputError("the list of expected deviations " + path + ": " + read.problem);
  }
  return ReadExpectationsText(read.text, path);
}

bool IsAsListed(const Expectation& entry, const CaseRecord& record) {
  const bool verdict = std::find(entry.verdicts.begin(), entry.verdicts.end(), record.verdict) !=
                       entry.verdicts.end();
  const bool signature = entry.signature.empty() || record.verdict == Verdict::kPass ||
                         GlobMatches(entry.signature, record.signature);
  return verdict && signature;
}

void CheckOverlaps(const Expectations& expectations, const std::vector<std::string>& all_cases) {
  std::map<std::string, const Expectation*> claimed;
  for (const Expectation& entry : expectations) {
    for (const std::string& id : all_cases) {
      if (!GlobMatches(entry.pattern, id)) continue;
      const auto [other, first] = claimed.emplace(id, &entry);
      if (!first) {
        throw InputError(entry.where, "case: \"" + entry.pattern + "\" and the entry at line " +
                                          std::to_string(other->second->where.line) +
                                          " both speak of " + id);
      }
    }
  }
}

void CheckPatterns(const Expectations& expectations, const std::vector<std::string>& all_cases) {
  CheckOverlaps(expectations, all_cases);
  for (const Expectation& entry : expectations) {
    const bool matches =
        std::any_of(all_cases.begin(), all_cases.end(),
                    [&](const std::string& id) { return GlobMatches(entry.pattern, id); });
    if (matches) continue;
    throw InputError(entry.where, "case: \"" + entry.pattern +
                                      "\" matches no case; `wtsconform list` shows them all");
  }
}

std::vector<std::string> Apply(const Expectations& expectations, std::span<CaseRecord> cases) {
  std::vector<std::string> problems;
  for (const Expectation& entry : expectations) {
    for (CaseRecord& record : cases) {
      if (!GlobMatches(entry.pattern, record.id)) continue;
      record.expected = IsAsListed(entry, record);
      if (record.expected) continue;
      problems.push_back(
          fmt::format("{}: {} is listed as {}, but came out as {}{}", ToString(entry.where),
                      record.id, Listed(entry), VerdictName(record.verdict),
                      record.signature.empty() ? "" : fmt::format(" \"{}\"", record.signature)));
    }
  }
  return problems;
}

}  // namespace wtsconform
