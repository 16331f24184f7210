/*
 * wtsapi32.h - the C interface of the Remote Desktop Services API, without a Windows SDK.
 *
 * Every documented function of Wtsapi32 with its types, constants and structures, as Microsoft's
 * pages describe them (https://learn.microsoft.com/windows/win32/api/wtsapi32/PAGE; each function
 * names its page), for C99 and C++11 on, on Windows and elsewhere. Off Windows the types have the
 * sizes and alignments they have there (DWORD 32 bits, WCHAR 16 bits, LARGE_INTEGER aligned to 8),
 * which the assertions at the end of this file prove on every compilation.
 *
 * A program that uses an implementation, here over a function pointer, since most import libraries
 * lack half of the names:
 *
 *   #include <wtsapi32.h>
 *
 *   decltype(&WTSOpenServerA) open = ...;   // from dlsym() or GetProcAddress()
 *   decltype(&WTSCloseServer) close = ...;
 *   char name[] = "SERVER";
 *   HANDLE server = open(name);             // whether it is valid only a use of it shows (OPEN-3)
 *   close(server);
 *
 * An implementation defines WTSAPI32_API as its export attribute before it includes this file and
 * then defines the functions:
 *
 *   #define WTSAPI32_API __attribute__((visibility("default")))
 *   #include <wtsapi32.h>
 *
 * Not for a program that already uses the SDK's, mingw's or WinPR's <wtsapi32.h> or <winpr/...>:
 * they declare the same names. On Windows this file includes <windows.h> and defines the guard
 * _INC_WTSAPI, so that an SDK header included later has no effect. A name without A or W, of a
 * function or of a type, is the W form where UNICODE is defined before this file, else the A form.
 *
 * Left out, since no prototype is published: QueryActiveSession, QueryUserToken,
 * RegisterUsertokenForNoWinlogon, WTSSetRenderHint, WTSSetSessionInformationA/W.
 *
 * Wide texts: WCHAR has 16 bits. Off Windows a text is written u"SERVER"; where wchar_t has 16 bits
 * too (-fshort-wchar), WCHAR is wchar_t, and L"SERVER" fits.
 *
 * Ownership: what a function returns through a pointer to a pointer belongs to the caller, who
 * frees it once and whole; the table at WTSFreeMemory says with which function.
 * Thread-safety: the documentation promises none; see GAP-08 in clauses.toml. Errors: 0, FALSE or
 * NULL, and then GetLastError(); the openers alone report failure by a handle that is not valid
 * (OPEN-2).
 */
#ifndef WTSCONFORM_SPEC_WTSAPI32_H_
#define WTSCONFORM_SPEC_WTSAPI32_H_

#ifdef _INC_WTSAPI
#error "<wtsapi32.h> of the SDK came first; include spec/wtsapi32.h before it, or only one of them"
#endif
#define _INC_WTSAPI

#include <stddef.h>
#include <stdint.h>

#ifndef WTSAPI32_API
#define WTSAPI32_API
#endif

/* What a compiler knows and its standard does not, C99 or C++, without a warning. */
#ifdef __GNUC__
#define WTSAPI32_EXTENSION __extension__
#else
#define WTSAPI32_EXTENSION
#endif

#ifdef __cplusplus
#define WTSAPI32_ASSERT static_assert
#define WTSAPI32_ALIGNAS alignas
#define WTSAPI32_ALIGNOF alignof
#else
#define WTSAPI32_ASSERT WTSAPI32_EXTENSION _Static_assert
#define WTSAPI32_ALIGNAS WTSAPI32_EXTENSION _Alignas
#define WTSAPI32_ALIGNOF WTSAPI32_EXTENSION _Alignof
#endif

/* ---- Base types ------------------------------------------------------------------------------ */

#ifdef _WIN32

#include <windows.h>
#define WTSAPI32_CDECL __cdecl

#else

#define WINAPI
#define WTSAPI32_CDECL
#define VOID void

typedef int32_t BOOL, *PBOOL;
typedef uint8_t BYTE;
typedef uint16_t USHORT;
typedef uint32_t DWORD, *LPDWORD;
typedef int32_t LONG;
typedef uint32_t ULONG, *PULONG;
typedef char CHAR, *PCHAR, *LPSTR, *PSTR;
typedef const char *PCSTR;
#if defined(__SIZEOF_WCHAR_T__) && __SIZEOF_WCHAR_T__ == 2
typedef wchar_t WCHAR;
#elif defined(__cplusplus)
typedef char16_t WCHAR;
#else
typedef uint16_t WCHAR;
#endif
typedef WCHAR *LPWSTR, *PWSTR;
typedef const WCHAR *PCWSTR;
typedef void *PVOID;
typedef void *HANDLE, **PHANDLE;
typedef void *HWND;
typedef void *PSID;
typedef void *PSECURITY_DESCRIPTOR;
typedef DWORD SECURITY_INFORMATION;

/* A 64-bit integer aligned to 8 wherever it stands; ELF on i386 would align it to 4. */
typedef union _LARGE_INTEGER {
  WTSAPI32_EXTENSION struct {
    DWORD LowPart;
    LONG HighPart;
  };
  struct {
    DWORD LowPart;
    LONG HighPart;
  } u;
  WTSAPI32_ALIGNAS(8) int64_t QuadPart;
} LARGE_INTEGER;

typedef struct _GUID {
  uint32_t Data1;
  uint16_t Data2;
  uint16_t Data3;
  uint8_t Data4[8];
} GUID;

#define FALSE 0
#define TRUE 1
#define MAX_PATH 260
#define INVALID_HANDLE_VALUE ((HANDLE)(intptr_t)-1)

/* Last-error codes that implementations are known to give, or that the pages name. */
#define ERROR_SUCCESS 0
#define ERROR_ACCESS_DENIED 5
#define ERROR_INVALID_HANDLE 6
#define ERROR_NOT_ENOUGH_MEMORY 8
#define ERROR_NOT_SUPPORTED 50
#define ERROR_INVALID_PARAMETER 87
#define ERROR_CALL_NOT_IMPLEMENTED 120
#define ERROR_INSUFFICIENT_BUFFER 122
#define RPC_S_INVALID_BINDING 1702
#define RPC_S_SERVER_UNAVAILABLE 1722
#define RPC_X_SS_IN_NULL_CONTEXT 1775
#define ERROR_INVALID_USER_BUFFER 1784
#define ERROR_CTX_CLOSE_PENDING 7007
#define ERROR_CTX_WINSTATION_NOT_FOUND 7022

/* For WTSGetListenerSecurity and WTSSetListenerSecurity. */
#define OWNER_SECURITY_INFORMATION 0x1
#define GROUP_SECURITY_INFORMATION 0x2
#define DACL_SECURITY_INFORMATION 0x4
#define SACL_SECURITY_INFORMATION 0x8

/* For WTSSendMessage; EWX_ are the flags that WTSShutdownSystem's must not be taken for. */
#define MB_OK 0
#define IDOK 1
#define EWX_LOGOFF 0
#define EWX_SHUTDOWN 1
#define EWX_REBOOT 2
#define EWX_POWEROFF 8

#endif /* _WIN32 */

/* ---- Constants ------------------------------------------------------------------------------- */

#define WTS_CURRENT_SERVER ((HANDLE)NULL)
#define WTS_CURRENT_SERVER_HANDLE ((HANDLE)NULL)
#define WTS_CURRENT_SERVER_NAME (NULL)

#define WTS_CURRENT_SESSION ((DWORD)0xFFFFFFFF)
#define WTS_ANY_SESSION ((DWORD)0xFFFFFFFE)

/* Out-parameter of WTSSendMessage next to the buttons' ids. */
#ifndef IDTIMEOUT
#define IDTIMEOUT 32000
#endif
#ifndef IDASYNC
#define IDASYNC 32001
#endif

/* WTSShutdownSystem */
#define WTS_WSD_LOGOFF 0x1
#define WTS_WSD_SHUTDOWN 0x2
#define WTS_WSD_REBOOT 0x4
#define WTS_WSD_POWEROFF 0x8
#define WTS_WSD_FASTREBOOT 0x10

/* WTSWaitSystemEvent */
#define WTS_EVENT_NONE 0x0
#define WTS_EVENT_CREATE 0x1
#define WTS_EVENT_DELETE 0x2
#define WTS_EVENT_RENAME 0x4
#define WTS_EVENT_CONNECT 0x8
#define WTS_EVENT_DISCONNECT 0x10
#define WTS_EVENT_LOGON 0x20
#define WTS_EVENT_LOGOFF 0x40
#define WTS_EVENT_STATECHANGE 0x80
#define WTS_EVENT_LICENSE 0x100
#define WTS_EVENT_ALL 0x7FFFFFFF
#define WTS_EVENT_FLUSH 0x80000000

/* WTSRegisterSessionNotification and WTSRegisterSessionNotificationEx */
#define NOTIFY_FOR_THIS_SESSION 0
#define NOTIFY_FOR_ALL_SESSIONS 1

/* WTSEnumerateProcessesEx */
#define WTS_PROCESS_INFO_LEVEL_0 0
#define WTS_PROCESS_INFO_LEVEL_1 1

/* WTSCreateListener */
#define WTS_LISTENER_CREATE 0x1
#define WTS_LISTENER_UPDATE 0x10

/* Access rights of a listener. WTS_SECURITY_CURRENT_USER_ACCESS is left out: sources disagree. */
#define WTS_SECURITY_QUERY_INFORMATION 0x1
#define WTS_SECURITY_SET_INFORMATION 0x2
#define WTS_SECURITY_RESET 0x4
#define WTS_SECURITY_VIRTUAL_CHANNELS 0x8
#define WTS_SECURITY_REMOTE_CONTROL 0x10
#define WTS_SECURITY_LOGON 0x20
#define WTS_SECURITY_LOGOFF 0x40
#define WTS_SECURITY_MESSAGE 0x80
#define WTS_SECURITY_CONNECT 0x100
#define WTS_SECURITY_DISCONNECT 0x200
#define WTS_SECURITY_CURRENT_GUEST_ACCESS 0x48
#define WTS_SECURITY_USER_ACCESS 0x149
#define WTS_SECURITY_ALL_ACCESS 0xF03BF

/* WTSVirtualChannelOpenEx */
#define WTS_CHANNEL_OPTION_DYNAMIC 0x1
#define WTS_CHANNEL_OPTION_DYNAMIC_PRI_LOW 0x0
#define WTS_CHANNEL_OPTION_DYNAMIC_PRI_MED 0x2
#define WTS_CHANNEL_OPTION_DYNAMIC_PRI_HIGH 0x4
#define WTS_CHANNEL_OPTION_DYNAMIC_PRI_REAL 0x6
#define WTS_CHANNEL_OPTION_DYNAMIC_NO_COMPRESS 0x8
#ifndef CHANNEL_NAME_LEN
#define CHANNEL_NAME_LEN 7
#endif

/* Class WTSClientProtocolType */
#define WTS_PROTOCOL_TYPE_CONSOLE 0
#define WTS_PROTOCOL_TYPE_ICA 1
#define WTS_PROTOCOL_TYPE_RDP 2

/* WTSINFOEX_LEVEL1.SessionFlags */
#define WTS_SESSIONSTATE_UNKNOWN 0xFFFFFFFF
#define WTS_SESSIONSTATE_LOCK 0x0
#define WTS_SESSIONSTATE_UNLOCK 0x1

/* Lengths in characters, most without the terminating zero; the last two in bytes. */
#define USERNAME_LENGTH 20
#define CLIENTNAME_LENGTH 20
#define CLIENTADDRESS_LENGTH 30
#define WINSTATIONNAME_LENGTH 32
#define DOMAIN_LENGTH 17
#define WTS_DRIVE_LENGTH 3
#define WTS_LISTENER_NAME_LENGTH 32
#define WTS_COMMENT_LENGTH 60
#define PRODUCTINFO_COMPANYNAME_LENGTH 256
#define PRODUCTINFO_PRODUCTID_LENGTH 4
#define VALIDATIONINFORMATION_LICENSE_LENGTH 16384
#define VALIDATIONINFORMATION_HARDWAREID_LENGTH 20

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Enumerations ---------------------------------------------------------------------------- */

typedef enum _WTS_CONNECTSTATE_CLASS {
  WTSActive = 0,
  WTSConnected = 1,
  WTSConnectQuery = 2,
  WTSShadow = 3,
  WTSDisconnected = 4,
  WTSIdle = 5,
  WTSListen = 6,
  WTSReset = 7,
  WTSDown = 8,
  WTSInit = 9
} WTS_CONNECTSTATE_CLASS;

typedef enum _WTS_INFO_CLASS {
  WTSInitialProgram = 0,
  WTSApplicationName = 1,
  WTSWorkingDirectory = 2,
  WTSOEMId = 3,
  WTSSessionId = 4,
  WTSUserName = 5,
  WTSWinStationName = 6,
  WTSDomainName = 7,
  WTSConnectState = 8,
  WTSClientBuildNumber = 9,
  WTSClientName = 10,
  WTSClientDirectory = 11,
  WTSClientProductId = 12,
  WTSClientHardwareId = 13,
  WTSClientAddress = 14,
  WTSClientDisplay = 15,
  WTSClientProtocolType = 16,
  WTSIdleTime = 17, /* 17 to 22 are documented to fail with ERROR_NOT_SUPPORTED */
  WTSLogonTime = 18,
  WTSIncomingBytes = 19,
  WTSOutgoingBytes = 20,
  WTSIncomingFrames = 21,
  WTSOutgoingFrames = 22,
  WTSClientInfo = 23,
  WTSSessionInfo = 24,
  WTSSessionInfoEx = 25,
  WTSConfigInfo = 26,
  WTSValidationInfo = 27,
  WTSSessionAddressV4 = 28,
  WTSIsRemoteSession = 29, /* only with WTS_CURRENT_SERVER_HANDLE (USE-6) */
  WTSSessionActivityId = 30,
  WTSCapabilityCheck = 31
} WTS_INFO_CLASS;

/* What a buffer holds. The page's descriptions are shifted against the names; these follow the
 * names, as the pages of the functions that fill the buffers do. */
typedef enum _WTS_TYPE_CLASS {
  WTSTypeProcessInfoLevel0 = 0,
  WTSTypeProcessInfoLevel1 = 1,
  WTSTypeSessionInfoLevel1 = 2,
  WTSTypeCloudAuthServerNonce = 3,
  WTSTypeSerializedUserCredential = 4
} WTS_TYPE_CLASS;

typedef enum _WTS_VIRTUAL_CLASS {
  WTSVirtualClientData = 0,
  WTSVirtualFileHandle = 1
} WTS_VIRTUAL_CLASS;

typedef enum _WTS_CONFIG_CLASS {
  WTSUserConfigInitialProgram = 0,
  WTSUserConfigWorkingDirectory = 1,
  WTSUserConfigfInheritInitialProgram = 2,
  WTSUserConfigfAllowLogonTerminalServer = 3,
  WTSUserConfigTimeoutSettingsConnections = 4,
  WTSUserConfigTimeoutSettingsDisconnections = 5,
  WTSUserConfigTimeoutSettingsIdle = 6,
  WTSUserConfigfDeviceClientDrives = 7,
  WTSUserConfigfDeviceClientPrinters = 8,
  WTSUserConfigfDeviceClientDefaultPrinter = 9,
  WTSUserConfigBrokenTimeoutSettings = 10,
  WTSUserConfigReconnectSettings = 11,
  WTSUserConfigModemCallbackSettings = 12,
  WTSUserConfigModemCallbackPhoneNumber = 13,
  WTSUserConfigShadowingSettings = 14,
  WTSUserConfigTerminalServerProfilePath = 15,
  WTSUserConfigTerminalServerHomeDir = 16,
  WTSUserConfigTerminalServerHomeDirDrive = 17,
  WTSUserConfigfTerminalServerRemoteHomeDir = 18,
  WTSUserConfigUser = 19
} WTS_CONFIG_CLASS;

typedef enum _WTS_CONFIG_SOURCE { WTSUserConfigSourceSAM = 0 } WTS_CONFIG_SOURCE;

/* ---- Structures ------------------------------------------------------------------------------ */

typedef struct _WTS_SERVER_INFOA {
  LPSTR pServerName;
} WTS_SERVER_INFOA, *PWTS_SERVER_INFOA;

typedef struct _WTS_SERVER_INFOW {
  LPWSTR pServerName;
} WTS_SERVER_INFOW, *PWTS_SERVER_INFOW;

typedef struct _WTS_SESSION_INFOA {
  DWORD SessionId;
  LPSTR pWinStationName;
  WTS_CONNECTSTATE_CLASS State;
} WTS_SESSION_INFOA, *PWTS_SESSION_INFOA;

typedef struct _WTS_SESSION_INFOW {
  DWORD SessionId;
  LPWSTR pWinStationName;
  WTS_CONNECTSTATE_CLASS State;
} WTS_SESSION_INFOW, *PWTS_SESSION_INFOW;

typedef struct _WTS_SESSION_INFO_1A {
  DWORD ExecEnvId;
  WTS_CONNECTSTATE_CLASS State;
  DWORD SessionId;
  LPSTR pSessionName;
  LPSTR pHostName;
  LPSTR pUserName;
  LPSTR pDomainName;
  LPSTR pFarmName;
} WTS_SESSION_INFO_1A, *PWTS_SESSION_INFO_1A;

typedef struct _WTS_SESSION_INFO_1W {
  DWORD ExecEnvId;
  WTS_CONNECTSTATE_CLASS State;
  DWORD SessionId;
  LPWSTR pSessionName;
  LPWSTR pHostName;
  LPWSTR pUserName;
  LPWSTR pDomainName;
  LPWSTR pFarmName;
} WTS_SESSION_INFO_1W, *PWTS_SESSION_INFO_1W;

typedef struct _WTS_PROCESS_INFOA {
  DWORD SessionId;
  DWORD ProcessId;
  LPSTR pProcessName;
  PSID pUserSid;
} WTS_PROCESS_INFOA, *PWTS_PROCESS_INFOA;

typedef struct _WTS_PROCESS_INFOW {
  DWORD SessionId;
  DWORD ProcessId;
  LPWSTR pProcessName;
  PSID pUserSid;
} WTS_PROCESS_INFOW, *PWTS_PROCESS_INFOW;

typedef struct _WTS_PROCESS_INFO_EXA {
  DWORD SessionId;
  DWORD ProcessId;
  LPSTR pProcessName;
  PSID pUserSid;
  DWORD NumberOfThreads;
  DWORD HandleCount;
  DWORD PagefileUsage;
  DWORD PeakPagefileUsage;
  DWORD WorkingSetSize;
  DWORD PeakWorkingSetSize;
  LARGE_INTEGER UserTime;
  LARGE_INTEGER KernelTime;
} WTS_PROCESS_INFO_EXA, *PWTS_PROCESS_INFO_EXA;

typedef struct _WTS_PROCESS_INFO_EXW {
  DWORD SessionId;
  DWORD ProcessId;
  LPWSTR pProcessName;
  PSID pUserSid;
  DWORD NumberOfThreads;
  DWORD HandleCount;
  DWORD PagefileUsage;
  DWORD PeakPagefileUsage;
  DWORD WorkingSetSize;
  DWORD PeakWorkingSetSize;
  LARGE_INTEGER UserTime;
  LARGE_INTEGER KernelTime;
} WTS_PROCESS_INFO_EXW, *PWTS_PROCESS_INFO_EXW;

/* An IPv4 address starts 2 bytes into Address (page ne-wtsapi32-wts_info_class). */
typedef struct _WTS_CLIENT_ADDRESS {
  DWORD AddressFamily;
  BYTE Address[20];
} WTS_CLIENT_ADDRESS, *PWTS_CLIENT_ADDRESS;

typedef struct _WTS_CLIENT_DISPLAY {
  DWORD HorizontalResolution;
  DWORD VerticalResolution;
  DWORD ColorDepth;
} WTS_CLIENT_DISPLAY, *PWTS_CLIENT_DISPLAY;

typedef struct _WTS_SESSION_ADDRESS {
  DWORD AddressFamily;
  BYTE Address[20];
} WTS_SESSION_ADDRESS, *PWTS_SESSION_ADDRESS;

typedef struct _WTSINFOA {
  WTS_CONNECTSTATE_CLASS State;
  DWORD SessionId;
  DWORD IncomingBytes;
  DWORD OutgoingBytes;
  DWORD IncomingFrames;
  DWORD OutgoingFrames;
  DWORD IncomingCompressedBytes;
  DWORD OutgoingCompressedBy; /* so spelt in the SDK; mingw adds tes */
  CHAR WinStationName[WINSTATIONNAME_LENGTH];
  CHAR Domain[DOMAIN_LENGTH];
  CHAR UserName[USERNAME_LENGTH + 1];
  LARGE_INTEGER ConnectTime;
  LARGE_INTEGER DisconnectTime;
  LARGE_INTEGER LastInputTime;
  LARGE_INTEGER LogonTime;
  LARGE_INTEGER CurrentTime;
} WTSINFOA, *PWTSINFOA;

typedef struct _WTSINFOW {
  WTS_CONNECTSTATE_CLASS State;
  DWORD SessionId;
  DWORD IncomingBytes;
  DWORD OutgoingBytes;
  DWORD IncomingFrames;
  DWORD OutgoingFrames;
  DWORD IncomingCompressedBytes;
  DWORD OutgoingCompressedBytes;
  WCHAR WinStationName[WINSTATIONNAME_LENGTH];
  WCHAR Domain[DOMAIN_LENGTH];
  WCHAR UserName[USERNAME_LENGTH + 1];
  LARGE_INTEGER ConnectTime;
  LARGE_INTEGER DisconnectTime;
  LARGE_INTEGER LastInputTime;
  LARGE_INTEGER LogonTime;
  LARGE_INTEGER CurrentTime;
} WTSINFOW, *PWTSINFOW;

typedef struct _WTSINFOEX_LEVEL1_A {
  DWORD SessionId;
  WTS_CONNECTSTATE_CLASS SessionState;
  LONG SessionFlags;
  CHAR WinStationName[WINSTATIONNAME_LENGTH + 1];
  CHAR UserName[USERNAME_LENGTH + 1];
  CHAR DomainName[DOMAIN_LENGTH + 1];
  LARGE_INTEGER LogonTime;
  LARGE_INTEGER ConnectTime;
  LARGE_INTEGER DisconnectTime;
  LARGE_INTEGER LastInputTime;
  LARGE_INTEGER CurrentTime;
  DWORD IncomingBytes;
  DWORD OutgoingBytes;
  DWORD IncomingFrames;
  DWORD OutgoingFrames;
  DWORD IncomingCompressedBytes;
  DWORD OutgoingCompressedBytes;
} WTSINFOEX_LEVEL1_A, *PWTSINFOEX_LEVEL1_A;

typedef union _WTSINFOEX_LEVEL_A {
  WTSINFOEX_LEVEL1_A WTSInfoExLevel1;
} WTSINFOEX_LEVEL_A, *PWTSINFOEX_LEVEL_A;

typedef struct _WTSINFOEXA {
  DWORD Level;
  WTSINFOEX_LEVEL_A Data;
} WTSINFOEXA, *PWTSINFOEXA;

typedef struct _WTSINFOEX_LEVEL1_W {
  DWORD SessionId;
  WTS_CONNECTSTATE_CLASS SessionState;
  LONG SessionFlags;
  WCHAR WinStationName[WINSTATIONNAME_LENGTH + 1];
  WCHAR UserName[USERNAME_LENGTH + 1];
  WCHAR DomainName[DOMAIN_LENGTH + 1];
  LARGE_INTEGER LogonTime;
  LARGE_INTEGER ConnectTime;
  LARGE_INTEGER DisconnectTime;
  LARGE_INTEGER LastInputTime;
  LARGE_INTEGER CurrentTime;
  DWORD IncomingBytes;
  DWORD OutgoingBytes;
  DWORD IncomingFrames;
  DWORD OutgoingFrames;
  DWORD IncomingCompressedBytes;
  DWORD OutgoingCompressedBytes;
} WTSINFOEX_LEVEL1_W, *PWTSINFOEX_LEVEL1_W;

typedef union _WTSINFOEX_LEVEL_W {
  WTSINFOEX_LEVEL1_W WTSInfoExLevel1;
} WTSINFOEX_LEVEL_W, *PWTSINFOEX_LEVEL_W;

typedef struct _WTSINFOEXW {
  DWORD Level;
  WTSINFOEX_LEVEL_W Data;
} WTSINFOEXW, *PWTSINFOEXW;

typedef struct _WTSCLIENTA {
  CHAR ClientName[CLIENTNAME_LENGTH + 1];
  CHAR Domain[DOMAIN_LENGTH + 1];
  CHAR UserName[USERNAME_LENGTH + 1];
  CHAR WorkDirectory[MAX_PATH + 1];
  CHAR InitialProgram[MAX_PATH + 1];
  BYTE EncryptionLevel;
  ULONG ClientAddressFamily;
  USHORT ClientAddress[CLIENTADDRESS_LENGTH + 1];
  USHORT HRes;
  USHORT VRes;
  USHORT ColorDepth;
  CHAR ClientDirectory[MAX_PATH + 1];
  ULONG ClientBuildNumber;
  ULONG ClientHardwareId;
  USHORT ClientProductId;
  USHORT OutBufCountHost;
  USHORT OutBufCountClient;
  USHORT OutBufLength;
  CHAR DeviceId[MAX_PATH + 1];
} WTSCLIENTA, *PWTSCLIENTA;

typedef struct _WTSCLIENTW {
  WCHAR ClientName[CLIENTNAME_LENGTH + 1];
  WCHAR Domain[DOMAIN_LENGTH + 1];
  WCHAR UserName[USERNAME_LENGTH + 1];
  WCHAR WorkDirectory[MAX_PATH + 1];
  WCHAR InitialProgram[MAX_PATH + 1];
  BYTE EncryptionLevel;
  ULONG ClientAddressFamily;
  USHORT ClientAddress[CLIENTADDRESS_LENGTH + 1];
  USHORT HRes;
  USHORT VRes;
  USHORT ColorDepth;
  WCHAR ClientDirectory[MAX_PATH + 1];
  ULONG ClientBuildNumber;
  ULONG ClientHardwareId;
  USHORT ClientProductId;
  USHORT OutBufCountHost;
  USHORT OutBufCountClient;
  USHORT OutBufLength;
  WCHAR DeviceId[MAX_PATH + 1];
} WTSCLIENTW, *PWTSCLIENTW;

typedef struct _WTSCONFIGINFOA {
  ULONG version;
  ULONG fConnectClientDrivesAtLogon;
  ULONG fConnectPrinterAtLogon;
  ULONG fDisablePrinterRedirection;
  ULONG fDisableDefaultMainClientPrinter;
  ULONG ShadowSettings;
  CHAR LogonUserName[USERNAME_LENGTH + 1];
  CHAR LogonDomain[DOMAIN_LENGTH + 1];
  CHAR WorkDirectory[MAX_PATH + 1];
  CHAR InitialProgram[MAX_PATH + 1];
  CHAR ApplicationName[MAX_PATH + 1];
} WTSCONFIGINFOA, *PWTSCONFIGINFOA;

typedef struct _WTSCONFIGINFOW {
  ULONG version;
  ULONG fConnectClientDrivesAtLogon;
  ULONG fConnectPrinterAtLogon;
  ULONG fDisablePrinterRedirection;
  ULONG fDisableDefaultMainClientPrinter;
  ULONG ShadowSettings;
  WCHAR LogonUserName[USERNAME_LENGTH + 1];
  WCHAR LogonDomain[DOMAIN_LENGTH + 1];
  WCHAR WorkDirectory[MAX_PATH + 1];
  WCHAR InitialProgram[MAX_PATH + 1];
  WCHAR ApplicationName[MAX_PATH + 1];
} WTSCONFIGINFOW, *PWTSCONFIGINFOW;

typedef struct _WTSUSERCONFIGA {
  DWORD Source;
  DWORD InheritInitialProgram;
  DWORD AllowLogonTerminalServer;
  DWORD TimeoutSettingsConnections;
  DWORD TimeoutSettingsDisconnections;
  DWORD TimeoutSettingsIdle;
  DWORD DeviceClientDrives;
  DWORD DeviceClientPrinters;
  DWORD ClientDefaultPrinter;
  DWORD BrokenTimeoutSettings;
  DWORD ReconnectSettings;
  DWORD ShadowingSettings;
  DWORD TerminalServerRemoteHomeDir;
  CHAR InitialProgram[MAX_PATH + 1];
  CHAR WorkDirectory[MAX_PATH + 1];
  CHAR TerminalServerProfilePath[MAX_PATH + 1];
  CHAR TerminalServerHomeDir[MAX_PATH + 1];
  CHAR TerminalServerHomeDirDrive[WTS_DRIVE_LENGTH + 1];
} WTSUSERCONFIGA, *PWTSUSERCONFIGA;

typedef struct _WTSUSERCONFIGW {
  DWORD Source;
  DWORD InheritInitialProgram;
  DWORD AllowLogonTerminalServer;
  DWORD TimeoutSettingsConnections;
  DWORD TimeoutSettingsDisconnections;
  DWORD TimeoutSettingsIdle;
  DWORD DeviceClientDrives;
  DWORD DeviceClientPrinters;
  DWORD ClientDefaultPrinter;
  DWORD BrokenTimeoutSettings;
  DWORD ReconnectSettings;
  DWORD ShadowingSettings;
  DWORD TerminalServerRemoteHomeDir;
  WCHAR InitialProgram[MAX_PATH + 1];
  WCHAR WorkDirectory[MAX_PATH + 1];
  WCHAR TerminalServerProfilePath[MAX_PATH + 1];
  WCHAR TerminalServerHomeDir[MAX_PATH + 1];
  WCHAR TerminalServerHomeDirDrive[WTS_DRIVE_LENGTH + 1];
} WTSUSERCONFIGW, *PWTSUSERCONFIGW;

/* PWTSLISTENERNAME points to the first of an array of names, each an array of characters. */
typedef CHAR WTSLISTENERNAMEA[WTS_LISTENER_NAME_LENGTH + 1];
typedef WTSLISTENERNAMEA *PWTSLISTENERNAMEA;

typedef WCHAR WTSLISTENERNAMEW[WTS_LISTENER_NAME_LENGTH + 1];
typedef WTSLISTENERNAMEW *PWTSLISTENERNAMEW;

typedef struct _WTSLISTENERCONFIGA {
  ULONG version;
  ULONG fEnableListener;
  ULONG MaxConnectionCount;
  ULONG fPromptForPassword;
  ULONG fInheritColorDepth;
  ULONG ColorDepth;
  ULONG fInheritBrokenTimeoutSettings;
  ULONG BrokenTimeoutSettings;
  ULONG fDisablePrinterRedirection;
  ULONG fDisableDriveRedirection;
  ULONG fDisableComPortRedirection;
  ULONG fDisableLPTPortRedirection;
  ULONG fDisableClipboardRedirection;
  ULONG fDisableAudioRedirection;
  ULONG fDisablePNPRedirection;
  ULONG fDisableDefaultMainClientPrinter;
  ULONG LanAdapter;
  ULONG PortNumber;
  ULONG fInheritShadowSettings;
  ULONG ShadowSettings;
  ULONG TimeoutSettingsConnection;
  ULONG TimeoutSettingsDisconnection;
  ULONG TimeoutSettingsIdle;
  ULONG SecurityLayer;
  ULONG MinEncryptionLevel;
  ULONG UserAuthentication;
  CHAR Comment[WTS_COMMENT_LENGTH + 1];
  CHAR LogonUserName[USERNAME_LENGTH + 1];
  CHAR LogonDomain[DOMAIN_LENGTH + 1];
  CHAR WorkDirectory[MAX_PATH + 1];
  CHAR InitialProgram[MAX_PATH + 1];
} WTSLISTENERCONFIGA, *PWTSLISTENERCONFIGA;

typedef struct _WTSLISTENERCONFIGW {
  ULONG version;
  ULONG fEnableListener;
  ULONG MaxConnectionCount;
  ULONG fPromptForPassword;
  ULONG fInheritColorDepth;
  ULONG ColorDepth;
  ULONG fInheritBrokenTimeoutSettings;
  ULONG BrokenTimeoutSettings;
  ULONG fDisablePrinterRedirection;
  ULONG fDisableDriveRedirection;
  ULONG fDisableComPortRedirection;
  ULONG fDisableLPTPortRedirection;
  ULONG fDisableClipboardRedirection;
  ULONG fDisableAudioRedirection;
  ULONG fDisablePNPRedirection;
  ULONG fDisableDefaultMainClientPrinter;
  ULONG LanAdapter;
  ULONG PortNumber;
  ULONG fInheritShadowSettings;
  ULONG ShadowSettings;
  ULONG TimeoutSettingsConnection;
  ULONG TimeoutSettingsDisconnection;
  ULONG TimeoutSettingsIdle;
  ULONG SecurityLayer;
  ULONG MinEncryptionLevel;
  ULONG UserAuthentication;
  WCHAR Comment[WTS_COMMENT_LENGTH + 1];
  WCHAR LogonUserName[USERNAME_LENGTH + 1];
  WCHAR LogonDomain[DOMAIN_LENGTH + 1];
  WCHAR WorkDirectory[MAX_PATH + 1];
  WCHAR InitialProgram[MAX_PATH + 1];
} WTSLISTENERCONFIGW, *PWTSLISTENERCONFIGW;

typedef struct _WTS_PRODUCT_INFOA {
  CHAR CompanyName[PRODUCTINFO_COMPANYNAME_LENGTH];
  CHAR ProductID[PRODUCTINFO_PRODUCTID_LENGTH];
} PRODUCT_INFOA, *PPRODUCT_INFOA;

typedef struct _WTS_PRODUCT_INFOW {
  WCHAR CompanyName[PRODUCTINFO_COMPANYNAME_LENGTH];
  WCHAR ProductID[PRODUCTINFO_PRODUCTID_LENGTH];
} PRODUCT_INFOW, *PPRODUCT_INFOW;

typedef struct _WTS_VALIDATION_INFORMATIONA {
  PRODUCT_INFOA ProductInfo;
  BYTE License[VALIDATIONINFORMATION_LICENSE_LENGTH];
  DWORD LicenseLength;
  BYTE HardwareID[VALIDATIONINFORMATION_HARDWAREID_LENGTH];
  DWORD HardwareIDLength;
} WTS_VALIDATION_INFORMATIONA, *PWTS_VALIDATION_INFORMATIONA;

typedef struct _WTS_VALIDATION_INFORMATIONW {
  PRODUCT_INFOW ProductInfo;
  BYTE License[VALIDATIONINFORMATION_LICENSE_LENGTH];
  DWORD LicenseLength;
  BYTE HardwareID[VALIDATIONINFORMATION_HARDWAREID_LENGTH];
  DWORD HardwareIDLength;
} WTS_VALIDATION_INFORMATIONW, *PWTS_VALIDATION_INFORMATIONW;

typedef struct _WTS_SERIALIZED_USER_CREDENTIAL {
  ULONG SerializationLength;
  BYTE *Serialization;
} WTS_SERIALIZED_USER_CREDENTIAL, *PWTS_SERIALIZED_USER_CREDENTIAL;

/* A handle of its own kind: never to be passed where a server handle is asked for. */
typedef struct WTS_CLOUD_AUTH_HANDLE__ *WTS_CLOUD_AUTH_HANDLE;

/* ---- Functions ------------------------------------------------------------------------------- */

/* -- Openers */

/* nf-wtsapi32-wtsopenservera */
WTSAPI32_API HANDLE WINAPI WTSOpenServerA(LPSTR pServerName);
/* nf-wtsapi32-wtsopenserverw */
WTSAPI32_API HANDLE WINAPI WTSOpenServerW(LPWSTR pServerName);
/* nf-wtsapi32-wtsopenserverexa */
WTSAPI32_API HANDLE WINAPI WTSOpenServerExA(LPSTR pServerName);
/* nf-wtsapi32-wtsopenserverexw */
WTSAPI32_API HANDLE WINAPI WTSOpenServerExW(LPWSTR pServerName);

/* -- The closer of both kinds of opened handle */

/* nf-wtsapi32-wtscloseserver */
WTSAPI32_API VOID WINAPI WTSCloseServer(HANDLE hServer);

/* -- Consumers: functions that take a server handle */

/* nf-wtsapi32-wtsenumeratesessionsa */
WTSAPI32_API BOOL WINAPI WTSEnumerateSessionsA(HANDLE hServer, DWORD Reserved, DWORD Version,
                                               PWTS_SESSION_INFOA *ppSessionInfo, DWORD *pCount);
/* nf-wtsapi32-wtsenumeratesessionsw */
WTSAPI32_API BOOL WINAPI WTSEnumerateSessionsW(HANDLE hServer, DWORD Reserved, DWORD Version,
                                               PWTS_SESSION_INFOW *ppSessionInfo, DWORD *pCount);
/* nf-wtsapi32-wtsenumeratesessionsexa */
WTSAPI32_API BOOL WINAPI WTSEnumerateSessionsExA(HANDLE hServer, DWORD *pLevel, DWORD Filter,
                                                 PWTS_SESSION_INFO_1A *ppSessionInfo,
                                                 DWORD *pCount);
/* nf-wtsapi32-wtsenumeratesessionsexw */
WTSAPI32_API BOOL WINAPI WTSEnumerateSessionsExW(HANDLE hServer, DWORD *pLevel, DWORD Filter,
                                                 PWTS_SESSION_INFO_1W *ppSessionInfo,
                                                 DWORD *pCount);
/* nf-wtsapi32-wtsenumerateprocessesa */
WTSAPI32_API BOOL WINAPI WTSEnumerateProcessesA(HANDLE hServer, DWORD Reserved, DWORD Version,
                                                PWTS_PROCESS_INFOA *ppProcessInfo, DWORD *pCount);
/* nf-wtsapi32-wtsenumerateprocessesw */
WTSAPI32_API BOOL WINAPI WTSEnumerateProcessesW(HANDLE hServer, DWORD Reserved, DWORD Version,
                                                PWTS_PROCESS_INFOW *ppProcessInfo, DWORD *pCount);
/* nf-wtsapi32-wtsenumerateprocessesexa */
WTSAPI32_API BOOL WINAPI WTSEnumerateProcessesExA(HANDLE hServer, DWORD *pLevel, DWORD SessionId,
                                                  LPSTR *ppProcessInfo, DWORD *pCount);
/* nf-wtsapi32-wtsenumerateprocessesexw */
WTSAPI32_API BOOL WINAPI WTSEnumerateProcessesExW(HANDLE hServer, DWORD *pLevel, DWORD SessionId,
                                                  LPWSTR *ppProcessInfo, DWORD *pCount);
/* nf-wtsapi32-wtsterminateprocess */
WTSAPI32_API BOOL WINAPI WTSTerminateProcess(HANDLE hServer, DWORD ProcessId, DWORD ExitCode);
/* nf-wtsapi32-wtsquerysessioninformationa */
WTSAPI32_API BOOL WINAPI WTSQuerySessionInformationA(HANDLE hServer, DWORD SessionId,
                                                     WTS_INFO_CLASS WTSInfoClass, LPSTR *ppBuffer,
                                                     DWORD *pBytesReturned);
/* nf-wtsapi32-wtsquerysessioninformationw */
WTSAPI32_API BOOL WINAPI WTSQuerySessionInformationW(HANDLE hServer, DWORD SessionId,
                                                     WTS_INFO_CLASS WTSInfoClass, LPWSTR *ppBuffer,
                                                     DWORD *pBytesReturned);
/* nf-wtsapi32-wtssendmessagea */
WTSAPI32_API BOOL WINAPI WTSSendMessageA(HANDLE hServer, DWORD SessionId, LPSTR pTitle,
                                         DWORD TitleLength, LPSTR pMessage, DWORD MessageLength,
                                         DWORD Style, DWORD Timeout, DWORD *pResponse, BOOL bWait);
/* nf-wtsapi32-wtssendmessagew */
WTSAPI32_API BOOL WINAPI WTSSendMessageW(HANDLE hServer, DWORD SessionId, LPWSTR pTitle,
                                         DWORD TitleLength, LPWSTR pMessage, DWORD MessageLength,
                                         DWORD Style, DWORD Timeout, DWORD *pResponse, BOOL bWait);
/* nf-wtsapi32-wtsdisconnectsession */
WTSAPI32_API BOOL WINAPI WTSDisconnectSession(HANDLE hServer, DWORD SessionId, BOOL bWait);
/* nf-wtsapi32-wtslogoffsession */
WTSAPI32_API BOOL WINAPI WTSLogoffSession(HANDLE hServer, DWORD SessionId, BOOL bWait);
/* nf-wtsapi32-wtsshutdownsystem */
WTSAPI32_API BOOL WINAPI WTSShutdownSystem(HANDLE hServer, DWORD ShutdownFlag);
/* nf-wtsapi32-wtswaitsystemevent */
WTSAPI32_API BOOL WINAPI WTSWaitSystemEvent(HANDLE hServer, DWORD EventMask, DWORD *pEventFlags);
/* nf-wtsapi32-wtsregistersessionnotificationex */
WTSAPI32_API BOOL WINAPI WTSRegisterSessionNotificationEx(HANDLE hServer, HWND hWnd, DWORD dwFlags);
/* nf-wtsapi32-wtsunregistersessionnotificationex */
WTSAPI32_API BOOL WINAPI WTSUnRegisterSessionNotificationEx(HANDLE hServer, HWND hWnd);

/* -- Consumers whose pages demand WTS_CURRENT_SERVER_HANDLE (USE-4, USE-5) */

/* nf-wtsapi32-wtsvirtualchannelopen */
WTSAPI32_API HANDLE WINAPI WTSVirtualChannelOpen(HANDLE hServer, DWORD SessionId,
                                                 LPSTR pVirtualName);
/* nf-wtsapi32-wtsenumeratelistenersa */
WTSAPI32_API BOOL WINAPI WTSEnumerateListenersA(HANDLE hServer, PVOID pReserved, DWORD Reserved,
                                                PWTSLISTENERNAMEA pListeners, DWORD *pCount);
/* nf-wtsapi32-wtsenumeratelistenersw */
WTSAPI32_API BOOL WINAPI WTSEnumerateListenersW(HANDLE hServer, PVOID pReserved, DWORD Reserved,
                                                PWTSLISTENERNAMEW pListeners, DWORD *pCount);
/* nf-wtsapi32-wtsquerylistenerconfiga */
WTSAPI32_API BOOL WINAPI WTSQueryListenerConfigA(HANDLE hServer, PVOID pReserved, DWORD Reserved,
                                                 LPSTR pListenerName, PWTSLISTENERCONFIGA pBuffer);
/* nf-wtsapi32-wtsquerylistenerconfigw */
WTSAPI32_API BOOL WINAPI WTSQueryListenerConfigW(HANDLE hServer, PVOID pReserved, DWORD Reserved,
                                                 LPWSTR pListenerName, PWTSLISTENERCONFIGW pBuffer);
/* nf-wtsapi32-wtscreatelistenera */
WTSAPI32_API BOOL WINAPI WTSCreateListenerA(HANDLE hServer, PVOID pReserved, DWORD Reserved,
                                            LPSTR pListenerName, PWTSLISTENERCONFIGA pBuffer,
                                            DWORD flag);
/* nf-wtsapi32-wtscreatelistenerw */
WTSAPI32_API BOOL WINAPI WTSCreateListenerW(HANDLE hServer, PVOID pReserved, DWORD Reserved,
                                            LPWSTR pListenerName, PWTSLISTENERCONFIGW pBuffer,
                                            DWORD flag);
/* nf-wtsapi32-wtssetlistenersecuritya */
WTSAPI32_API BOOL WINAPI WTSSetListenerSecurityA(HANDLE hServer, PVOID pReserved, DWORD Reserved,
                                                 LPSTR pListenerName,
                                                 SECURITY_INFORMATION SecurityInformation,
                                                 PSECURITY_DESCRIPTOR pSecurityDescriptor);
/* nf-wtsapi32-wtssetlistenersecurityw */
WTSAPI32_API BOOL WINAPI WTSSetListenerSecurityW(HANDLE hServer, PVOID pReserved, DWORD Reserved,
                                                 LPWSTR pListenerName,
                                                 SECURITY_INFORMATION SecurityInformation,
                                                 PSECURITY_DESCRIPTOR pSecurityDescriptor);
/* nf-wtsapi32-wtsgetlistenersecuritya */
WTSAPI32_API BOOL WINAPI WTSGetListenerSecurityA(HANDLE hServer, PVOID pReserved, DWORD Reserved,
                                                 LPSTR pListenerName,
                                                 SECURITY_INFORMATION SecurityInformation,
                                                 PSECURITY_DESCRIPTOR pSecurityDescriptor,
                                                 DWORD nLength, LPDWORD lpnLengthNeeded);
/* nf-wtsapi32-wtsgetlistenersecurityw */
WTSAPI32_API BOOL WINAPI WTSGetListenerSecurityW(HANDLE hServer, PVOID pReserved, DWORD Reserved,
                                                 LPWSTR pListenerName,
                                                 SECURITY_INFORMATION SecurityInformation,
                                                 PSECURITY_DESCRIPTOR pSecurityDescriptor,
                                                 DWORD nLength, LPDWORD lpnLengthNeeded);

/* -- Buffers
 *
 * Which function frees what:
 *
 *   a buffer of                           is freed with
 *   WTSEnumerateSessionsEx                only WTSFreeMemoryEx, as WTSTypeSessionInfoLevel1
 *   WTSEnumerateProcessesEx, level 1      only WTSFreeMemoryEx, as WTSTypeProcessInfoLevel1
 *   WTSEnumerateProcessesEx, level 0;     WTSFreeMemory, or WTSFreeMemoryEx as
 *     WTSEnumerateProcesses                 WTSTypeProcessInfoLevel0
 *   WTSCloudAuthGetServerNonce            WTSFreeMemoryEx, as WTSTypeCloudAuthServerNonce
 *   WTSCloudAuth..., a credential         WTSFreeMemoryEx, as WTSTypeSerializedUserCredential
 *   any other function                    WTSFreeMemory; the page allows WTSFreeMemoryEx too, but
 *                                           there is no type to give it
 *
 * WTSFreeMemoryEx wants the type of what is in the buffer, and the number of entries that the call
 * returned. Take its form, A or W, after the function that filled the buffer: no page says that the
 * other one frees it. Texts and SIDs inside a buffer go with it; nothing else frees a buffer.
 */

/* nf-wtsapi32-wtsfreememory */
WTSAPI32_API VOID WINAPI WTSFreeMemory(PVOID pMemory);
/* nf-wtsapi32-wtsfreememoryexa */
WTSAPI32_API BOOL WINAPI WTSFreeMemoryExA(WTS_TYPE_CLASS WTSTypeClass, PVOID pMemory,
                                          ULONG NumberOfEntries);
/* nf-wtsapi32-wtsfreememoryexw */
WTSAPI32_API BOOL WINAPI WTSFreeMemoryExW(WTS_TYPE_CLASS WTSTypeClass, PVOID pMemory,
                                          ULONG NumberOfEntries);

/* -- Virtual channels, which have handles of their own */

/* nf-wtsapi32-wtsvirtualchannelopenex */
WTSAPI32_API HANDLE WINAPI WTSVirtualChannelOpenEx(DWORD SessionId, LPSTR pVirtualName,
                                                   DWORD flags);
/* nf-wtsapi32-wtsvirtualchannelclose */
WTSAPI32_API BOOL WINAPI WTSVirtualChannelClose(HANDLE hChannelHandle);
/* nf-wtsapi32-wtsvirtualchannelread */
WTSAPI32_API BOOL WINAPI WTSVirtualChannelRead(HANDLE hChannelHandle, ULONG TimeOut, PCHAR Buffer,
                                               ULONG BufferSize, PULONG pBytesRead);
/* nf-wtsapi32-wtsvirtualchannelwrite */
WTSAPI32_API BOOL WINAPI WTSVirtualChannelWrite(HANDLE hChannelHandle, PCHAR Buffer, ULONG Length,
                                                PULONG pBytesWritten);
/* nf-wtsapi32-wtsvirtualchannelpurgeinput */
WTSAPI32_API BOOL WINAPI WTSVirtualChannelPurgeInput(HANDLE hChannelHandle);
/* nf-wtsapi32-wtsvirtualchannelpurgeoutput */
WTSAPI32_API BOOL WINAPI WTSVirtualChannelPurgeOutput(HANDLE hChannelHandle);
/* nf-wtsapi32-wtsvirtualchannelquery */
WTSAPI32_API BOOL WINAPI WTSVirtualChannelQuery(HANDLE hChannelHandle,
                                                WTS_VIRTUAL_CLASS WtsVirtualClass, PVOID *ppBuffer,
                                                DWORD *pBytesReturned);

/* -- Functions that name a server, a session or a window, or nothing at all */

/* nf-wtsapi32-wtsenumerateserversa */
WTSAPI32_API BOOL WINAPI WTSEnumerateServersA(LPSTR pDomainName, DWORD Reserved, DWORD Version,
                                              PWTS_SERVER_INFOA *ppServerInfo, DWORD *pCount);
/* nf-wtsapi32-wtsenumerateserversw */
WTSAPI32_API BOOL WINAPI WTSEnumerateServersW(LPWSTR pDomainName, DWORD Reserved, DWORD Version,
                                              PWTS_SERVER_INFOW *ppServerInfo, DWORD *pCount);
/* nf-wtsapi32-wtsqueryuserconfiga */
WTSAPI32_API BOOL WINAPI WTSQueryUserConfigA(LPSTR pServerName, LPSTR pUserName,
                                             WTS_CONFIG_CLASS WTSConfigClass, LPSTR *ppBuffer,
                                             DWORD *pBytesReturned);
/* nf-wtsapi32-wtsqueryuserconfigw */
WTSAPI32_API BOOL WINAPI WTSQueryUserConfigW(LPWSTR pServerName, LPWSTR pUserName,
                                             WTS_CONFIG_CLASS WTSConfigClass, LPWSTR *ppBuffer,
                                             DWORD *pBytesReturned);
/* nf-wtsapi32-wtssetuserconfiga */
WTSAPI32_API BOOL WINAPI WTSSetUserConfigA(LPSTR pServerName, LPSTR pUserName,
                                           WTS_CONFIG_CLASS WTSConfigClass, LPSTR pBuffer,
                                           DWORD DataLength);
/* nf-wtsapi32-wtssetuserconfigw */
WTSAPI32_API BOOL WINAPI WTSSetUserConfigW(LPWSTR pServerName, LPWSTR pUserName,
                                           WTS_CONFIG_CLASS WTSConfigClass, LPWSTR pBuffer,
                                           DWORD DataLength);
/* nf-wtsapi32-wtsconnectsessiona */
WTSAPI32_API BOOL WINAPI WTSConnectSessionA(ULONG LogonId, ULONG TargetLogonId, PSTR pPassword,
                                            BOOL bWait);
/* nf-wtsapi32-wtsconnectsessionw */
WTSAPI32_API BOOL WINAPI WTSConnectSessionW(ULONG LogonId, ULONG TargetLogonId, PWSTR pPassword,
                                            BOOL bWait);
/* nf-wtsapi32-wtsstartremotecontrolsessiona */
WTSAPI32_API BOOL WINAPI WTSStartRemoteControlSessionA(LPSTR pTargetServerName, ULONG TargetLogonId,
                                                       BYTE HotkeyVk, USHORT HotkeyModifiers);
/* nf-wtsapi32-wtsstartremotecontrolsessionw */
WTSAPI32_API BOOL WINAPI WTSStartRemoteControlSessionW(LPWSTR pTargetServerName,
                                                       ULONG TargetLogonId, BYTE HotkeyVk,
                                                       USHORT HotkeyModifiers);
/* nf-wtsapi32-wtsstopremotecontrolsession */
WTSAPI32_API BOOL WINAPI WTSStopRemoteControlSession(ULONG LogonId);
/* nf-wtsapi32-wtsregistersessionnotification */
WTSAPI32_API BOOL WINAPI WTSRegisterSessionNotification(HWND hWnd, DWORD dwFlags);
/* nf-wtsapi32-wtsunregistersessionnotification */
WTSAPI32_API BOOL WINAPI WTSUnRegisterSessionNotification(HWND hWnd);
/* nf-wtsapi32-wtsqueryusertoken */
WTSAPI32_API BOOL WINAPI WTSQueryUserToken(ULONG SessionId, PHANDLE phToken);
/* nf-wtsapi32-wtsactivesessionexists */
WTSAPI32_API BOOL WINAPI WTSActiveSessionExists(PBOOL pbActiveSessionExists);

/* -- Child sessions: cdecl on Windows, unlike all others */

/* nf-wtsapi32-wtsenablechildsessions */
WTSAPI32_API BOOL WTSAPI32_CDECL WTSEnableChildSessions(BOOL bEnable);
/* nf-wtsapi32-wtsischildsessionsenabled */
WTSAPI32_API BOOL WTSAPI32_CDECL WTSIsChildSessionsEnabled(PBOOL pbEnabled);
/* nf-wtsapi32-wtsgetchildsessionid */
WTSAPI32_API BOOL WTSAPI32_CDECL WTSGetChildSessionId(PULONG pSessionId);

/* -- Cloud authentication (Windows build 26100), whose handle is no server handle */

/* nf-wtsapi32-wtscloudauthopen */
WTSAPI32_API WTS_CLOUD_AUTH_HANDLE WINAPI WTSCloudAuthOpen(const GUID *activityId);
/* nf-wtsapi32-wtscloudauthclose */
WTSAPI32_API VOID WINAPI WTSCloudAuthClose(WTS_CLOUD_AUTH_HANDLE cloudAuthHandle);
/* nf-wtsapi32-wtscloudauthgetservernonce */
WTSAPI32_API BOOL WINAPI WTSCloudAuthGetServerNonce(WTS_CLOUD_AUTH_HANDLE cloudAuthHandle,
                                                    PWSTR *serverNonce);
/* nf-wtsapi32-wtscloudauthconvertassertiontoserializedusercredential */
WTSAPI32_API BOOL WINAPI WTSCloudAuthConvertAssertionToSerializedUserCredential(
    WTS_CLOUD_AUTH_HANDLE cloudAuthHandle, PCSTR assertion, ULONG assertionLength,
    PCWSTR resourceId, WTS_SERIALIZED_USER_CREDENTIAL **userCredential);
/* nf-wtsapi32-wtscloudauthduplicateserializedusercredential */
WTSAPI32_API BOOL WINAPI WTSCloudAuthDuplicateSerializedUserCredential(
    const WTS_SERIALIZED_USER_CREDENTIAL *userCredential,
    WTS_SERIALIZED_USER_CREDENTIAL **duplicatedUserCredential);
/* nf-wtsapi32-wtscloudauthnetworklogonwithserializedcredential */
WTSAPI32_API BOOL WINAPI WTSCloudAuthNetworkLogonWithSerializedCredential(
    WTS_CLOUD_AUTH_HANDLE cloudAuthHandle, WTS_SERIALIZED_USER_CREDENTIAL *userCredential,
    HANDLE *token);

/* ---- Names without A or W -------------------------------------------------------------------- */

#ifdef UNICODE
#define WTSAPI32_AW(name) name##W
#else
#define WTSAPI32_AW(name) name##A
#endif

typedef WTSAPI32_AW(WTS_SERVER_INFO) WTS_SERVER_INFO;
typedef WTSAPI32_AW(PWTS_SERVER_INFO) PWTS_SERVER_INFO;
typedef WTSAPI32_AW(WTS_SESSION_INFO) WTS_SESSION_INFO;
typedef WTSAPI32_AW(PWTS_SESSION_INFO) PWTS_SESSION_INFO;
typedef WTSAPI32_AW(WTS_SESSION_INFO_1) WTS_SESSION_INFO_1;
typedef WTSAPI32_AW(PWTS_SESSION_INFO_1) PWTS_SESSION_INFO_1;
typedef WTSAPI32_AW(WTS_PROCESS_INFO) WTS_PROCESS_INFO;
typedef WTSAPI32_AW(PWTS_PROCESS_INFO) PWTS_PROCESS_INFO;
typedef WTSAPI32_AW(WTS_PROCESS_INFO_EX) WTS_PROCESS_INFO_EX;
typedef WTSAPI32_AW(PWTS_PROCESS_INFO_EX) PWTS_PROCESS_INFO_EX;
typedef WTSAPI32_AW(WTSINFO) WTSINFO;
typedef WTSAPI32_AW(PWTSINFO) PWTSINFO;
typedef WTSAPI32_AW(WTSINFOEX_LEVEL1_) WTSINFOEX_LEVEL1;
typedef WTSAPI32_AW(PWTSINFOEX_LEVEL1_) PWTSINFOEX_LEVEL1;
typedef WTSAPI32_AW(WTSINFOEX_LEVEL_) WTSINFOEX_LEVEL;
typedef WTSAPI32_AW(PWTSINFOEX_LEVEL_) PWTSINFOEX_LEVEL;
typedef WTSAPI32_AW(WTSINFOEX) WTSINFOEX;
typedef WTSAPI32_AW(PWTSINFOEX) PWTSINFOEX;
typedef WTSAPI32_AW(WTSCLIENT) WTSCLIENT;
typedef WTSAPI32_AW(PWTSCLIENT) PWTSCLIENT;
typedef WTSAPI32_AW(WTSCONFIGINFO) WTSCONFIGINFO;
typedef WTSAPI32_AW(PWTSCONFIGINFO) PWTSCONFIGINFO;
typedef WTSAPI32_AW(WTSUSERCONFIG) WTSUSERCONFIG;
typedef WTSAPI32_AW(PWTSUSERCONFIG) PWTSUSERCONFIG;
typedef WTSAPI32_AW(WTSLISTENERNAME) WTSLISTENERNAME;
typedef WTSAPI32_AW(PWTSLISTENERNAME) PWTSLISTENERNAME;
typedef WTSAPI32_AW(WTSLISTENERCONFIG) WTSLISTENERCONFIG;
typedef WTSAPI32_AW(PWTSLISTENERCONFIG) PWTSLISTENERCONFIG;
typedef WTSAPI32_AW(PRODUCT_INFO) PRODUCT_INFO;
typedef WTSAPI32_AW(PPRODUCT_INFO) PPRODUCT_INFO;
typedef WTSAPI32_AW(WTS_VALIDATION_INFORMATION) WTS_VALIDATION_INFORMATION;
typedef WTSAPI32_AW(PWTS_VALIDATION_INFORMATION) PWTS_VALIDATION_INFORMATION;

#define WTSOpenServer WTSAPI32_AW(WTSOpenServer)
#define WTSOpenServerEx WTSAPI32_AW(WTSOpenServerEx)
#define WTSEnumerateSessions WTSAPI32_AW(WTSEnumerateSessions)
#define WTSEnumerateSessionsEx WTSAPI32_AW(WTSEnumerateSessionsEx)
#define WTSEnumerateProcesses WTSAPI32_AW(WTSEnumerateProcesses)
#define WTSEnumerateProcessesEx WTSAPI32_AW(WTSEnumerateProcessesEx)
#define WTSQuerySessionInformation WTSAPI32_AW(WTSQuerySessionInformation)
#define WTSSendMessage WTSAPI32_AW(WTSSendMessage)
#define WTSEnumerateListeners WTSAPI32_AW(WTSEnumerateListeners)
#define WTSQueryListenerConfig WTSAPI32_AW(WTSQueryListenerConfig)
#define WTSCreateListener WTSAPI32_AW(WTSCreateListener)
#define WTSSetListenerSecurity WTSAPI32_AW(WTSSetListenerSecurity)
#define WTSGetListenerSecurity WTSAPI32_AW(WTSGetListenerSecurity)
#define WTSFreeMemoryEx WTSAPI32_AW(WTSFreeMemoryEx)
#define WTSEnumerateServers WTSAPI32_AW(WTSEnumerateServers)
#define WTSQueryUserConfig WTSAPI32_AW(WTSQueryUserConfig)
#define WTSSetUserConfig WTSAPI32_AW(WTSSetUserConfig)
#define WTSConnectSession WTSAPI32_AW(WTSConnectSession)
#define WTSStartRemoteControlSession WTSAPI32_AW(WTSStartRemoteControlSession)

#ifndef _WIN32
/* The last error belongs to the calling thread. Off Windows the implementation exports these two.
 */
WTSAPI32_API DWORD WINAPI GetLastError(void);
WTSAPI32_API void WINAPI SetLastError(DWORD dwErrCode);

/* What programs that use Wtsapi32 take from kernel32 next to it. An implementation off Windows may
 * export these too; the mock does. */
WTSAPI32_API DWORD WINAPI WTSGetActiveConsoleSessionId(void);
WTSAPI32_API BOOL WINAPI ProcessIdToSessionId(DWORD dwProcessId, DWORD *pSessionId);
WTSAPI32_API BOOL WINAPI CloseHandle(HANDLE hObject);
#endif

#ifdef __cplusplus
} /* extern "C" */
#endif

/* ---- Layouts, the same as on Windows --------------------------------------------------------- */

#if UINTPTR_MAX > 0xFFFFFFFFu
#define WTSAPI32_PICK(of64, of32) (of64)
#else
#define WTSAPI32_PICK(of64, of32) (of32)
#endif
#define WTSAPI32_SIZE2(type, size64, align64, size32, align32)                      \
  WTSAPI32_ASSERT(sizeof(type) == WTSAPI32_PICK(size64, size32), "size of " #type); \
  WTSAPI32_ASSERT(WTSAPI32_ALIGNOF(type) == WTSAPI32_PICK(align64, align32),        \
                  "alignment "                                                      \
                  "of " #type)
#define WTSAPI32_SIZE(type, size, align) WTSAPI32_SIZE2(type, size, align, size, align)
#define WTSAPI32_FIELD2(type, field, offset64, offset32)                      \
  WTSAPI32_ASSERT(offsetof(type, field) == WTSAPI32_PICK(offset64, offset32), \
                  "offset of " #field " in " #type)
#define WTSAPI32_FIELD(type, field, offset) WTSAPI32_FIELD2(type, field, offset, offset)

WTSAPI32_SIZE2(HANDLE, 8, 8, 4, 4);
WTSAPI32_SIZE(DWORD, 4, 4);
WTSAPI32_SIZE(ULONG, 4, 4);
WTSAPI32_SIZE(BOOL, 4, 4);
WTSAPI32_SIZE(USHORT, 2, 2);
WTSAPI32_SIZE(WCHAR, 2, 2);
WTSAPI32_SIZE(LARGE_INTEGER, 8, 8);
WTSAPI32_FIELD(LARGE_INTEGER, HighPart, 4);
WTSAPI32_SIZE(GUID, 16, 4);
WTSAPI32_SIZE(WTS_CONNECTSTATE_CLASS, 4, 4);
WTSAPI32_SIZE(WTS_INFO_CLASS, 4, 4);
WTSAPI32_SIZE(WTS_TYPE_CLASS, 4, 4);
WTSAPI32_SIZE(WTS_VIRTUAL_CLASS, 4, 4);
WTSAPI32_SIZE(WTS_CONFIG_CLASS, 4, 4);

WTSAPI32_SIZE2(WTS_SERVER_INFOW, 8, 8, 4, 4);
WTSAPI32_FIELD(WTS_SERVER_INFOW, pServerName, 0);

WTSAPI32_SIZE2(WTS_SERVER_INFOA, 8, 8, 4, 4);
WTSAPI32_FIELD(WTS_SERVER_INFOA, pServerName, 0);

WTSAPI32_SIZE2(WTS_SESSION_INFOW, 24, 8, 12, 4);
WTSAPI32_FIELD(WTS_SESSION_INFOW, SessionId, 0);
WTSAPI32_FIELD2(WTS_SESSION_INFOW, pWinStationName, 8, 4);
WTSAPI32_FIELD2(WTS_SESSION_INFOW, State, 16, 8);

WTSAPI32_SIZE2(WTS_SESSION_INFOA, 24, 8, 12, 4);
WTSAPI32_FIELD(WTS_SESSION_INFOA, SessionId, 0);
WTSAPI32_FIELD2(WTS_SESSION_INFOA, pWinStationName, 8, 4);
WTSAPI32_FIELD2(WTS_SESSION_INFOA, State, 16, 8);

WTSAPI32_SIZE2(WTS_SESSION_INFO_1W, 56, 8, 32, 4);
WTSAPI32_FIELD(WTS_SESSION_INFO_1W, ExecEnvId, 0);
WTSAPI32_FIELD(WTS_SESSION_INFO_1W, State, 4);
WTSAPI32_FIELD(WTS_SESSION_INFO_1W, SessionId, 8);
WTSAPI32_FIELD2(WTS_SESSION_INFO_1W, pSessionName, 16, 12);
WTSAPI32_FIELD2(WTS_SESSION_INFO_1W, pHostName, 24, 16);
WTSAPI32_FIELD2(WTS_SESSION_INFO_1W, pUserName, 32, 20);
WTSAPI32_FIELD2(WTS_SESSION_INFO_1W, pDomainName, 40, 24);
WTSAPI32_FIELD2(WTS_SESSION_INFO_1W, pFarmName, 48, 28);

WTSAPI32_SIZE2(WTS_SESSION_INFO_1A, 56, 8, 32, 4);
WTSAPI32_FIELD(WTS_SESSION_INFO_1A, ExecEnvId, 0);
WTSAPI32_FIELD(WTS_SESSION_INFO_1A, State, 4);
WTSAPI32_FIELD(WTS_SESSION_INFO_1A, SessionId, 8);
WTSAPI32_FIELD2(WTS_SESSION_INFO_1A, pSessionName, 16, 12);
WTSAPI32_FIELD2(WTS_SESSION_INFO_1A, pHostName, 24, 16);
WTSAPI32_FIELD2(WTS_SESSION_INFO_1A, pUserName, 32, 20);
WTSAPI32_FIELD2(WTS_SESSION_INFO_1A, pDomainName, 40, 24);
WTSAPI32_FIELD2(WTS_SESSION_INFO_1A, pFarmName, 48, 28);

WTSAPI32_SIZE2(WTS_PROCESS_INFOW, 24, 8, 16, 4);
WTSAPI32_FIELD(WTS_PROCESS_INFOW, SessionId, 0);
WTSAPI32_FIELD(WTS_PROCESS_INFOW, ProcessId, 4);
WTSAPI32_FIELD(WTS_PROCESS_INFOW, pProcessName, 8);
WTSAPI32_FIELD2(WTS_PROCESS_INFOW, pUserSid, 16, 12);

WTSAPI32_SIZE2(WTS_PROCESS_INFOA, 24, 8, 16, 4);
WTSAPI32_FIELD(WTS_PROCESS_INFOA, SessionId, 0);
WTSAPI32_FIELD(WTS_PROCESS_INFOA, ProcessId, 4);
WTSAPI32_FIELD(WTS_PROCESS_INFOA, pProcessName, 8);
WTSAPI32_FIELD2(WTS_PROCESS_INFOA, pUserSid, 16, 12);

WTSAPI32_SIZE2(WTS_PROCESS_INFO_EXW, 64, 8, 56, 8);
WTSAPI32_FIELD(WTS_PROCESS_INFO_EXW, SessionId, 0);
WTSAPI32_FIELD(WTS_PROCESS_INFO_EXW, ProcessId, 4);
WTSAPI32_FIELD(WTS_PROCESS_INFO_EXW, pProcessName, 8);
WTSAPI32_FIELD2(WTS_PROCESS_INFO_EXW, pUserSid, 16, 12);
WTSAPI32_FIELD2(WTS_PROCESS_INFO_EXW, NumberOfThreads, 24, 16);
WTSAPI32_FIELD2(WTS_PROCESS_INFO_EXW, HandleCount, 28, 20);
WTSAPI32_FIELD2(WTS_PROCESS_INFO_EXW, PagefileUsage, 32, 24);
WTSAPI32_FIELD2(WTS_PROCESS_INFO_EXW, PeakPagefileUsage, 36, 28);
WTSAPI32_FIELD2(WTS_PROCESS_INFO_EXW, WorkingSetSize, 40, 32);
WTSAPI32_FIELD2(WTS_PROCESS_INFO_EXW, PeakWorkingSetSize, 44, 36);
WTSAPI32_FIELD2(WTS_PROCESS_INFO_EXW, UserTime, 48, 40);
WTSAPI32_FIELD2(WTS_PROCESS_INFO_EXW, KernelTime, 56, 48);

WTSAPI32_SIZE2(WTS_PROCESS_INFO_EXA, 64, 8, 56, 8);
WTSAPI32_FIELD(WTS_PROCESS_INFO_EXA, SessionId, 0);
WTSAPI32_FIELD(WTS_PROCESS_INFO_EXA, ProcessId, 4);
WTSAPI32_FIELD(WTS_PROCESS_INFO_EXA, pProcessName, 8);
WTSAPI32_FIELD2(WTS_PROCESS_INFO_EXA, pUserSid, 16, 12);
WTSAPI32_FIELD2(WTS_PROCESS_INFO_EXA, NumberOfThreads, 24, 16);
WTSAPI32_FIELD2(WTS_PROCESS_INFO_EXA, HandleCount, 28, 20);
WTSAPI32_FIELD2(WTS_PROCESS_INFO_EXA, PagefileUsage, 32, 24);
WTSAPI32_FIELD2(WTS_PROCESS_INFO_EXA, PeakPagefileUsage, 36, 28);
WTSAPI32_FIELD2(WTS_PROCESS_INFO_EXA, WorkingSetSize, 40, 32);
WTSAPI32_FIELD2(WTS_PROCESS_INFO_EXA, PeakWorkingSetSize, 44, 36);
WTSAPI32_FIELD2(WTS_PROCESS_INFO_EXA, UserTime, 48, 40);
WTSAPI32_FIELD2(WTS_PROCESS_INFO_EXA, KernelTime, 56, 48);

WTSAPI32_SIZE(WTS_CLIENT_ADDRESS, 24, 4);
WTSAPI32_FIELD(WTS_CLIENT_ADDRESS, AddressFamily, 0);
WTSAPI32_FIELD(WTS_CLIENT_ADDRESS, Address, 4);

WTSAPI32_SIZE(WTS_CLIENT_DISPLAY, 12, 4);
WTSAPI32_FIELD(WTS_CLIENT_DISPLAY, HorizontalResolution, 0);
WTSAPI32_FIELD(WTS_CLIENT_DISPLAY, VerticalResolution, 4);
WTSAPI32_FIELD(WTS_CLIENT_DISPLAY, ColorDepth, 8);

WTSAPI32_SIZE(WTS_SESSION_ADDRESS, 24, 4);
WTSAPI32_FIELD(WTS_SESSION_ADDRESS, AddressFamily, 0);
WTSAPI32_FIELD(WTS_SESSION_ADDRESS, Address, 4);

WTSAPI32_SIZE(WTSINFOW, 216, 8);
WTSAPI32_FIELD(WTSINFOW, State, 0);
WTSAPI32_FIELD(WTSINFOW, SessionId, 4);
WTSAPI32_FIELD(WTSINFOW, IncomingBytes, 8);
WTSAPI32_FIELD(WTSINFOW, OutgoingBytes, 12);
WTSAPI32_FIELD(WTSINFOW, WinStationName, 32);
WTSAPI32_FIELD(WTSINFOW, Domain, 96);
WTSAPI32_FIELD(WTSINFOW, UserName, 130);
WTSAPI32_FIELD(WTSINFOW, ConnectTime, 176);
WTSAPI32_FIELD(WTSINFOW, DisconnectTime, 184);
WTSAPI32_FIELD(WTSINFOW, LastInputTime, 192);
WTSAPI32_FIELD(WTSINFOW, LogonTime, 200);
WTSAPI32_FIELD(WTSINFOW, CurrentTime, 208);

WTSAPI32_SIZE(WTSINFOA, 144, 8);
WTSAPI32_FIELD(WTSINFOA, State, 0);
WTSAPI32_FIELD(WTSINFOA, SessionId, 4);
WTSAPI32_FIELD(WTSINFOA, IncomingBytes, 8);
WTSAPI32_FIELD(WTSINFOA, OutgoingBytes, 12);
WTSAPI32_FIELD(WTSINFOA, WinStationName, 32);
WTSAPI32_FIELD(WTSINFOA, Domain, 64);
WTSAPI32_FIELD(WTSINFOA, UserName, 81);
WTSAPI32_FIELD(WTSINFOA, ConnectTime, 104);
WTSAPI32_FIELD(WTSINFOA, DisconnectTime, 112);
WTSAPI32_FIELD(WTSINFOA, LastInputTime, 120);
WTSAPI32_FIELD(WTSINFOA, LogonTime, 128);
WTSAPI32_FIELD(WTSINFOA, CurrentTime, 136);

WTSAPI32_SIZE(WTSINFOEX_LEVEL1_W, 224, 8);
WTSAPI32_FIELD(WTSINFOEX_LEVEL1_W, SessionId, 0);
WTSAPI32_FIELD(WTSINFOEX_LEVEL1_W, SessionState, 4);
WTSAPI32_FIELD(WTSINFOEX_LEVEL1_W, SessionFlags, 8);
WTSAPI32_FIELD(WTSINFOEX_LEVEL1_W, WinStationName, 12);
WTSAPI32_FIELD(WTSINFOEX_LEVEL1_W, UserName, 78);
WTSAPI32_FIELD(WTSINFOEX_LEVEL1_W, DomainName, 120);
WTSAPI32_FIELD(WTSINFOEX_LEVEL1_W, LogonTime, 160);
WTSAPI32_FIELD(WTSINFOEX_LEVEL1_W, ConnectTime, 168);
WTSAPI32_FIELD(WTSINFOEX_LEVEL1_W, CurrentTime, 192);
WTSAPI32_FIELD(WTSINFOEX_LEVEL1_W, IncomingBytes, 200);
WTSAPI32_FIELD(WTSINFOEX_LEVEL1_W, OutgoingCompressedBytes, 220);

WTSAPI32_SIZE(WTSINFOEX_LEVEL1_A, 152, 8);
WTSAPI32_FIELD(WTSINFOEX_LEVEL1_A, SessionId, 0);
WTSAPI32_FIELD(WTSINFOEX_LEVEL1_A, SessionState, 4);
WTSAPI32_FIELD(WTSINFOEX_LEVEL1_A, SessionFlags, 8);
WTSAPI32_FIELD(WTSINFOEX_LEVEL1_A, WinStationName, 12);
WTSAPI32_FIELD(WTSINFOEX_LEVEL1_A, UserName, 45);
WTSAPI32_FIELD(WTSINFOEX_LEVEL1_A, DomainName, 66);
WTSAPI32_FIELD(WTSINFOEX_LEVEL1_A, LogonTime, 88);
WTSAPI32_FIELD(WTSINFOEX_LEVEL1_A, ConnectTime, 96);
WTSAPI32_FIELD(WTSINFOEX_LEVEL1_A, CurrentTime, 120);
WTSAPI32_FIELD(WTSINFOEX_LEVEL1_A, IncomingBytes, 128);
WTSAPI32_FIELD(WTSINFOEX_LEVEL1_A, OutgoingCompressedBytes, 148);

WTSAPI32_SIZE(WTSINFOEXW, 232, 8);
WTSAPI32_FIELD(WTSINFOEXW, Level, 0);
WTSAPI32_FIELD(WTSINFOEXW, Data, 8);

WTSAPI32_SIZE(WTSINFOEXA, 160, 8);
WTSAPI32_FIELD(WTSINFOEXA, Level, 0);
WTSAPI32_FIELD(WTSINFOEXA, Data, 8);

WTSAPI32_SIZE(WTSCLIENTW, 2304, 4);
WTSAPI32_FIELD(WTSCLIENTW, ClientName, 0);
WTSAPI32_FIELD(WTSCLIENTW, Domain, 42);
WTSAPI32_FIELD(WTSCLIENTW, UserName, 78);
WTSAPI32_FIELD(WTSCLIENTW, WorkDirectory, 120);
WTSAPI32_FIELD(WTSCLIENTW, InitialProgram, 642);
WTSAPI32_FIELD(WTSCLIENTW, EncryptionLevel, 1164);
WTSAPI32_FIELD(WTSCLIENTW, ClientAddressFamily, 1168);
WTSAPI32_FIELD(WTSCLIENTW, ClientAddress, 1172);
WTSAPI32_FIELD(WTSCLIENTW, HRes, 1234);
WTSAPI32_FIELD(WTSCLIENTW, VRes, 1236);
WTSAPI32_FIELD(WTSCLIENTW, ColorDepth, 1238);
WTSAPI32_FIELD(WTSCLIENTW, ClientDirectory, 1240);
WTSAPI32_FIELD(WTSCLIENTW, ClientBuildNumber, 1764);
WTSAPI32_FIELD(WTSCLIENTW, ClientHardwareId, 1768);
WTSAPI32_FIELD(WTSCLIENTW, ClientProductId, 1772);
WTSAPI32_FIELD(WTSCLIENTW, OutBufLength, 1778);
WTSAPI32_FIELD(WTSCLIENTW, DeviceId, 1780);

WTSAPI32_SIZE(WTSCLIENTA, 1200, 4);
WTSAPI32_FIELD(WTSCLIENTA, ClientName, 0);
WTSAPI32_FIELD(WTSCLIENTA, Domain, 21);
WTSAPI32_FIELD(WTSCLIENTA, UserName, 39);
WTSAPI32_FIELD(WTSCLIENTA, WorkDirectory, 60);
WTSAPI32_FIELD(WTSCLIENTA, InitialProgram, 321);
WTSAPI32_FIELD(WTSCLIENTA, EncryptionLevel, 582);
WTSAPI32_FIELD(WTSCLIENTA, ClientAddressFamily, 584);
WTSAPI32_FIELD(WTSCLIENTA, ClientAddress, 588);
WTSAPI32_FIELD(WTSCLIENTA, HRes, 650);
WTSAPI32_FIELD(WTSCLIENTA, VRes, 652);
WTSAPI32_FIELD(WTSCLIENTA, ColorDepth, 654);
WTSAPI32_FIELD(WTSCLIENTA, ClientDirectory, 656);
WTSAPI32_FIELD(WTSCLIENTA, ClientBuildNumber, 920);
WTSAPI32_FIELD(WTSCLIENTA, ClientHardwareId, 924);
WTSAPI32_FIELD(WTSCLIENTA, ClientProductId, 928);
WTSAPI32_FIELD(WTSCLIENTA, OutBufLength, 934);
WTSAPI32_FIELD(WTSCLIENTA, DeviceId, 936);

WTSAPI32_SIZE(WTSCONFIGINFOW, 1668, 4);
WTSAPI32_FIELD(WTSCONFIGINFOW, version, 0);
WTSAPI32_FIELD(WTSCONFIGINFOW, ShadowSettings, 20);
WTSAPI32_FIELD(WTSCONFIGINFOW, LogonUserName, 24);
WTSAPI32_FIELD(WTSCONFIGINFOW, LogonDomain, 66);
WTSAPI32_FIELD(WTSCONFIGINFOW, WorkDirectory, 102);
WTSAPI32_FIELD(WTSCONFIGINFOW, InitialProgram, 624);
WTSAPI32_FIELD(WTSCONFIGINFOW, ApplicationName, 1146);

WTSAPI32_SIZE(WTSCONFIGINFOA, 848, 4);
WTSAPI32_FIELD(WTSCONFIGINFOA, version, 0);
WTSAPI32_FIELD(WTSCONFIGINFOA, ShadowSettings, 20);
WTSAPI32_FIELD(WTSCONFIGINFOA, LogonUserName, 24);
WTSAPI32_FIELD(WTSCONFIGINFOA, LogonDomain, 45);
WTSAPI32_FIELD(WTSCONFIGINFOA, WorkDirectory, 63);
WTSAPI32_FIELD(WTSCONFIGINFOA, InitialProgram, 324);
WTSAPI32_FIELD(WTSCONFIGINFOA, ApplicationName, 585);

WTSAPI32_SIZE(WTSUSERCONFIGW, 2148, 4);
WTSAPI32_FIELD(WTSUSERCONFIGW, Source, 0);
WTSAPI32_FIELD(WTSUSERCONFIGW, TerminalServerRemoteHomeDir, 48);
WTSAPI32_FIELD(WTSUSERCONFIGW, InitialProgram, 52);
WTSAPI32_FIELD(WTSUSERCONFIGW, WorkDirectory, 574);
WTSAPI32_FIELD(WTSUSERCONFIGW, TerminalServerProfilePath, 1096);
WTSAPI32_FIELD(WTSUSERCONFIGW, TerminalServerHomeDir, 1618);
WTSAPI32_FIELD(WTSUSERCONFIGW, TerminalServerHomeDirDrive, 2140);

WTSAPI32_SIZE(WTSUSERCONFIGA, 1100, 4);
WTSAPI32_FIELD(WTSUSERCONFIGA, Source, 0);
WTSAPI32_FIELD(WTSUSERCONFIGA, TerminalServerRemoteHomeDir, 48);
WTSAPI32_FIELD(WTSUSERCONFIGA, InitialProgram, 52);
WTSAPI32_FIELD(WTSUSERCONFIGA, WorkDirectory, 313);
WTSAPI32_FIELD(WTSUSERCONFIGA, TerminalServerProfilePath, 574);
WTSAPI32_FIELD(WTSUSERCONFIGA, TerminalServerHomeDir, 835);
WTSAPI32_FIELD(WTSUSERCONFIGA, TerminalServerHomeDirDrive, 1096);

WTSAPI32_SIZE(WTSLISTENERCONFIGW, 1348, 4);
WTSAPI32_FIELD(WTSLISTENERCONFIGW, version, 0);
WTSAPI32_FIELD(WTSLISTENERCONFIGW, UserAuthentication, 100);
WTSAPI32_FIELD(WTSLISTENERCONFIGW, Comment, 104);
WTSAPI32_FIELD(WTSLISTENERCONFIGW, LogonUserName, 226);
WTSAPI32_FIELD(WTSLISTENERCONFIGW, LogonDomain, 268);
WTSAPI32_FIELD(WTSLISTENERCONFIGW, WorkDirectory, 304);
WTSAPI32_FIELD(WTSLISTENERCONFIGW, InitialProgram, 826);

WTSAPI32_SIZE(WTSLISTENERCONFIGA, 728, 4);
WTSAPI32_FIELD(WTSLISTENERCONFIGA, version, 0);
WTSAPI32_FIELD(WTSLISTENERCONFIGA, UserAuthentication, 100);
WTSAPI32_FIELD(WTSLISTENERCONFIGA, Comment, 104);
WTSAPI32_FIELD(WTSLISTENERCONFIGA, LogonUserName, 165);
WTSAPI32_FIELD(WTSLISTENERCONFIGA, LogonDomain, 186);
WTSAPI32_FIELD(WTSLISTENERCONFIGA, WorkDirectory, 204);
WTSAPI32_FIELD(WTSLISTENERCONFIGA, InitialProgram, 465);

WTSAPI32_SIZE(WTSLISTENERNAMEW, 66, 2);

WTSAPI32_SIZE(WTSLISTENERNAMEA, 33, 1);

WTSAPI32_SIZE(PRODUCT_INFOW, 520, 2);
WTSAPI32_FIELD(PRODUCT_INFOW, CompanyName, 0);
WTSAPI32_FIELD(PRODUCT_INFOW, ProductID, 512);

WTSAPI32_SIZE(PRODUCT_INFOA, 260, 1);
WTSAPI32_FIELD(PRODUCT_INFOA, CompanyName, 0);
WTSAPI32_FIELD(PRODUCT_INFOA, ProductID, 256);

WTSAPI32_SIZE(WTS_VALIDATION_INFORMATIONW, 16932, 4);
WTSAPI32_FIELD(WTS_VALIDATION_INFORMATIONW, ProductInfo, 0);
WTSAPI32_FIELD(WTS_VALIDATION_INFORMATIONW, License, 520);
WTSAPI32_FIELD(WTS_VALIDATION_INFORMATIONW, LicenseLength, 16904);
WTSAPI32_FIELD(WTS_VALIDATION_INFORMATIONW, HardwareID, 16908);
WTSAPI32_FIELD(WTS_VALIDATION_INFORMATIONW, HardwareIDLength, 16928);

WTSAPI32_SIZE(WTS_VALIDATION_INFORMATIONA, 16672, 4);
WTSAPI32_FIELD(WTS_VALIDATION_INFORMATIONA, ProductInfo, 0);
WTSAPI32_FIELD(WTS_VALIDATION_INFORMATIONA, License, 260);
WTSAPI32_FIELD(WTS_VALIDATION_INFORMATIONA, LicenseLength, 16644);
WTSAPI32_FIELD(WTS_VALIDATION_INFORMATIONA, HardwareID, 16648);
WTSAPI32_FIELD(WTS_VALIDATION_INFORMATIONA, HardwareIDLength, 16668);

WTSAPI32_SIZE2(WTS_SERIALIZED_USER_CREDENTIAL, 16, 8, 8, 4);
WTSAPI32_FIELD(WTS_SERIALIZED_USER_CREDENTIAL, SerializationLength, 0);
WTSAPI32_FIELD2(WTS_SERIALIZED_USER_CREDENTIAL, Serialization, 8, 4);

#undef WTSAPI32_FIELD
#undef WTSAPI32_FIELD2
#undef WTSAPI32_SIZE
#undef WTSAPI32_SIZE2
#undef WTSAPI32_PICK
#undef WTSAPI32_ALIGNOF
#undef WTSAPI32_ALIGNAS
#undef WTSAPI32_ASSERT
#undef WTSAPI32_EXTENSION

#endif /* WTSCONFORM_SPEC_WTSAPI32_H_ */
