// The ledger as a text, and as JSON.
#ifndef WTSCONFORM_MOCK_LEDGER_REPORT_H_
#define WTSCONFORM_MOCK_LEDGER_REPORT_H_

#include <string>
#include <string_view>

#include "mock/ledger/ledger.h"

namespace wtsmock {

// Several lines: the rule, what it is about, and the calls.
std::string TextOf(const Breach& breach);
// Who is not accused of what, and the number of breaches.
std::string SummaryOf(const Balance& balance);
std::string TextOf(const Balance& balance);

std::string JsonOf(const Breach& breach);
// One object: `breaches`, `unreachable`, `calls`.
std::string JsonOf(const Balance& balance);

// Quoted: names of files and functions are ASCII or UTF-8.
std::string JsonText(std::string_view text);

// "server handle 0x10001 (FARM2)".
std::string NameOf(const Entry& entry);

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_LEDGER_REPORT_H_
