// The caller's side of the documentation: what a program may be accused of.
#ifndef WTSCONFORM_MOCK_LEDGER_RULES_H_
#define WTSCONFORM_MOCK_LEDGER_RULES_H_

namespace wtsmock {

enum class Rule {
  kHandleLeft,
  kHandleClosedTwice,
  kCurrentClosed,
  kNoHandleClosed,
  kHandleUsedAfterClose,
  kHandleClosedInUse,
  kHandleClosedWaitedOn,
  kNoHandleUsed,
  kListenerHandle,
  kChannelHandle,
  kIsRemoteHandle,
  kRemoteRegistration,
  kRemoteCurrentSession,
  kRegistrationLeft,
  kRegistrationOutlivesHandle,
  kNotRegistered,
  kWaitLeft,
  kBufferLeft,
  kBufferFreedTwice,
  kBufferFreedByItsMiddle,
  kNoBufferFreed,
  kBufferNeedsTypedFree,
  kBufferOfOtherType,
  kBufferOfOtherCount,
  kChannelLeft,
  kChannelClosedTwice,
  kChannelUsedAfterClose,
  kNoChannel,
  kTokenLeft,
  kTokenClosedTwice,
  kNoToken,
  kCloudAuthLeft,
  kCloudAuthClosedTwice,
  kCloudAuthUsedAfterClose,
  kNoCloudAuth,
  kLengthInCharacters,
  kLengthBeyondText,
  kCount
};

struct RuleRow {
  // Of spec/clauses.toml; or, where that has none because it is about server handles, the page that
  // says it.
  const char* clause;
  const char* text;
};

const RuleRow& RowOf(Rule rule);

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_LEDGER_RULES_H_
