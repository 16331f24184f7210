/* A program that is linked with the mock and includes its header, as mock/README.md shows it: it
 * closes a server twice and asks the mock what it has noticed. */
#include <stdio.h>

#include "mock/wtsapi32mock.h"
#include "spec/wtsapi32.h"

#define QUOTED(text) #text
#define EXPANDED_AND_QUOTED(macro) QUOTED(macro)
_Static_assert(sizeof EXPANDED_AND_QUOTED(WTSMOCK_API) == 1,
               "the header must not declare the mock's functions as exported by its clients");

int main(void) {
  char name[] = "MOCKHOST";
  const HANDLE server = WTSOpenServerA(name);
  unsigned open_while_used = WtsMockLiveHandles();
  WTSCloseServer(server);
  WTSCloseServer(server); /* a mistake, which a real library may not survive */
  printf("%s: open while used %u, still open %u, invalid closes %u\n", WtsMockIdentity(),
         open_while_used, WtsMockLiveHandles(), WtsMockUnlawfulCloses());
  return open_while_used == 1 && WtsMockLiveHandles() == 0 && WtsMockUnlawfulCloses() == 1 ? 0 : 1;
}
