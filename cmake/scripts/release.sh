#!/usr/bin/env bash
# release.sh: packs what build/dist and build/mingw hold into build/release-files: a tar.gz for Linux, a
# zip for Windows, a Debian package, their SPDX documents and checksums. The same revision gives the
# same bytes.
set -eu -o pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.."

out=$PWD/build/release-files
stage=$(mktemp -d)
trap 'rm -rf -- "$stage"' EXIT
export SOURCE_DATE_EPOCH TZ=UTC LC_ALL=C
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
umask 022
version=$(build/dist/bin/wtsconform --version | awk '{ print $2 }')

# install BUILD FOLDER: what a user unpacks, with the licences of all that is in it.
install() {
  cmake --install "$1" --prefix "$stage/$2" >/dev/null
  rm -rf "$stage/$2/share/doc"
  bash cmake/scripts/notices.sh "$3" >"$stage/$2/LICENSES.txt"
  cp README.md CHANGELOG.md LICENSE "$stage/$2/"
  find "$stage/$2" -exec touch --no-dereference --date="@$SOURCE_DATE_EPOCH" {} +
}

rm -rf "$out" && mkdir -p "$out"
linux=wtsconform-$version-linux-$(uname -m)
windows=wtsconform-$version-windows-x86_64
install build/dist "$linux" linux
tar --create --sort=name --owner=0 --group=0 --numeric-owner --format=gnu -C "$stage" "$linux" |
  gzip -9n >"$out/$linux.tar.gz"
if [[ -e build/mingw/bin/wtsconform.exe ]]; then
  install build/mingw "$windows" windows
  (cd "$stage" && find "$windows" | sort | zip -qX "$out/$windows.zip" -@)
fi
mkdir -p build/dist/package
bash cmake/scripts/notices.sh linux >build/dist/package/copyright
gzip -9nc CHANGELOG.md >build/dist/package/changelog.gz
(cd build/dist && cpack -G DEB -B "$stage/deb" >/dev/null)
cp "$stage"/deb/*.deb "$out/"
for file in "$out"/*.tar.gz "$out"/*.zip "$out"/*.deb; do
  [[ -e $file ]] && python3 cmake/scripts/sbom.py "$file" "$version" >"$file.spdx.json"
done
(cd "$out" && sha256sum ./* >SHA256SUMS)
printf '%s\n' "$out"/*
