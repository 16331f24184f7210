/* Must not compile: the SDK's own <wtsapi32.h> came first. */
/* clang-format off */
#include <windows.h>
#include <wtsapi32.h>
#include "spec/wtsapi32.h"
