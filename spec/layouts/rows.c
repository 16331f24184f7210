/*
 * Compiled once with spec/wtsapi32.h and once with mingw-w64's <wtsapi32.h>: each line becomes a
 * named datum in the assembly text, and the two texts must be the same (compare.cmake). Listed is
 * what mingw-w64 10 declares; on i686 a function's symbol also shows its calling convention and the
 * size of its parameters. Left out, since mingw-w64 is known to be wrong or to spell it otherwise:
 * WTSRegisterSessionNotificationEx (no WINAPI there), WTSINFOA.OutgoingCompressedBy.
 */
#ifdef ROWS_OF_MINGW
#include <windows.h>
#include <wtsapi32.h>
#else
#include "spec/wtsapi32.h"
#endif

#include <stddef.h>

typedef void (*Function)(void);

#define SIZE(type) const unsigned size_of_##type = sizeof(type)
#define FIELD(type, field) const unsigned offset_of_##type##_##field = offsetof(type, field)
#define VALUE(name) const unsigned value_of_##name = (unsigned)(name)
#define FUNCTION(name) const Function address_of_##name = (Function)(name)

SIZE(WTS_SERVER_INFOW);
FIELD(WTS_SERVER_INFOW, pServerName);

SIZE(WTS_SERVER_INFOA);
FIELD(WTS_SERVER_INFOA, pServerName);

SIZE(WTS_SESSION_INFOW);
FIELD(WTS_SESSION_INFOW, SessionId);
FIELD(WTS_SESSION_INFOW, pWinStationName);
FIELD(WTS_SESSION_INFOW, State);

SIZE(WTS_SESSION_INFOA);
FIELD(WTS_SESSION_INFOA, SessionId);
FIELD(WTS_SESSION_INFOA, pWinStationName);
FIELD(WTS_SESSION_INFOA, State);

SIZE(WTS_PROCESS_INFOW);
FIELD(WTS_PROCESS_INFOW, SessionId);
FIELD(WTS_PROCESS_INFOW, ProcessId);
FIELD(WTS_PROCESS_INFOW, pProcessName);
FIELD(WTS_PROCESS_INFOW, pUserSid);

SIZE(WTS_PROCESS_INFOA);
FIELD(WTS_PROCESS_INFOA, SessionId);
FIELD(WTS_PROCESS_INFOA, ProcessId);
FIELD(WTS_PROCESS_INFOA, pProcessName);
FIELD(WTS_PROCESS_INFOA, pUserSid);

SIZE(WTS_CLIENT_ADDRESS);
FIELD(WTS_CLIENT_ADDRESS, AddressFamily);
FIELD(WTS_CLIENT_ADDRESS, Address);

SIZE(WTS_CLIENT_DISPLAY);
FIELD(WTS_CLIENT_DISPLAY, HorizontalResolution);
FIELD(WTS_CLIENT_DISPLAY, VerticalResolution);
FIELD(WTS_CLIENT_DISPLAY, ColorDepth);

SIZE(WTSCLIENTW);
FIELD(WTSCLIENTW, ClientName);
FIELD(WTSCLIENTW, Domain);
FIELD(WTSCLIENTW, UserName);
FIELD(WTSCLIENTW, WorkDirectory);
FIELD(WTSCLIENTW, InitialProgram);
FIELD(WTSCLIENTW, EncryptionLevel);
FIELD(WTSCLIENTW, ClientAddressFamily);
FIELD(WTSCLIENTW, ClientAddress);
FIELD(WTSCLIENTW, HRes);
FIELD(WTSCLIENTW, VRes);
FIELD(WTSCLIENTW, ColorDepth);
FIELD(WTSCLIENTW, ClientDirectory);
FIELD(WTSCLIENTW, ClientBuildNumber);
FIELD(WTSCLIENTW, ClientHardwareId);
FIELD(WTSCLIENTW, ClientProductId);
FIELD(WTSCLIENTW, OutBufCountHost);
FIELD(WTSCLIENTW, OutBufCountClient);
FIELD(WTSCLIENTW, OutBufLength);
FIELD(WTSCLIENTW, DeviceId);

SIZE(WTSCLIENTA);
FIELD(WTSCLIENTA, ClientName);
FIELD(WTSCLIENTA, Domain);
FIELD(WTSCLIENTA, UserName);
FIELD(WTSCLIENTA, WorkDirectory);
FIELD(WTSCLIENTA, InitialProgram);
FIELD(WTSCLIENTA, EncryptionLevel);
FIELD(WTSCLIENTA, ClientAddressFamily);
FIELD(WTSCLIENTA, ClientAddress);
FIELD(WTSCLIENTA, HRes);
FIELD(WTSCLIENTA, VRes);
FIELD(WTSCLIENTA, ColorDepth);
FIELD(WTSCLIENTA, ClientDirectory);
FIELD(WTSCLIENTA, ClientBuildNumber);
FIELD(WTSCLIENTA, ClientHardwareId);
FIELD(WTSCLIENTA, ClientProductId);
FIELD(WTSCLIENTA, OutBufCountHost);
FIELD(WTSCLIENTA, OutBufCountClient);
FIELD(WTSCLIENTA, OutBufLength);
FIELD(WTSCLIENTA, DeviceId);

SIZE(WTSINFOW);
FIELD(WTSINFOW, State);
FIELD(WTSINFOW, SessionId);
FIELD(WTSINFOW, IncomingBytes);
FIELD(WTSINFOW, OutgoingBytes);
FIELD(WTSINFOW, IncomingFrames);
FIELD(WTSINFOW, OutgoingFrames);
FIELD(WTSINFOW, IncomingCompressedBytes);
FIELD(WTSINFOW, OutgoingCompressedBytes);
FIELD(WTSINFOW, WinStationName);
FIELD(WTSINFOW, Domain);
FIELD(WTSINFOW, UserName);
FIELD(WTSINFOW, ConnectTime);
FIELD(WTSINFOW, DisconnectTime);
FIELD(WTSINFOW, LastInputTime);
FIELD(WTSINFOW, LogonTime);
FIELD(WTSINFOW, CurrentTime);

SIZE(WTSINFOA);
FIELD(WTSINFOA, State);
FIELD(WTSINFOA, SessionId);
FIELD(WTSINFOA, IncomingBytes);
FIELD(WTSINFOA, OutgoingBytes);
FIELD(WTSINFOA, IncomingFrames);
FIELD(WTSINFOA, OutgoingFrames);
FIELD(WTSINFOA, IncomingCompressedBytes);
FIELD(WTSINFOA, WinStationName);
FIELD(WTSINFOA, Domain);
FIELD(WTSINFOA, UserName);
FIELD(WTSINFOA, ConnectTime);
FIELD(WTSINFOA, DisconnectTime);
FIELD(WTSINFOA, LastInputTime);
FIELD(WTSINFOA, LogonTime);
FIELD(WTSINFOA, CurrentTime);

SIZE(WTS_CONNECTSTATE_CLASS);
VALUE(WTSActive);
VALUE(WTSConnected);
VALUE(WTSConnectQuery);
VALUE(WTSShadow);
VALUE(WTSDisconnected);
VALUE(WTSIdle);
VALUE(WTSListen);
VALUE(WTSReset);
VALUE(WTSDown);
VALUE(WTSInit);

SIZE(WTS_INFO_CLASS);
VALUE(WTSInitialProgram);
VALUE(WTSApplicationName);
VALUE(WTSWorkingDirectory);
VALUE(WTSOEMId);
VALUE(WTSSessionId);
VALUE(WTSUserName);
VALUE(WTSWinStationName);
VALUE(WTSDomainName);
VALUE(WTSConnectState);
VALUE(WTSClientBuildNumber);
VALUE(WTSClientName);
VALUE(WTSClientDirectory);
VALUE(WTSClientProductId);
VALUE(WTSClientHardwareId);
VALUE(WTSClientAddress);
VALUE(WTSClientDisplay);
VALUE(WTSClientProtocolType);
VALUE(WTSIdleTime);
VALUE(WTSLogonTime);
VALUE(WTSIncomingBytes);
VALUE(WTSOutgoingBytes);
VALUE(WTSIncomingFrames);
VALUE(WTSOutgoingFrames);
VALUE(WTSClientInfo);
VALUE(WTSSessionInfo);

SIZE(WTS_CONFIG_CLASS);
VALUE(WTSUserConfigInitialProgram);
VALUE(WTSUserConfigWorkingDirectory);
VALUE(WTSUserConfigfInheritInitialProgram);
VALUE(WTSUserConfigfAllowLogonTerminalServer);
VALUE(WTSUserConfigTimeoutSettingsConnections);
VALUE(WTSUserConfigTimeoutSettingsDisconnections);
VALUE(WTSUserConfigTimeoutSettingsIdle);
VALUE(WTSUserConfigfDeviceClientDrives);
VALUE(WTSUserConfigfDeviceClientPrinters);
VALUE(WTSUserConfigfDeviceClientDefaultPrinter);
VALUE(WTSUserConfigBrokenTimeoutSettings);
VALUE(WTSUserConfigReconnectSettings);
VALUE(WTSUserConfigModemCallbackSettings);
VALUE(WTSUserConfigModemCallbackPhoneNumber);
VALUE(WTSUserConfigShadowingSettings);
VALUE(WTSUserConfigTerminalServerProfilePath);
VALUE(WTSUserConfigTerminalServerHomeDir);
VALUE(WTSUserConfigTerminalServerHomeDirDrive);
VALUE(WTSUserConfigfTerminalServerRemoteHomeDir);

SIZE(WTS_VIRTUAL_CLASS);
VALUE(WTSVirtualClientData);
VALUE(WTSVirtualFileHandle);

VALUE(IDTIMEOUT);
VALUE(IDASYNC);
VALUE(WTS_WSD_LOGOFF);
VALUE(WTS_WSD_SHUTDOWN);
VALUE(WTS_WSD_REBOOT);
VALUE(WTS_WSD_POWEROFF);
VALUE(WTS_WSD_FASTREBOOT);
VALUE(WTS_PROTOCOL_TYPE_CONSOLE);
VALUE(WTS_PROTOCOL_TYPE_ICA);
VALUE(WTS_PROTOCOL_TYPE_RDP);
VALUE(WTS_EVENT_NONE);
VALUE(WTS_EVENT_CREATE);
VALUE(WTS_EVENT_DELETE);
VALUE(WTS_EVENT_RENAME);
VALUE(WTS_EVENT_CONNECT);
VALUE(WTS_EVENT_DISCONNECT);
VALUE(WTS_EVENT_LOGON);
VALUE(WTS_EVENT_LOGOFF);
VALUE(WTS_EVENT_STATECHANGE);
VALUE(WTS_EVENT_LICENSE);
VALUE(WTS_EVENT_ALL);
VALUE(WTS_EVENT_FLUSH);
VALUE(NOTIFY_FOR_ALL_SESSIONS);
VALUE(NOTIFY_FOR_THIS_SESSION);
VALUE(USERNAME_LENGTH);
VALUE(CLIENTNAME_LENGTH);
VALUE(CLIENTADDRESS_LENGTH);
VALUE(WINSTATIONNAME_LENGTH);
VALUE(DOMAIN_LENGTH);

FUNCTION(WTSEnumerateServersW);
FUNCTION(WTSEnumerateServersA);
FUNCTION(WTSOpenServerW);
FUNCTION(WTSOpenServerA);
FUNCTION(WTSCloseServer);
FUNCTION(WTSEnumerateSessionsW);
FUNCTION(WTSEnumerateSessionsA);
FUNCTION(WTSEnumerateProcessesW);
FUNCTION(WTSEnumerateProcessesA);
FUNCTION(WTSTerminateProcess);
FUNCTION(WTSQuerySessionInformationW);
FUNCTION(WTSQuerySessionInformationA);
FUNCTION(WTSQueryUserConfigW);
FUNCTION(WTSQueryUserConfigA);
FUNCTION(WTSSetUserConfigW);
FUNCTION(WTSSetUserConfigA);
FUNCTION(WTSSendMessageW);
FUNCTION(WTSSendMessageA);
FUNCTION(WTSDisconnectSession);
FUNCTION(WTSLogoffSession);
FUNCTION(WTSShutdownSystem);
FUNCTION(WTSWaitSystemEvent);
FUNCTION(WTSVirtualChannelOpen);
FUNCTION(WTSVirtualChannelClose);
FUNCTION(WTSVirtualChannelRead);
FUNCTION(WTSVirtualChannelWrite);
FUNCTION(WTSVirtualChannelPurgeInput);
FUNCTION(WTSVirtualChannelPurgeOutput);
FUNCTION(WTSVirtualChannelQuery);
FUNCTION(WTSFreeMemory);
FUNCTION(WTSRegisterSessionNotification);
FUNCTION(WTSUnRegisterSessionNotification);
FUNCTION(WTSQueryUserToken);
FUNCTION(WTSConnectSessionA);
FUNCTION(WTSConnectSessionW);
FUNCTION(WTSStartRemoteControlSessionA);
FUNCTION(WTSStartRemoteControlSessionW);
FUNCTION(WTSStopRemoteControlSession);
FUNCTION(WTSUnRegisterSessionNotificationEx);
FUNCTION(WTSVirtualChannelOpenEx);
