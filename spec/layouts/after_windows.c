/* <windows.h> may come first. */
/* clang-format off */
#include <windows.h>
#include "spec/wtsapi32.h"
