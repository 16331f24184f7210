#!/usr/bin/env bash
# fetch_benchmark.sh: unpacks the source of Debian's package of Google Benchmark into the cache
# folder, for the presets that build for Windows; Debian has no library for them. What was fetched
# before is kept. Ends with 1 if it could not be had.
set -u -o pipefail

. "$(dirname -- "${BASH_SOURCE[0]}")/debian_archive.sh"
folder=$cache/benchmark

fetch() {
  local mirror
  mirror=$(mirror) && own_state "$folder" && mkdir -p "$folder/partial" || return
  # shellcheck disable=SC1091
  echo "deb-src [signed-by=$keyring] $mirror $(. /etc/os-release && echo "$VERSION_CODENAME") main" \
    >"$folder/sources.list"
  own_apt "$folder" update &&
    (cd "$folder" && own_apt "$folder" source --download-only benchmark) &&
    tar -xzf "$folder"/benchmark_*.orig.tar.gz -C "$folder/partial" --strip-components=1 &&
    mv "$folder/partial" "$folder/source" && rm -rf "$folder"/{cache,state}
}

if [[ ! -d $folder/source ]]; then
  say "Fetching the source of Google Benchmark from Debian into $folder."
  if ! fetch; then
    say "It COULD NOT BE FETCHED: see above."
    exit 1
  fi
fi
say "The source of Google Benchmark is there."
