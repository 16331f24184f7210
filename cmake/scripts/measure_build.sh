#!/usr/bin/env bash
# measure_build.sh [--rows ROW,...] [REVISION ...]: what building this project costs, for each revision
# (default: HEAD) one after the other, each row in its own clean clone.
#
#   first    ./dev run mock winpr freerdp, up to the last verdict
#   all      ./dev run
#   test     ./dev test
#   ci       .ci/run
#   size     bytes that are installed: the program, the mock, and the mock's DLL
#
# Processor time comes first: wall time is noise on a machine that does other things. The packages must
# be installed before (./dev setup). Default rows: first and size. Writes nothing into the repository.
set -u -o pipefail

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd) || exit 1
rows=first,size
if [[ ${1:-} == --rows ]]; then
  rows=${2:?--rows takes a list: first,all,test,ci,size}
  shift 2
fi
(($#)) || set -- HEAD
box=$(mktemp -d) || exit 1
trap 'rm -rf -- "$box"' EXIT

command_of() {
  case $1 in
    first) echo ./dev run mock winpr freerdp ;;
    all) echo ./dev run ;;
    test) echo ./dev test ;;
    ci) echo bash .ci/run ;;
  esac
}

# clone REVISION: an empty build of it in $box/tree.
clone() {
  rm -rf -- "$box/tree"
  git clone --quiet "$root" "$box/tree" && git -C "$box/tree" checkout --quiet "$1"
}

# timed REVISION ROW: a line of the table.
timed() {
  local words status
  read -r -a words <<<"$(command_of "$2")"
  clone "$1" || return
  TIMEFORMAT='%U %S %R'
  { time (cd "$box/tree" && "${words[@]}" >"$box/out" 2>"$box/err" </dev/null); } 2>"$box/time"
  status=$?
  awk -v what="${words[*]}" -v revision="$1" -v status="$status" \
    '{ printf "%-12s  %-30s  %7.1f  %7.1f  %7.1f  %d\n", revision, what, $1 / 60, $2 / 60, $3 / 60, status }' \
    "$box/time"
}

# size_of FILE: its bytes once stripped, which is what is installed.
size_of() {
  [[ -f $1 ]] || return
  local strip=strip
  [[ $1 == *.exe || $1 == *.dll ]] && strip=x86_64-w64-mingw32-strip
  "$strip" -o "$box/stripped" "$1" && stat -c %s "$box/stripped"
}

# sizes REVISION: of what `cmake --install` puts down; of the built files where that has no rule.
sizes() {
  local tree=$box/tree file bytes
  clone "$1" || return
  (cd "$tree" && cmake --preset release && cmake --build --preset release --target wtsconform wtsapi32mock &&
    cmake --preset mingw && cmake --build --preset mingw --target wtsapi32mock) >"$box/out" 2>&1 || return
  for file in release/bin/wtsconform release/lib/libwtsapi32mock.so mingw/bin/wtsapi32_mock.dll; do
    cmake --install "$tree/build/${file%%/*}" --prefix "$box/installed" >/dev/null 2>&1
    bytes=$(find "$box/installed" -name "${file##*/}" -printf '%s\n' 2>/dev/null | head -n 1)
    printf '%-12s  %-30s  built %10d  stripped %9d  installed %s\n' "$1" "${file##*/}" \
      "$(stat -c %s "$tree/build/$file")" "$(size_of "$tree/build/$file")" "${bytes:-no rule}"
  done
  rm -rf -- "$box/installed"
}

printf '%-12s  %-30s  %7s  %7s  %7s  %s\n' revision command 'user/min' 'sys/min' 'wall/min' status
for revision; do
  for row in ${rows//,/ }; do
    if [[ $row == size ]]; then
      sizes "$revision"
    elif [[ -n $(command_of "$row") ]]; then
      timed "$revision" "$row"
    else
      echo "measure_build.sh: there is no row \"$row\"; there are first, all, test, ci, size" >&2
      exit 2
    fi
  done
done
