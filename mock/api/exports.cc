// The exported functions: each calls what is installed for it, or the mock's own, which are in the
// files of their pages. Those of server handles are in open_close.cc: their cost is measured.
#include "mock/hook/hook.h"

#define WTSAPI32_HANDLE_FUNCTION(returns, convention, name, parameters, arguments)
#define WTSAPI32_FUNCTION(returns, convention, name, parameters, arguments)           \
  returns convention name parameters {                                                \
    const auto installed = wtsmock::Installed<&WtsMockFunctions::name>();             \
    return installed != nullptr ? installed arguments : wtsmock::own::name arguments; \
  }
#include "mock/hook/wtsapi32_functions.inc"
#undef WTSAPI32_FUNCTION
