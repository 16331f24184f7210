// The ledger of the caller, as the mock's functions keep it: off by default; then a call asks
// HasLedger() (switches/configuration.h) and that is all.
#ifndef WTSCONFORM_MOCK_CALL_LEDGER_H_
#define WTSCONFORM_MOCK_CALL_LEDGER_H_

#include "mock/ledger/ledger.h"
#include "mock/switches/configuration.h"

namespace wtsmock {

inline void Accuse(Rule rule, const void* value) {
  if (HasLedger()) NoteBreach(rule, value);
}
inline void Obtain(Kind kind, const void* value, const void* owner = nullptr) {
  if (HasLedger()) NoteObtained(kind, value, owner);
}
inline void GiveBack(Kind kind, const void* value) {
  if (HasLedger()) NoteGivenBack(kind, value);
}

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_CALL_LEDGER_H_
