/* Headers of the SDK that come later leave spec/wtsapi32.h alone, even its namesake. */
/* clang-format off */
#include "spec/wtsapi32.h"
#include <windows.h>
#include <wtsapi32.h>
