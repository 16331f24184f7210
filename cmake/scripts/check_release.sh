#!/usr/bin/env bash
# check_release.sh: what build/release-files promises. Linux programs need the C library alone, of the
# version that is named here; Windows programs no DLL but the system's; the same revision gives the same
# bytes; lintian, where it is installed, finds no error. As root, with debootstrap, the package is
# installed in a new Debian, and the programs run there.
set -u -o pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." || exit 1

files=$PWD/build/release-files
newest_glibc=2.36
box=$(mktemp -d) || exit 1
trap 'umount "$box/root/proc" 2>/dev/null; rm -rf --one-file-system -- "$box"' EXIT
failures=0

wrong() {
  printf '%s\n' "$*" >&2
  failures=$((failures + 1))
}

(cd "$files" && sha256sum --quiet --check SHA256SUMS) || wrong "SHA256SUMS does not hold"
for spdx in "$files"/*.spdx.json; do
  python3 -m json.tool "$spdx" >/dev/null || wrong "$spdx is no JSON"
done

check_linux() {
  local file needed versions
  tar -xzf "$files"/wtsconform-*-linux-*.tar.gz -C "$box" || return 1
  while IFS= read -r file; do
    needed=$(objdump -p "$file" | awk '$1 == "NEEDED" && $2 !~ /^(libc\.so\.6|libm\.so\.6|ld-linux.*)$/ { print $2 }')
    [[ -z $needed ]] || wrong "$file needs $needed"
    versions=$(objdump -T "$file" | grep -o 'GLIBC_[0-9.]*' | sed 's/GLIBC_//')
    [[ $(printf '%s\n' "$versions" "$newest_glibc" | sort -V | tail -n 1) == "$newest_glibc" ]] ||
      wrong "$file needs a newer C library than $newest_glibc"
  done < <(find "$box" -path '*/bin/*' -o -name '*.so')
  file=$(find "$box" -path '*/bin/wtsconform')
  "$file" run mock --clause OPEN-5 >/dev/null || wrong "the unpacked program fails"
}

check_windows() {
  local file dll
  unzip -q "$files"/wtsconform-*-windows-*.zip -d "$box" || return 1
  while IFS= read -r file; do
    for dll in $(x86_64-w64-mingw32-objdump -p "$file" | awk '/DLL Name:/ { print tolower($3) }'); do
      case $dll in
        advapi32.dll | bcrypt.dll | kernel32.dll | msvcrt.dll | psapi.dll | shell32.dll | shlwapi.dll | user32.dll | ws2_32.dll) ;;
        *) wrong "$file needs $dll" ;;
      esac
    done
  done < <(find "$box" -name '*.exe' -o -name '*.dll')
}

check_package() {
  local root=$box/root mirror
  if command -v lintian >/dev/null; then
    lintian --fail-on error "$files"/*.deb >"$box/lintian" 2>&1 || wrong "$(cat "$box/lintian")"
  fi
  [[ $(id -u) == 0 ]] && command -v debootstrap >/dev/null || return 0
  # shellcheck disable=SC1091
  . cmake/scripts/debian_archive.sh
  mirror=$(mirror) || return
  debootstrap --variant=minbase bookworm "$root" "$mirror" >"$box/debootstrap" 2>&1 ||
    { wrong "$(tail -n 3 "$box/debootstrap")"; return; }
  cp "$files"/*.deb "$root/tmp/" && mount -t proc proc "$root/proc" || return
  chroot "$root" sh -c 'apt-get install -y /tmp/*.deb >/dev/null 2>&1 &&
    wtsconform run mock && wtsbench --benchmark_filter="^pair/mock/WTSOpenServerA$" --benchmark_min_time=0.01' \
    >"$box/there" 2>&1 || wrong "in a new Debian: $(tail -n 5 "$box/there")"
  tail -n 4 "$box/there"
}

check_linux || wrong "there is no archive for Linux"
check_windows || wrong "there is no archive for Windows"
check_package
mkdir "$box/first" && cp "$files"/* "$box/first/"
if ! bash cmake/scripts/release.sh >/dev/null || ! diff -r "$box/first" "$files"; then
  wrong "the second time gives other bytes"
fi
((failures == 0)) && echo "The release holds what it promises."
exit "$((failures > 0))"
