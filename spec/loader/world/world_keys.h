// The keys and words of a world's file (spec/schema/world-1.schema.json) for fields and values of
// the API: the mock reads them, `wtsconform record` writes them.
#ifndef WTSCONFORM_SPEC_LOADER_WORLD_WORLD_KEYS_H_
#define WTSCONFORM_SPEC_LOADER_WORLD_WORLD_KEYS_H_

#include <cstdint>
#include <string_view>
#include <utility>

#include "spec/wtsapi32.h"

namespace wtsconform {

template <class Field>
struct WorldKey {
  const char* key;
  Field field;
};

inline constexpr WorldKey<ULONG WTSLISTENERCONFIGW::*> kListenerKeys[] = {
    {"version", &WTSLISTENERCONFIGW::version},
    {"enabled", &WTSLISTENERCONFIGW::fEnableListener},
    {"max_connections", &WTSLISTENERCONFIGW::MaxConnectionCount},
    {"prompt_for_password", &WTSLISTENERCONFIGW::fPromptForPassword},
    {"inherit_color_depth", &WTSLISTENERCONFIGW::fInheritColorDepth},
    {"color_depth", &WTSLISTENERCONFIGW::ColorDepth},
    {"inherit_broken_timeout", &WTSLISTENERCONFIGW::fInheritBrokenTimeoutSettings},
    {"broken_timeout", &WTSLISTENERCONFIGW::BrokenTimeoutSettings},
    {"no_printers", &WTSLISTENERCONFIGW::fDisablePrinterRedirection},
    {"no_drives", &WTSLISTENERCONFIGW::fDisableDriveRedirection},
    {"no_com_ports", &WTSLISTENERCONFIGW::fDisableComPortRedirection},
    {"no_lpt_ports", &WTSLISTENERCONFIGW::fDisableLPTPortRedirection},
    {"no_clipboard", &WTSLISTENERCONFIGW::fDisableClipboardRedirection},
    {"no_audio", &WTSLISTENERCONFIGW::fDisableAudioRedirection},
    {"no_pnp", &WTSLISTENERCONFIGW::fDisablePNPRedirection},
    {"no_default_printer", &WTSLISTENERCONFIGW::fDisableDefaultMainClientPrinter},
    {"lan_adapter", &WTSLISTENERCONFIGW::LanAdapter},
    {"port", &WTSLISTENERCONFIGW::PortNumber},
    {"inherit_shadow", &WTSLISTENERCONFIGW::fInheritShadowSettings},
    {"shadow", &WTSLISTENERCONFIGW::ShadowSettings},
    {"connection_timeout", &WTSLISTENERCONFIGW::TimeoutSettingsConnection},
    {"disconnection_timeout", &WTSLISTENERCONFIGW::TimeoutSettingsDisconnection},
    {"idle_timeout", &WTSLISTENERCONFIGW::TimeoutSettingsIdle},
    {"security_layer", &WTSLISTENERCONFIGW::SecurityLayer},
    {"min_encryption_level", &WTSLISTENERCONFIGW::MinEncryptionLevel},
    {"user_authentication", &WTSLISTENERCONFIGW::UserAuthentication}};

inline constexpr WorldKey<DWORD WTSUSERCONFIGW::*> kUserKeys[] = {
    {"source", &WTSUSERCONFIGW::Source},
    {"inherit_initial_program", &WTSUSERCONFIGW::InheritInitialProgram},
    {"allow_logon", &WTSUSERCONFIGW::AllowLogonTerminalServer},
    {"connection_timeout", &WTSUSERCONFIGW::TimeoutSettingsConnections},
    {"disconnection_timeout", &WTSUSERCONFIGW::TimeoutSettingsDisconnections},
    {"idle_timeout", &WTSUSERCONFIGW::TimeoutSettingsIdle},
    {"client_drives", &WTSUSERCONFIGW::DeviceClientDrives},
    {"client_printers", &WTSUSERCONFIGW::DeviceClientPrinters},
    {"client_default_printer", &WTSUSERCONFIGW::ClientDefaultPrinter},
    {"broken_timeout", &WTSUSERCONFIGW::BrokenTimeoutSettings},
    {"reconnect", &WTSUSERCONFIGW::ReconnectSettings},
    {"shadowing", &WTSUSERCONFIGW::ShadowingSettings},
    {"remote_home_directory", &WTSUSERCONFIGW::TerminalServerRemoteHomeDir}};

inline constexpr std::pair<std::string_view, WTS_CONNECTSTATE_CLASS> kSessionStates[] = {
    {"active", WTSActive},
    {"connected", WTSConnected},
    {"connect-query", WTSConnectQuery},
    {"shadow", WTSShadow},
    {"disconnected", WTSDisconnected},
    {"idle", WTSIdle},
    {"listen", WTSListen},
    {"reset", WTSReset},
    {"down", WTSDown},
    {"init", WTSInit}};

inline constexpr std::pair<std::string_view, std::uint16_t> kClientProtocols[] = {
    {"console", WTS_PROTOCOL_TYPE_CONSOLE},
    {"ica", WTS_PROTOCOL_TYPE_ICA},
    {"rdp", WTS_PROTOCOL_TYPE_RDP}};

inline constexpr std::pair<std::string_view, LONG> kSessionLocks[] = {
    {"locked", WTS_SESSIONSTATE_LOCK},
    {"unlocked", WTS_SESSIONSTATE_UNLOCK},
    {"unknown", static_cast<LONG>(WTS_SESSIONSTATE_UNKNOWN)}};

// The word for a value; "" where it has none.
template <class Words, class Value>
constexpr std::string_view WordFor(const Words& words, Value value) {
  for (const auto& [word, each] : words) {
    if (each == value) return word;
  }
  return "";
}

}  // namespace wtsconform

#endif  // WTSCONFORM_SPEC_LOADER_WORLD_WORLD_KEYS_H_
