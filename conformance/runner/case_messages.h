// What a child of the runner sends to its parent, as messages (channel/message.h).
#ifndef WTSCONFORM_CONFORMANCE_RUNNER_CASE_MESSAGES_H_
#define WTSCONFORM_CONFORMANCE_RUNNER_CASE_MESSAGES_H_

#include <string>
#include <string_view>

#include "conformance/channel/message.h"
#include "conformance/interpreter/judgement.h"
#include "spec/loader/tables/functions.h"

namespace wtsconform {

// What a canary child found out about the library, before any case.
struct LibraryFacts {
  std::string file;
  std::string version;
  std::string configuration;
  std::string exports;  // one letter per function of the catalogue: '1' where it is exported

  bool Exports(const Function& function, const FunctionCatalogue& functions) const;
};

// A library's answers can be of any length. What is longer than `most` bytes ends with a mark that
// says how much is missing and differs where that does.
std::string Bounded(const std::string& text, std::size_t most);

// Texts are bounded, so that a decision always finds room.
MessageWriter ToMessage(const Decision& decision);
MessageWriter ToMessage(const LibraryFacts& facts);

bool IsDecision(std::string_view message);
// Both throw MessageError.
Decision DecisionFrom(std::string_view message);
LibraryFacts FactsFrom(std::string_view message);

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_RUNNER_CASE_MESSAGES_H_
