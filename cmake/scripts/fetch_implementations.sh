#!/usr/bin/env bash
# fetch_implementations.sh [NAME ...]: unpacks implementations of other Debian releases into the
# cache folder, by default all of them. Nothing is installed, and nothing is written elsewhere.
#
# The packages come from the mirror that this machine's apt uses, into an apt state of their own;
# apt checks the signatures. What was fetched before is kept; what was interrupted goes on. Ends with
# 1 if something could not be had, and says what.
set -u -o pipefail

. "$(dirname -- "${BASH_SOURCE[0]}")/debian_archive.sh"

# name, releases, architecture, what of this system the packages may rely on, packages
implementations() {
  cat <<'TABLE'
freerdp-3.10  bookworm,bookworm-backports  amd64  everything  libwinpr3-3 libfreerdp3-3
freerdp-3.15  trixie                       amd64  nothing     libwinpr3-3 libfreerdp3-3
freerdp-3.32  sid                          amd64  nothing     libwinpr3-3 libfreerdp3-3
wine-10       trixie                       amd64  nothing     libwine wine64 libc6 libgcc-s1 libunwind8 liblzma5 libz-mingw-w64
i386          bookworm                     i386   nothing     libc6-dev libstdc++-12-dev libgcc-12-dev libgcrypt20-dev libgpg-error-dev libfmt-dev libtomlplusplus-dev libcli11-dev nlohmann-json3-dev libkainjow-mustache-dev libgtest-dev libgmock-dev libbenchmark-dev libwinpr2-2 libfreerdp2-2
wine-i386     bookworm                     i386   nothing     libwine wine32 libz-mingw-w64
TABLE
}

# download FOLDER RELEASES ARCHITECTURE RELIES PACKAGE...
download() {
  local folder=$1 releases=$2 relies=$4 release mirror
  local architecture=(-o "APT::Architecture=$3" -o "APT::Architectures=$3")
  shift 4
  mirror=$(mirror) && own_state "$folder" || return
  [[ $relies == nothing ]] || cp /var/lib/dpkg/status "$folder/status"
  for release in ${releases//,/ }; do
    echo "deb [signed-by=$keyring] $mirror $release main"
  done >"$folder/sources.list"
  own_apt "$folder" "${architecture[@]}" update &&
    own_apt "$folder" "${architecture[@]}" -y --download-only -t "$release" install "$@"
}

# unpack FOLDER: all that was downloaded, into FOLDER/root at once or not at all.
unpack() {
  local folder=$1 package
  rm -rf "$folder/partial"
  # Releases since trixie expect these links to be there; packages of those before have folders for them.
  mkdir -p "$folder"/partial/usr/{lib,lib64} &&
    ln -s usr/lib "$folder/partial/lib" && ln -s usr/lib64 "$folder/partial/lib64" || return
  for package in "$folder"/cache/archives/*.deb; do
    dpkg-deb --fsys-tarfile "$package" | tar -x --keep-directory-symlink -C "$folder/partial" || return
  done
  if [[ -d $folder/partial/usr/lib/wine ]]; then finish_wine "$folder" || return; fi
  mv "$folder/partial" "$folder/root" && rm -rf "$folder"/{cache,state}
}

# finish_wine FOLDER: what the packages' scripts do, and the folder's own C library for the two
# programs.
finish_wine() {
  local root=$1/partial own=$1/root program patchelf dll
  local programs=(wine64 wineserver64) machine=x86_64-linux-gnu windows=x86_64 loader=lib64/ld-linux-x86-64.so.2
  if [[ -e $root/usr/lib/wine/wineserver32 ]]; then
    programs=(wine wineserver32) machine=i386-linux-gnu windows=i386 loader=lib/ld-linux.so.2
  fi
  patchelf=$(command -v patchelf) || {
    (cd "$1" && apt-get -qq -o APT::Sandbox::User=root download patchelf && dpkg-deb --extract patchelf_*.deb tools) >&2
    patchelf=$1/tools/usr/bin/patchelf
  }
  for program in "${programs[@]}"; do
    "$patchelf" --set-interpreter "$own/usr/$loader" \
      --force-rpath --set-rpath "$own/usr/lib/$machine" "$root/usr/lib/wine/$program" || return
  done
  # A DLL is taken for a builtin of Wine by the mark behind its first header.
  dll=$root/usr/lib/$machine/wine/$windows-windows/zlib1.dll
  rm -f "$dll"
  cp "$root/usr/${windows/i386/i686}-w64-mingw32/lib/zlib1.dll" "$dll" &&
    printf 'Wine builtin DLL\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0' |
    dd of="$dll" bs=1 seek=64 conv=notrunc status=none
}

# fetch NAME RELEASES ARCHITECTURE RELIES PACKAGE...
fetch() {
  local name=$1 folder=$cache/$1
  if [[ -d $folder/root ]]; then
    say "$name is there."
    return
  fi
  say "Fetching $name from Debian ${2//,/ and } into $folder."
  download "$folder" "${@:2}" && unpack "$folder" && say "$name is there." && return
  say "$name COULD NOT BE FETCHED: see above; what was downloaded is kept for the next attempt."
  return 1
}

main() {
  local status=0 name releases architecture relies packages known=()
  if [[ $(uname -m) != x86_64 ]]; then
    say "These packages are fetched for x86_64 only."
    return 1
  fi
  mapfile -t known < <(implementations | awk '{ print $1 }')
  for name; do
    [[ " ${known[*]} " == *" $name "* ]] && continue
    say "There is no \"$name\" to fetch; there are: ${known[*]}"
    return 2
  done
  while read -r name releases architecture relies packages; do
    [[ $# == 0 || " $* " == *" $name "* ]] || continue
    # shellcheck disable=SC2086  # the packages are words
    fetch "$name" "$releases" "$architecture" "$relies" $packages </dev/null || status=1
  done < <(implementations)
  return "$status"
}

main "$@"
