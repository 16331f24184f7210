#include "conformance/recording/recorded_settings.h"

#include <iterator>

#include "conformance/recording/toml_rows.h"

namespace wtsconform {
namespace {

// The keys of a world's file (spec/schema/world-1.schema.json).

struct ListenerKey {
  const char* key;
  ULONG WTSLISTENERCONFIGW::*field;
};
constexpr ListenerKey kListenerKeys[] = {
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

struct UserKey {
  const char* key;
  DWORD WTSUSERCONFIGW::*field;
};
constexpr UserKey kUserKeys[] = {
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

template <std::size_t N>
std::string FieldText(const WCHAR (&field)[N]) {
  return Utf8Of(field, N);
}

}  // namespace

std::string RecordListener(Names& names, const std::string& name,
                           const WTSLISTENERCONFIGW& config) {
  TomlRow row;
  row.Text("name", name);
  for (const auto& [key, field] : kListenerKeys) row.Number(key, config.*field);
  row.Text("comment", names.Of("comment", FieldText(config.Comment)));
  row.Text("user", names.Of("person", FieldText(config.LogonUserName)));
  row.Text("domain", names.Of("DOMAIN", FieldText(config.LogonDomain)));
  row.Text("working_directory", names.Of("directory", FieldText(config.WorkDirectory)));
  row.Text("initial_program", names.Of("program", FieldText(config.InitialProgram)));
  return row.InLine();
}

std::string RecordUser(Names& names, const std::string& name, const WTSUSERCONFIGW& config,
                       DWORD modem_callback, const std::string& modem_callback_number) {
  TomlRow row;
  row.Text("name", names.Of("person", name));
  for (const auto& [key, field] : kUserKeys) row.Number(key, config.*field);
  row.Text("initial_program", names.Of("program", FieldText(config.InitialProgram)));
  row.Text("working_directory", names.Of("directory", FieldText(config.WorkDirectory)));
  row.Text("profile", names.Of("directory", FieldText(config.TerminalServerProfilePath)));
  row.Text("home_directory", names.Of("directory", FieldText(config.TerminalServerHomeDir)));
  row.Text("home_drive", FieldText(config.TerminalServerHomeDirDrive));
  row.Number("modem_callback", modem_callback);
  row.Text("modem_callback_number", names.Of("number", modem_callback_number));
  return row.InLine();
}

}  // namespace wtsconform
