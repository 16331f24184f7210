/* Registrations, waits, channels, tokens. */
#include <pthread.h>
#include <string.h>
#include <unistd.h>

#include "mock/tests/callers/callers.h"

static int RegistrationLeft(bool corrected) {
  int window;
  HWND handle = (HWND)&window;
  if (!WTSRegisterSessionNotification(handle, NOTIFY_FOR_THIS_SESSION)) return 1;
  if (corrected) WTSUnRegisterSessionNotification(handle);
  return 0;
}

static int UnregisteredTwice(bool corrected) {
  int window;
  HWND handle = (HWND)&window;
  if (!WTSRegisterSessionNotification(handle, NOTIFY_FOR_THIS_SESSION)) return 1;
  WTSUnRegisterSessionNotification(handle);
  if (!corrected) WTSUnRegisterSessionNotification(handle);
  return 0;
}

static int ClosedBeforeUnregistered(bool corrected) {
  int window;
  HWND handle = (HWND)&window;
  HANDLE server = Open("MOCKHOST");
  if (!WTSRegisterSessionNotificationEx(server, handle, NOTIFY_FOR_THIS_SESSION)) return 1;
  if (corrected) WTSUnRegisterSessionNotificationEx(server, handle);
  WTSCloseServer(server);
  if (!corrected) WTSUnRegisterSessionNotificationEx(server, handle);
  return 0;
}

/* Its page names 1702 while the services are not up yet; a program tries again. */
static int RegisteredTooEarly(bool corrected) {
  int window;
  HWND handle = (HWND)&window;
  BOOL done = WTSRegisterSessionNotification(handle, NOTIFY_FOR_THIS_SESSION);
  if (!done) printf("error %u\n", (unsigned)GetLastError());
  while (corrected && !done && GetLastError() == RPC_S_INVALID_BINDING) {
    done = WTSRegisterSessionNotification(handle, NOTIFY_FOR_THIS_SESSION);
  }
  if (done) WTSUnRegisterSessionNotification(handle);
  return done ? 0 : 1;
}

static void *Listen(void *unused) {
  DWORD events = 0;
  WTSWaitSystemEvent(WTS_CURRENT_SERVER_HANDLE, WTS_EVENT_ALL, &events);
  printf("events %u\n", (unsigned)events);
  return unused;
}

/* Nothing wakes the thread that waits. */
static int WaitWithoutFlush(bool corrected) {
  pthread_t listener;
  DWORD events = 0;
  if (pthread_create(&listener, NULL, Listen, NULL) != 0) return 1;
  usleep(50000);
  if (!corrected) return 0;
  WTSWaitSystemEvent(WTS_CURRENT_SERVER_HANDLE, WTS_EVENT_FLUSH, &events);
  pthread_join(listener, NULL);
  return 0;
}

static int ChannelLeft(bool corrected) {
  char name[] = "CALLERS";
  HANDLE channel = WTSVirtualChannelOpen(WTS_CURRENT_SERVER_HANDLE, WTS_CURRENT_SESSION, name);
  if (channel == NULL) return 1;
  if (corrected) WTSVirtualChannelClose(channel);
  return 0;
}

static int TokenLeft(bool corrected) {
  HANDLE token = NULL;
  if (!WTSQueryUserToken(2, &token)) return 1;
  if (corrected) CloseHandle(token);
  return 0;
}

int Attached(const char *mistake, bool corrected) {
  if (strcmp(mistake, "registration-left") == 0) return RegistrationLeft(corrected);
  if (strcmp(mistake, "unregistered-twice") == 0) return UnregisteredTwice(corrected);
  if (strcmp(mistake, "closed-before-unregistered") == 0)
    return ClosedBeforeUnregistered(corrected);
  if (strcmp(mistake, "registered-too-early") == 0) return RegisteredTooEarly(corrected);
  if (strcmp(mistake, "wait-without-flush") == 0) return WaitWithoutFlush(corrected);
  if (strcmp(mistake, "channel-left") == 0) return ChannelLeft(corrected);
  if (strcmp(mistake, "token-left") == 0) return TokenLeft(corrected);
  return kUnknown;
}
