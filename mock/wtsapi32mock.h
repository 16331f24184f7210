/*
 * wtsapi32mock.h - controls of the mock of Wtsapi32.
 *
 * The mock is a shared library (libwtsapi32mock.so, wtsapi32_mock.dll) with every documented
 * function of Wtsapi32 (<wtsapi32.h>). Behind the functions is a small world of servers,
 * sessions and processes, which the calls change. As it is loaded, the mock conforms to every
 * clause. Switches change that:
 *
 *   variant   another permitted choice, where the documentation leaves one: a program must work
 *             with each of them
 *   defect    a deviation from one clause: what a program may meet in a faulty implementation
 *
 * The functions in this file come on top of Wtsapi32's. A program uses them to recognise the mock,
 * to switch variants and defects on, and to ask which handles it forgot to close or closed twice
 * (the ledger, below, says it of everything else too, and where):
 *
 *   #include <wtsapi32mock.h>
 *
 *   WtsMockReset();
 *   if (WtsMockConfigure("failed-open-minus-one,values-reused-at-once") != 0) {
 *     fprintf(stderr, "%s\n", WtsMockError());
 *     exit(2);
 *   }
 *   RunTheProgram();
 *   assert(WtsMockLiveHandles() == 0 && WtsMockUnlawfulCloses() == 0);
 *
 * WtsMockInstall, below, puts a program's own functions in front of all of Wtsapi32's; with
 * GoogleMock wtsconform/gmock.h does it.
 *
 * Without a call, the environment variable WTSMOCK names the switches that are on when the library
 * is loaded, WTSMOCK_WORLD the file of the world, and WTSMOCK_REPORT where the ledger goes. If
 * WTSMOCK holds an unknown name, or two that exclude each other, or if the world cannot be read,
 * the process ends with status 2 and a message on stderr.
 *
 * Not for a program that must run with another Wtsapi32 too: that one looks WtsMockIdentity up with
 * dlsym() or GetProcAddress(), and is not linked with it. And not as a model of how Windows behaves
 * where the documentation is silent: the mock's default is one choice among the variants.
 *
 * Ownership: every text that is returned belongs to the library; nothing here is to be freed.
 * Thread-safety: any thread may call any function at any time, with one exception: while
 * WtsMockConfigure or WtsMockLedger runs, no other thread may be inside a function of the library.
 * WtsMockReset and a load of a world may run while other threads are in every call: each call works
 * on the world before or on the one after, a call that waits (WTSWaitSystemEvent, WTSSendMessage,
 * WTSVirtualChannelRead) ends, and a handle whose open ran at that time is one of the world after
 * or is not valid.
 *
 * Processes: after a fork the child has the world, the handles and the switches of its parent, as
 * they were, whatever other threads were doing; calls that waited are not waited for there, and its
 * ledger is empty. Loaded twice, it is one library. It may be unloaded with handles open, when no
 * thread is in a call: they are gone with it, and the next load starts like the first. (While a
 * thread that used it lives, or WTSMOCK_REPORT is set, the system keeps it loaded. The world is not
 * freed with it: LeakSanitizer wants the suppression leak:wtsmock::TheWorld.)
 *
 * Errors: the functions that return an int say by a value that is not 0 that they failed. No
 * function here reads or sets the last error.
 */
#ifndef WTSCONFORM_MOCK_WTSAPI32MOCK_H_
#define WTSCONFORM_MOCK_WTSAPI32MOCK_H_

/* The mock itself defines this as its export attribute. A program that uses it defines nothing. */
#ifndef WTSMOCK_API
#define WTSMOCK_API
#endif

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* One thing that can be switched on. The texts live as long as the library is loaded. */
struct WtsMockSwitch {
  const char* name;   /* what WtsMockConfigure and WTSMOCK take */
  const char* kind;   /* "variant" or "defect" */
  const char* group;  /* variants of one group exclude each other; NULL for a defect */
  const char* clause; /* the clause that it is about, e.g. "CLOSE-6" */
  const char* level;  /* "required", "robustness" or "observed": the level of that clause */
  const char* text;   /* one sentence: what the library does when it is on */
};

/* "wtsconform-mock 1.0.0": its name and its version. A library that exports this function is the
 * mock. */
WTSMOCK_API const char* WtsMockIdentity(void);

/* Turns on exactly the switches that are named, and all others off. `names` is comma-separated,
 * blanks are ignored, "" or NULL names none. Returns 0; or not 0, with nothing changed and the
 * reason in WtsMockError, for an unknown name or for two names that exclude each other. Open
 * handles stay open, the world stays as it is; what a defect remembered (closed handles, a disabled
 * local server) is forgotten. */
WTSMOCK_API int WtsMockConfigure(const char* names);

/* Loads a world from a file, or from a text, both UTF-8: TOML as mock/worlds/README.md explains it.
 * NULL is the world that is built in. Everything is then as after WtsMockReset, and WtsMockReset
 * returns to this world. Returns 0; or not 0, with nothing changed and the reason in WtsMockError:
 * file, line, column, key, and what to write instead. */
WTSMOCK_API int WtsMockLoadWorld(const char* path);
WTSMOCK_API int WtsMockLoadWorldText(const char* text);

/* Adds a fault: the keys and values of one [[fault]] of a world's file, with commas between them
 * (mock/worlds/README.md):
 *
 *   WtsMockFault("function = \"WTSEnumerateSessions\", nth = 3, error = 1722");
 *
 * Returns 0; or not 0, with nothing changed and the reason in WtsMockError. A reset or a load of a
 * world leaves the faults of the world's file, and counts their calls from 0. */
WTSMOCK_API int WtsMockFault(const char* row);

/* Takes all faults away, those of the world's file too, until the next reset. */
WTSMOCK_API void WtsMockClearFaults(void);

/* Lets the calls go on that a fault with `waits = true` holds now. */
WTSMOCK_API void WtsMockRelease(void);

/* Lets something happen from outside: the keys and values of one [[event]] of a world's file.
 *
 *   WtsMockEvent("what = \"log off\", server = \"FARM2\", session = 21");
 *
 * The calls that wait for it return, and every other call sees it. Returns 0; or not 0, with
 * nothing changed and the reason in WtsMockError. */
WTSMOCK_API int WtsMockEvent(const char* row);

/* Why this thread's last WtsMockConfigure, load of a world, WtsMockFault, WtsMockEvent,
 * WtsMockReport or WtsMockInstall refused; "" if it did not. Valid until this thread's next one. */
WTSMOCK_API const char* WtsMockError(void);

/* The switches that are on, comma-separated, in the order of WtsMockSwitchAt; "" if none. Valid
 * until this thread's next WtsMockActive. */
WTSMOCK_API const char* WtsMockActive(void);

/* Copies the index-th switch, counted from 0, to *out. Returns 0; or not 0 past the last one, and
 * then leaves *out as it is. So a loop lists them all:
 *
 *   struct WtsMockSwitch each;
 *   for (unsigned i = 0; WtsMockSwitchAt(i, &each) == 0; ++i) puts(each.name);
 */
WTSMOCK_API int WtsMockSwitchAt(unsigned index, struct WtsMockSwitch* out);

/* The number of WTSCloseServer calls, since load or reset, on anything that was not an open handle:
 * NULL, -1, a value that was closed before, garbage. A correct program makes none. What a failed
 * open returned may be closed or left (GAP-14): neither is counted, here or below. */
WTSMOCK_API unsigned WtsMockUnlawfulCloses(void);

/* The number of server handles that are open now. */
WTSMOCK_API unsigned WtsMockLiveHandles(void);

/* Whether `handle` is an open server handle: not 0 from the return of its open to its close.
 * Contacts no server. 0 for WTS_CURRENT_SERVER_HANDLE, which nobody opened. */
WTSMOCK_API int WtsMockIsOpen(void* handle);

/* The ledger of the caller: what the program holds, and where it breaks its own side of the
 * documentation. It is off at load, and then costs nothing.
 *
 *   WtsMockLedger(1, 0);
 *   RunTheProgram();
 *   struct WtsMockBreachInfo each;
 *   for (unsigned i = 0; WtsMockBreach(i, &each) == 0; ++i) puts(each.report);
 *   assert(WtsMockCount(WTSMOCK_BREACH) == 0 && WtsMockCount(WTSMOCK_HANDLE) == 0 &&
 *          WtsMockCount(WTSMOCK_BUFFER) == 0);
 *
 * For a program that is not changed, WTSMOCK_REPORT=stderr turns it on when the library is loaded:
 * each breach is printed as it happens, and at the end what the program still holds. A program that
 * would end with status 0 then ends with 1 after a breach. WTSMOCK_REPORT=stdout prints the same to
 * stdout. WTSMOCK_REPORT=FILE writes it all to that file at the end (./stdout is a file), as JSON
 * where the name ends in ".json"; WTSMOCK_REPORT=abort prints the first breach and aborts, for a
 * debugger. WTSMOCK_STACKS=1 adds the program's stacks. Where the name ends in ".jsonl", each thing that happens becomes a line of JSON at the file's end, several
 * processes may share the file, the status stays, and WTSMOCK_ABORT=1 aborts as above. A file that
 * cannot be written ends the process with status 2 at load. A program that calls quick_exit() ends
 * with 1 after a breach, whatever its status. There is no other report where a program ends by
 * _exit() or a signal (but see WtsMockEnd). "%p" in FILE is the number of the
 * process, "%%" a "%": where several programs run with one WTSMOCK_REPORT, each has its own file
 * then; without it the last one to end leaves its own. From a fork on a child has a ledger of its
 * own, which is empty, and its FILE, unless it has a "%p", is followed by "." and its process
 * number.
 *
 * Such a program is best run once with the ledger and once with a sanitizer or valgrind: a wrong
 * release of a buffer that the ledger names is not passed on to the C library, so that the program
 * comes to its end. Without the ledger it is, as any other library would do. */

/* Turns it on, empty, with the stacks of calls if `stacks` is not 0; or off, and it can still be
 * read. No other thread may be inside a function of the library meanwhile. */
WTSMOCK_API void WtsMockLedger(int on, int stacks);

enum WtsMockKind {
  WTSMOCK_HANDLE,       /* server handles that are open */
  WTSMOCK_BUFFER,       /* buffers that are not freed */
  WTSMOCK_REGISTRATION, /* of windows, for session notifications */
  WTSMOCK_CHANNEL,      /* virtual channels that are open */
  WTSMOCK_TOKEN,        /* of users; not on Windows, where the system closes them */
  WTSMOCK_WAIT,         /* calls of WTSWaitSystemEvent that have not ended */
  WTSMOCK_CLOUD_AUTH,   /* handles of WTSCloudAuthOpen that are open */
  WTSMOCK_UNREACHABLE,  /* what opens of unreachable servers returned, and was not closed */
  WTSMOCK_BREACH        /* breaches until now; what is held is none before the end */
};

/* How many the program holds, as far as it got them while the ledger was on. */
WTSMOCK_API unsigned WtsMockCount(enum WtsMockKind kind);

struct WtsMockBreachInfo {
  const char* clause;               /* "CLOSE-7"; or the page, where no clause has a number */
  const char* text;                 /* one sentence */
  const char* function;             /* that was called then, "WTSCloseServer"; "" at the end */
  unsigned long long call;          /* its number: the calls of each thread are counted */
  unsigned thread;                  /* threads are numbered, from 1 */
  const void* value;                /* the handle or the address */
  const char* obtained_by;          /* the function that had returned it; "" if it is unknown */
  unsigned long long obtained_call; /* the number of that call */
  const char* report; /* all this as WTSMOCK_REPORT=stderr prints it, with the stacks */
};

/* Copies the index-th breach, counted from 0, to *out; its texts are valid until this thread's next
 * WtsMockBreach. Returns 0; or not 0 past the last one (of 10,000 that are kept). */
WTSMOCK_API int WtsMockBreach(unsigned index, struct WtsMockBreachInfo* out);

struct WtsMockCallInfo {
  const char* function;
  unsigned long long number; /* the calls of each thread are counted, from 1 */
  unsigned thread;
  const void* handle; /* the server handle that it was given, or returned; NULL for none */
  int succeeded;
  unsigned error; /* the last error, if it did not succeed */
};

/* The same for the last 1024 calls that have ended: those of one thread in their order; an open or
 * a close of another thread may stand behind what came after it. */
WTSMOCK_API int WtsMockCallAt(unsigned index, struct WtsMockCallInfo* out);

/* Writes the report as it would be if the program ended now, to "stderr", "stdout" or a file.
 * Returns 0; or not 0 with the reason in WtsMockError. */
WTSMOCK_API int WtsMockReport(const char* where);

/* For a program that ends without exit(): writes the report that WTSMOCK_REPORT asks for, as at the
 * end, once. Returns the status to end with, which is `status`, or 1 for 0 after a breach:
 *
 *   _exit(WtsMockEnd(0));
 */
WTSMOCK_API int WtsMockEnd(int status);

/* Pointers to functions in front of the mock's: wtsapi32mock_functions.h. */
struct WtsMockFunctions;

/* From now on the exported functions call those of the table, whoever calls them and on whichever
 * thread; NULL takes it away. *previous, unless `previous` is NULL, becomes what was installed
 * before, NULL for nothing, so that who installs for a while can put it back. No world, reset or
 * switch has to do with it. Returns 0; or not 0, with nothing changed and the reason in
 * WtsMockError, for a table of another size.
 *
 * The table stays the caller's. It, and what its functions need, must stay until it is taken away
 * and no thread is in a call that began before. The first call after an install on the same thread,
 * or on one that is synchronized with it, goes to the new table. Without a table this costs opens
 * and closes nothing, and other functions a load and a branch. */
WTSMOCK_API int WtsMockInstall(const struct WtsMockFunctions* functions,
                               const struct WtsMockFunctions** previous);

/* The mock's own functions, which no table is in front of: what a function in a table calls to pass
 * its call on. They are all there, and stay while the library is loaded. */
WTSMOCK_API const struct WtsMockFunctions* WtsMockOwnFunctions(void);

/* What functions in a table can answer with. `function` is the one that answers, for the ledger;
 * its text is kept by address. NULL for none.
 *
 * A zeroed buffer of that many bytes, which WTSFreeMemory frees; where `type` is a WTS_TYPE_CLASS,
 * and not -1, WTSFreeMemoryEx with that and `entries` frees it. It belongs to the caller of the
 * API. NULL if there is no memory. */
WTSMOCK_API void* WtsMockNewBuffer(const char* function, size_t bytes, int type, unsigned entries);

/* What an open returns that fails: as the switches say; without one, a value that is never valid.
 * It may be closed, or left (GAP-14). */
WTSMOCK_API void* WtsMockFailedOpen(const char* function);

/* The NetBIOS name of the server that an open handle was opened for, in UTF-8; NULL for whatever is
 * not open, WTS_CURRENT_SERVER_HANDLE included. Contacts no server. Stays valid. */
WTSMOCK_API const char* WtsMockServerOf(void* handle);

/* Whether `handle` is open, and for the server of this name or alias (UTF-8): not 0 if so. */
WTSMOCK_API int WtsMockIsOpenOn(void* handle, const char* server);

/* Sets everything to what it was at load, the switches aside: servers, sessions, processes,
 * listeners, user configurations. All server and channel handles become stale, calls that wait
 * fail, counters are 0, the ledger is empty. Buffers that were handed out stay valid until they are
 * freed. */
WTSMOCK_API void WtsMockReset(void);

#ifdef __cplusplus
}
#endif

#endif /* WTSCONFORM_MOCK_WTSAPI32MOCK_H_ */
