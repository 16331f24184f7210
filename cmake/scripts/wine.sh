#!/bin/sh
# wine.sh PROGRAM.EXE [ARGUMENTS]: runs a Windows program under Wine, in its own prefix that
# lies in the cache folder. WTSCONFORM_WINE is the folder of wine64 and wineserver64, or of wine and wineserver32:
# the 32-bit Wine alone, for programs of 32 bits.
#
# A Wine whose server is not running starts it, and with it services that keep the program's
# standard output open: whoever reads that from a pipe waits for seconds, or for ever. So the server
# and its services are started first, on no stream of ours. The server ends by itself, 60 seconds
# after its last program.
set -u
folder=${WTSCONFORM_WINE:-/usr/lib/wine}
wine=$folder/wine64 WINESERVER=$folder/wineserver64 WINEARCH=win64
if [ ! -x "$wine" ] && [ -x "$folder/wineserver32" ]; then
  wine=$folder/wine WINESERVER=$folder/wineserver32 WINEARCH=win32
fi
for program in "$wine" "$WINESERVER"; do
  [ -x "$program" ] && continue
  echo "wine.sh: there is no $program; Debian's package is wine64" >&2
  exit 127
done
cache=${XDG_CACHE_HOME:-$HOME/.cache}/wtsconform
export WINEPREFIX="$cache/prefix$(printf %s "$folder" | tr / -)" WINESERVER WINEARCH WINEDEBUG=-all
export WINEDLLOVERRIDES="winedbg.exe=d;mscoree,mshtml=${WINEDLLOVERRIDES:+;$WINEDLLOVERRIDES}"
# Without a UTF-8 locale Wine cannot name every file.
export LC_ALL=C.UTF-8
unset DISPLAY WAYLAND_DISPLAY

is_running() { "$WINESERVER" -k0 >/dev/null 2>&1; }

start() {
  "$WINESERVER" -p60
  "$wine" wineboot
}

if ! is_running; then
  mkdir -p "$cache" && exec 9>"$WINEPREFIX.lock" && flock 9 || exit 1
  is_running || start </dev/null >/dev/null 2>&1 9>&-
  exec 9>&-
fi
exec "$wine" "$@"
