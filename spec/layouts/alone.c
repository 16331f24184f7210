/* The header needs nothing before it. Compiled as C11 and as C++20. */
#include "spec/wtsapi32.h"
