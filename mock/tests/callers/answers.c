/* What answers hold, and what questions say. */
#include <string.h>

#include "mock/tests/callers/callers.h"

static LPSTR Query(DWORD session, WTS_INFO_CLASS which, DWORD *bytes) {
  LPSTR answer = NULL;
  *bytes = 0;
  if (!WTSQuerySessionInformationA(WTS_CURRENT_SERVER_HANDLE, session, which, &answer, bytes)) {
    return NULL;
  }
  return answer;
}

/* Its page says BOOL, and Windows was seen to answer one byte. */
static int IsRemoteOfFourBytes(bool corrected) {
  DWORD bytes;
  LPSTR answer = Query(WTS_CURRENT_SESSION, WTSIsRemoteSession, &bytes);
  bool is_understood = bytes == sizeof(BOOL) || (corrected && bytes == 1);
  printf("%u bytes%s\n", (unsigned)bytes, is_understood ? "" : ", not understood");
  WTSFreeMemory(answer);
  return is_understood ? 0 : 1;
}

/* The answer is a USHORT. */
static int ProtocolAsInt(bool corrected) {
  DWORD bytes;
  LPSTR answer = Query(WTS_CURRENT_SESSION, WTSClientProtocolType, &bytes);
  int protocol = corrected ? *(USHORT *)(void *)answer : *(int *)(void *)answer;
  WTSFreeMemory(answer);
  printf("protocol %d of %u bytes\n", protocol, (unsigned)bytes);
  return 0;
}

/* The lengths are in bytes. */
static int MessageInCharacters(bool corrected) {
  static WCHAR title[] = {'t', 'i', 't', 'l', 'e', 0};
  static WCHAR text[] = {'e', 'i', 'g', 'h', 't', 'e', 'e', 'n', 0};
  DWORD size = corrected ? sizeof(WCHAR) : 1, response = 0;
  WTSSendMessageW(WTS_CURRENT_SERVER_HANDLE, WTS_CURRENT_SESSION, title, 5 * size, text, 8 * size,
                  0, 1, &response, FALSE);
  return 0;
}

/* The length of the array, not of the text in it. */
static int MessageOfItsArray(bool corrected) {
  static char title[32] = "title", text[32] = "eighteen";
  DWORD response = 0;
  WTSSendMessageA(WTS_CURRENT_SERVER_HANDLE, WTS_CURRENT_SESSION, title,
                  corrected ? (DWORD)strlen(title) : sizeof title, text, (DWORD)strlen(text), 0, 1,
                  &response, FALSE);
  return 0;
}

static DWORD Sessions(HANDLE server) {
  PWTS_SESSION_INFOA list = NULL;
  DWORD count = 0;
  if (!WTSEnumerateSessionsA(server, 0, 1, &list, &count)) return 0;
  WTSFreeMemory(list);
  return count;
}

/* "" for this computer: whether it is one is not documented, NULL is. */
static int EmptyName(bool corrected) {
  HANDLE server = corrected ? WTS_CURRENT_SERVER_HANDLE : Open("");
  DWORD count = Sessions(server);
  printf("%u sessions\n", (unsigned)count);
  if (server != WTS_CURRENT_SERVER_HANDLE) WTSCloseServer(server);
  return count > 0 ? 0 : 1;
}

/* The answer of a W function, read as one of an A function. */
static int WideAsNarrow(bool corrected) {
  DWORD bytes = 0;
  LPWSTR wide = NULL;
  if (corrected) {
    LPSTR narrow = Query(3, WTSUserName, &bytes);
    printf("%s, %u bytes\n", narrow, (unsigned)bytes);
    WTSFreeMemory(narrow);
    return 0;
  }
  WTSQuerySessionInformationW(WTS_CURRENT_SERVER_HANDLE, 3, WTSUserName, &wide, &bytes);
  printf("%s, %u bytes\n", (const char *)(const void *)wide, (unsigned)bytes);
  WTSFreeMemory(wide);
  return 0;
}

/* There are IPv4 and IPv6 clients, and ones without an address. */
static int AddressAlwaysIpv4(bool corrected) {
  PWTS_SESSION_INFOA list = NULL;
  DWORD count = 0, bytes;
  if (!WTSEnumerateSessionsA(WTS_CURRENT_SERVER_HANDLE, 0, 1, &list, &count)) return 1;
  for (DWORD i = 0; i < count; ++i) {
    PWTS_CLIENT_ADDRESS answer =
        (PWTS_CLIENT_ADDRESS)(void *)Query(list[i].SessionId, WTSClientAddress, &bytes);
    if (answer == NULL) continue;
    const BYTE *a = answer->Address;
    if (!corrected || answer->AddressFamily == 2) {
      printf("%u.%u.%u.%u\n", a[2], a[3], a[4], a[5]);
    } else {
      printf("family %u\n", (unsigned)answer->AddressFamily);
    }
    WTSFreeMemory(answer);
  }
  WTSFreeMemory(list);
  return 0;
}

int Answers(const char *mistake, bool corrected) {
  if (strcmp(mistake, "is-remote-of-four-bytes") == 0) return IsRemoteOfFourBytes(corrected);
  if (strcmp(mistake, "protocol-as-int") == 0) return ProtocolAsInt(corrected);
  if (strcmp(mistake, "message-in-characters") == 0) return MessageInCharacters(corrected);
  if (strcmp(mistake, "message-of-its-array") == 0) return MessageOfItsArray(corrected);
  if (strcmp(mistake, "empty-name") == 0) return EmptyName(corrected);
  if (strcmp(mistake, "wide-as-narrow") == 0) return WideAsNarrow(corrected);
  if (strcmp(mistake, "address-always-ipv4") == 0) return AddressAlwaysIpv4(corrected);
  return kUnknown;
}
