# shellcheck shell=bash disable=SC2016,SC2034
# What is fetched from Debian's archive, for the scripts that source this: from the mirror that this
# machine's apt uses, into a cache folder, with its own apt state; apt checks the signatures.
cache=${XDG_CACHE_HOME:-$HOME/.cache}/wtsconform
keyring=/usr/share/keyrings/debian-archive-keyring.gpg

say() { printf '%s\n' "$*" >&2; }

# The mirror of this system's own release, as apt knows it.
mirror() {
  apt-get indextargets --format '$(RELEASE) $(REPO_URI)' 'Created-By: Packages' |
    awk -v release="$(. /etc/os-release && echo "$VERSION_CODENAME")" \
      '$1 == release && !found { print $2; found = 1 } END { exit !found }' && return
  say "apt's configuration names no mirror of this release."
  return 1
}

# own_state FOLDER: makes it one of apt's, on a system that has nothing installed.
own_state() {
  mkdir -p "$1"/{state/lists/partial,cache/archives/partial,none} && : >"$1/status"
}

# own_apt FOLDER COMMAND...: apt-get with that state and the sources in FOLDER/sources.list.
own_apt() {
  local folder=$1
  shift
  local quiet=(-qq)
  [[ -t 2 ]] && quiet=()
  apt-get "${quiet[@]}" -o Dir::State="$folder/state" -o Dir::State::status="$folder/status" \
    -o Dir::Cache="$folder/cache" -o Dir::Etc::sourcelist="$folder/sources.list" \
    -o Dir::Etc::sourceparts="$folder/none" -o APT::Install-Recommends=false \
    -o APT::Sandbox::User=root -o Debug::NoLocking=true "$@" >&2
}
