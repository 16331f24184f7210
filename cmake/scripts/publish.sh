#!/usr/bin/env bash
# publish.sh WTSCONFORM [--check]: makes the site and the picture in reports/published of the results
# that lie there. With --check it changes nothing, and fails where they are not what it would make.
set -eu
published=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../../reports/published" && pwd)
made=$(mktemp -d)
trap 'rm -rf -- "$made"' EXIT
"$1" report --pages "$published"/*.json -o "$made/all" >/dev/null
mkdir "$made/site"
(cd "$made/all" && mv -- *.html style.css ./*.js matrix.svg ../site/)
# The files of a site in a folder.
site_in() {
  (cd "$1" && find . -maxdepth 1 \( -name "*.html" -o -name "*.css" -o -name "*.js" -o -name "*.svg" \) | sort)
}
if [[ ${2-} != --check ]]; then
  site_in "$published" | (cd "$published" && xargs -r rm -f --)
  cp -- "$made"/site/* "$published/"
  exit
fi
status=0
while read -r name; do
  cmp -- "$made/site/$name" "$published/$name" && continue
  echo "reports/published/${name#./} is not what these results give: run cmake/scripts/publish.sh WTSCONFORM" >&2
  status=1
done < <({ site_in "$made/site"; site_in "$published"; } | sort -u)
exit "$status"
