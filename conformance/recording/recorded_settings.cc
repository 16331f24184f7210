#include "conformance/recording/recorded_settings.h"

#include "conformance/recording/calls.h"
#include "conformance/recording/toml_rows.h"
#include "spec/loader/world/world_keys.h"

namespace wtsconform {
std::string RecordListener(Names& names, const std::string& name,
                           const WTSLISTENERCONFIGW& config) {
  TomlRow row;
  row.Text("name", name);
  for (const auto& [key, field] : kListenerKeys) row.Number(key, config.*field);
  row.Text("comment", names.Of("comment", Utf8Of(config.Comment)));
  row.Text("user", names.Of("person", Utf8Of(config.LogonUserName)));
  row.Text("domain", names.Of("DOMAIN", Utf8Of(config.LogonDomain)));
  row.Text("working_directory", names.Of("directory", Utf8Of(config.WorkDirectory)));
  row.Text("initial_program", names.Of("program", Utf8Of(config.InitialProgram)));
  return row.InLine();
}

std::string RecordUser(Names& names, const std::string& name, const WTSUSERCONFIGW& config,
                       DWORD modem_callback, const std::string& modem_callback_number) {
  TomlRow row;
  row.Text("name", names.Of("person", name));
  for (const auto& [key, field] : kUserKeys) row.Number(key, config.*field);
  row.Text("initial_program", names.Of("program", Utf8Of(config.InitialProgram)));
  row.Text("working_directory", names.Of("directory", Utf8Of(config.WorkDirectory)));
  row.Text("profile", names.Of("directory", Utf8Of(config.TerminalServerProfilePath)));
  row.Text("home_directory", names.Of("directory", Utf8Of(config.TerminalServerHomeDir)));
  row.Text("home_drive", Utf8Of(config.TerminalServerHomeDirDrive));
  row.Number("modem_callback", modem_callback);
  row.Text("modem_callback_number", names.Of("number", modem_callback_number));
  return row.InLine();
}

}  // namespace wtsconform
