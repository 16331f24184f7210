// The switches: everything about the mock that can be chosen (variants) or broken (defects).
#ifndef WTSCONFORM_MOCK_SWITCHES_SWITCHES_H_
#define WTSCONFORM_MOCK_SWITCHES_SWITCHES_H_

#include <span>

#include "mock/abi/export.h"

namespace wtsmock {

// In the order of the table in switches.cc, which says what each one does.
enum class Switch : unsigned {
  // Variants.
  kFailedOpenMinusOne,
  kOpenFailsAtFirstUse,
  kStaleErrorInvalidBinding,
  kStaleErrorServerUnavailable,
  kStaleErrorNullContext,
  kStaleErrorUntouched,
  kSuccessClearsError,
  kValuesReusedAtOnce,
  kSharedValues,
  kNullNameFails,
  kEmptyNameFails,
  kFailureClearsOutputs,
  kCloseLetsWaitSucceed,
  kOneWaitPerHandle,
  kRegistrationsOutliveClose,
  kListenersTakeHandles,
  kChannelsTakeHandles,
  // Defects of required clauses.
  kStaleAccepted,
  kStaleQueries,
  kStaleMutates,
  kStaleSecondUse,
  kStaleOtherThread,
  kStaleUntilNextClose,
  kStaleWhileSiblingsLive,
  kStaleAfterOpen,
  kStaleAfterTime,
  kStaleUseAfterFree,
  kStaleOtherServer,
  kStaleAnsi,
  kTombstonesRunOut,
  kStaleCrashes,
  kStaleHangs,
  kCloseIgnoresUnused,
  kCloseIgnoresOtherThread,
  kThirdCloseLost,
  kExNotClosed,
  kExCloseKillsPlain,
  kCloseKillsNewest,
  kCloseKillsSiblings,
  kCloseDropsLast,
  kCloseEndsAllWaits,
  kValuesCollide,
  kSharedUncounted,
  kFailedOpenNull,
  kFailedOpenLocal,
  kFailedOpenRevives,
  kFailedOpenNewest,
  kOpenIgnoresName,
  kOpenFailsAfterFailure,
  kReopenFails,
  kWideNameHalved,
  kAnsiRefusesWide,
  kWideRefusesAnsi,
  kExRefused,
  kExShowsNothing,
  kExNullFails,
  kExHidesVms,
  kCloseSpoilsBuffers,
  kLastCloseStopsCurrent,
  kOpenStopsCurrent,
  kSecondFailureStopsCurrent,
  kHandleDiesWithThread,
  kHandleTimesOut,
  kHandleWearsOut,
  kOnlyCurrentServed,
  kFlushIgnored,
  kFlushEndsOne,
  kFlushEndsAll,
  kFlushReportsFlush,
  kBadLevelKept,
  kBadLevelSucceeds,
  kFailedCallKeepsHandle,
  kFailedCallEndsHandle,
  kCloseLostBetweenThreads,
  kCloseOnThirdThreadTakesLast,
  kProcessListsAreLocal,
  kQueriesAreLocal,
  kReopenKeepsServer,
  kFirstOpenFails,
  kOpenFailsAlone,
  kThirdFailedOpenNull,
  kSecondFailedOpenWorks,
  kCurrentBoundToHandles,
  kCloseKillsUnused,
  kBoundAtFirstUse,
  kFlushSparesCurrent,
  kFlushEndsOtherOpeners,
  kSecondWaitReportsFlush,
  kLevelSigned,
  kLevelClearedForSession,
  kRegistersTwice,
  kFailedSurvivorDies,
  kStaleFirstUseLate,
  kAnsiTextKept,
  kWideProcessesRefused,
  kFreeSpoilsNeighbour,
  kFreeRefusesSessions,
  kLevelCleared,
  kRegistersOnce,
  kAnsiGivesWide,
  kStaleAfterHalfASecond,
  kRespelledNotClosed,
  kWaitKeepsHandle,
  kCloseEndsCurrentsWaits,
  kFlushEndsCurrentsWaits,
  kHandleFallsAsleep,
  kAddressesAreLocal,
  kExCloseKillsOldest,
  kCloseSpoilsSids,
  // Defects of robustness.
  kDoubleCloseKillsNewer,
  kDoubleCloseCrashes,
  kDoubleCloseStopsCurrent,
  kCloseNullStopsCurrent,
  kCloseMinusOneCrashes,
  kCloseGarbageClosesAll,
  kCloseFailedKillsNewest,
  kCloseLeaksDescriptor,
  kCloseKeepsConnection,
  kCloseLeaksMemory,
  kOpenLeaksThread,
  kCloseAtExitCrashes,
  kExitWithHandlesCrashes,
  kRacingOpensCollide,
  kRacingCloseLost,
  kCloseDuringWaitHangs,
  kFirstOpensCollide,
  kFreeKeepsMemory,
  // Defects that only change what is recorded.
  kStaleErrorStray,
  kSuccessErrorStray,
  kValuesRecycled,
  kCount
};

struct SwitchRow {
  Switch id;
  WtsMockSwitch what;
  // Rows that settle the same question exclude each other, defects too ("" settles none).
  const char* settles;
};

// All switches; row i has id i.
std::span<const SwitchRow> SwitchRows();

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_SWITCHES_SWITCHES_H_
