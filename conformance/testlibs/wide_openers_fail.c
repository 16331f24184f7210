/* In front of the mock: its W openers know no server and return INVALID_HANDLE_VALUE, as failed
 * opens do; its A openers open what they should. */
#include "spec/wtsapi32.h"

#define EXPORT __attribute__((visibility("default")))

EXPORT HANDLE WINAPI WTSOpenServerW(LPWSTR name) {
  (void)name;
  return INVALID_HANDLE_VALUE;
}

EXPORT HANDLE WINAPI WTSOpenServerExW(LPWSTR name) { return WTSOpenServerW(name); }
