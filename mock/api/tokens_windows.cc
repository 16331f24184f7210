#include "mock/api/tokens.h"
#include "mock/handles/handle_table.h"

namespace wtsmock {

HANDLE NewToken() { return FreshValue(); }

}  // namespace wtsmock
