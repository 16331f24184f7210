/* Controls of the mock: which lawful variant or defect of Wtsapi32 it plays, and what it counted.
 *
 * The mock is a shared library with every documented export of Wtsapi32 (spec/wtsapi32.h). These
 * functions come on top, so that a program can tell that it talks to the mock, and steer it. The
 * same switches can be set by the environment variable WTSMOCK when the library is loaded; a name
 * there that is not known ends the process with a message on stderr and status 2.
 *
 * All functions may be called from any thread. WtsMockConfigure and WtsMockReset are not to be
 * called while another thread is inside a function of the library: they change the world under it.
 */
#ifndef WTSCONFORM_MOCK_WTSAPI32MOCK_H_
#define WTSCONFORM_MOCK_WTSAPI32MOCK_H_

#ifdef _WIN32
#define WTSMOCK_API __declspec(dllexport)
#elif defined(__GNUC__)
#define WTSMOCK_API __attribute__((visibility("default")))
#else
#define WTSMOCK_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* One thing that can be switched on. All texts belong to the library and live as long as it. */
struct WtsMockSwitch {
  const char* name;   /* what WtsMockConfigure and WTSMOCK take */
  const char* kind;   /* "variant": a lawful choice; "defect": a fault */
  const char* group;  /* variants of one group exclude each other; NULL for a defect */
  const char* clause; /* the clause it touches, e.g. "CLOSE-6" */
  const char* level;  /* "required", "robustness" or "observed": the level of that clause */
  const char* text;   /* one sentence: what the library does when it is on */
};

/* "wtsconform-mock 0.1.0": who has this export is the mock. */
WTSMOCK_API const char* WtsMockIdentity(void);

/* Turns on exactly the switches named (comma-separated, blanks ignored; "" or NULL: none), and off
 * all others. Returns 0; or nonzero, with nothing changed and WtsMockError telling why, for an
 * unknown name or for two names that cannot hold together. Open handles stay open; what a defect
 * remembered (closed handles, a disabled local server) is forgotten. */
WTSMOCK_API int WtsMockConfigure(const char* names);

/* Why this thread's last WtsMockConfigure refused; "" if it did not. Valid until the next call. */
WTSMOCK_API const char* WtsMockError(void);

/* The switches that are on, comma-separated, in the order of WtsMockSwitchAt; "" if none.
 * The text belongs to the calling thread and is valid until its next call. */
WTSMOCK_API const char* WtsMockActive(void);

/* The index-th switch into *out. Returns 0; nonzero past the end (then *out is untouched). */
WTSMOCK_API int WtsMockSwitchAt(unsigned index, struct WtsMockSwitch* out);

/* Calls of WTSCloseServer, since load or reset, on anything that was no open handle: NULL, -1, a
 * value closed before, garbage. */
WTSMOCK_API unsigned WtsMockUnlawfulCloses(void);

/* Server handles that are open now. */
WTSMOCK_API unsigned WtsMockLiveHandles(void);

/* Whether `handle` is an open server handle: nonzero from the return of its open to its close. Asks
 * no server; WTS_CURRENT_SERVER_HANDLE, which nobody opened, is none. */
WTSMOCK_API int WtsMockIsOpen(void* handle);

/* The world as at load: servers, sessions, processes, listeners, user configurations. All server
 * and channel handles become stale, pending waits fail, counters are 0. The switches stay. Buffers
 * that were handed out stay valid until they are freed. */
WTSMOCK_API void WtsMockReset(void);

#ifdef __cplusplus
}
#endif

#endif /* WTSCONFORM_MOCK_WTSAPI32MOCK_H_ */
