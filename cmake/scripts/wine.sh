#!/bin/sh
# wine.sh PROGRAM.EXE [ARGUMENTS]: runs a Windows program under Wine, in its own prefix that
# lies in the cache folder. WTSCONFORM_WINE is the folder of wine64 and wineserver64.
#
# A Wine whose server is not running starts it, and with it services that keep the program's
# standard output open: whoever reads that from a pipe waits for seconds, or for ever. So the server
# and its services are started first, on no stream of ours. The server ends by itself, 60 seconds
# after its last program.
set -u
wine=${WTSCONFORM_WINE:-/usr/lib/wine}
for program in wine64 wineserver64; do
  [ -x "$wine/$program" ] && continue
  echo "wine.sh: there is no $wine/$program; Debian's package is wine64" >&2
  exit 127
done
cache=${XDG_CACHE_HOME:-$HOME/.cache}/wtsconform
export WINEPREFIX="$cache/prefix$(printf %s "$wine" | tr / -)" WINESERVER="$wine/wineserver64"
export WINEARCH=win64 WINEDEBUG=-all
export WINEDLLOVERRIDES="winedbg.exe=d;mscoree,mshtml=${WINEDLLOVERRIDES:+;$WINEDLLOVERRIDES}"
# Without a UTF-8 locale Wine cannot name every file.
export LC_ALL=C.UTF-8
unset DISPLAY WAYLAND_DISPLAY

is_running() { "$wine/wineserver64" -k0 >/dev/null 2>&1; }

start() {
  "$wine/wineserver64" -p60
  "$wine/wine64" wineboot
}

if ! is_running; then
  mkdir -p "$cache" && exec 9>"$WINEPREFIX.lock" && flock 9 || exit 1
  is_running || start </dev/null >/dev/null 2>&1 9>&-
  exec 9>&-
fi
exec "$wine/wine64" "$@"
