#!/usr/bin/env bash
# notices.sh linux|windows: the licence of this project, and those of the libraries that its programs
# have in them, as Debian's packages of these state them.
set -eu
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.."

cat LICENSE
while read -r package for name; do
  [[ $package == '#'* || ($for != both && $for != "$1") ]] && continue
  printf '\n\n%s\n%s\n\n' "$(printf '=%.0s' {1..78})" "In the programs: $name (Debian's package $package)"
  cat "/usr/share/doc/$package/copyright"
done <cmake/package/libraries.txt
