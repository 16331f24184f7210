// The list of an implementation's expected deviations, and what it has to say of a run.
//
// The list never changes a verdict, only whether it was expected. What is listed and does not
// happen is a problem, and so is an entry that covers a case which passes.
#ifndef WTSCONFORM_CONFORMANCE_IMPLEMENTATIONS_EXPECTATIONS_H_
#define WTSCONFORM_CONFORMANCE_IMPLEMENTATIONS_EXPECTATIONS_H_

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "reports/formats/results.h"
#include "spec/loader/toml/toml_value.h"

namespace wtsconform {

struct Expectation {
  std::string pattern;            // a glob over case ids
  std::vector<Verdict> verdicts;  // more than one only where nondeterministic says why
  std::string signature;          // a glob over the signature, "" for any
  std::string reason;
  std::string link;
  std::string nondeterministic;
  Location where;
};

using Expectations = std::vector<Expectation>;

// Reads [[expect]] tables. Throws InputError: no reason, an unknown verdict, a verdict that is
// never listed (pass), several verdicts without the word why.
Expectations ReadExpectations(const std::vector<const Value*>& tables);
// A list alone; `file` is for messages.
Expectations ReadExpectationsText(const std::string& text, const std::string& file);
// A file for --expect.
Expectations ReadExpectationsFile(const std::string& path);

bool IsAsListed(const Expectation& entry, const CaseRecord& record);

// Throws InputError where an entry's pattern matches none of `all_cases`, or two entries say
// different things of one case.
void CheckPatterns(const Expectations& expectations, const std::vector<std::string>& all_cases);
// Only where two entries say different things.
void CheckOverlaps(const Expectations& expectations, const std::vector<std::string>& all_cases);

// Sets `expected` of each case, and returns what the list got wrong, one sentence each: entries
// that did not happen as listed. Only cases that ran count; an entry none of whose cases ran is
// left alone.
std::vector<std::string> Apply(const Expectations& expectations, std::span<CaseRecord> cases);

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_IMPLEMENTATIONS_EXPECTATIONS_H_
