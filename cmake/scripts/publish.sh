#!/usr/bin/env bash
# publish.sh WTSCONFORM [--check]: makes the page and the picture in reports/published of the results
# that lie there. With --check it changes nothing, and fails where they are not what it would make.
set -eu
published=$(dirname -- "${BASH_SOURCE[0]}")/../../reports/published
made=$(mktemp -d)
trap 'rm -rf -- "$made"' EXIT
"$1" report "$published"/*.json -o "$made" >/dev/null
for name in index.html matrix.svg; do
  if [[ ${2-} != --check ]]; then
    cp -- "$made/$name" "$published/"
  elif ! cmp -- "$made/$name" "$published/$name"; then
    echo "reports/published/$name is not what these results give: run cmake/scripts/publish.sh WTSCONFORM" >&2
    exit 1
  fi
done
