#!/usr/bin/env bash
# Tests ./dev against stand-ins for dpkg-query, apt-get, cmake, ctest and the built programs:
# nothing is installed, built or asked of a network. Usage: dev_test.sh
# shellcheck disable=SC2016,SC2317  # stand-ins keep their text; check calls the functions below it
set -u -o pipefail

tree=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd) || exit 1
box=$(mktemp -d) || exit 1
trap 'rm -rf -- "$box"' EXIT
failures=0

# stand_in NAME: a program NAME, its text from stdin; it writes down how it was called.
stand_in() {
  {
    printf '#!%s\nprintf "%%s\\n" "%s $*" >>"%s/calls"\n' "$BASH" "$1" "$box"
    cat
  } >"$box/bin/$1"
  chmod +x "$box/bin/$1"
}

# A copy of the script in a folder whose name has a space, on a machine where everything is there.
set_up() {
  rm -rf -- "${box:?}/bin" "$box/a tree" "$box/calls"
  mkdir -p "$box/bin" "$box/a tree/cmake/scripts" "$box/a tree/build/release/bin"
  cp "$tree/dev" "$box/a tree/"
  cp "$tree/cmake/packages.txt" "$box/a tree/cmake/"
  echo 'echo "fetch $*" >>"'"$box"'/calls"' >"$box/a tree/cmake/scripts/fetch_implementations.sh"
  : >"$box/calls"
  local tool
  for tool in awk bash cat dirname env grep head mkdir rm sed tail tee tr true; do
    ln -s "$(command -v "$tool")" "$box/bin/$tool"
  done
  installed "${every[@]}"
  user 1000
  stand_in apt-get <<<'exit 0'
  stand_in sudo <<<'exit 0'
  stand_in cmake <<<'exit 0'
  stand_in ctest <<<'echo "1/1 Test #1: a ....   Passed    0.00 sec"
echo "shards ${GTEST_TOTAL_SHARDS-none}"'
  program wtsconform 'echo MATRIX; exit 4'
  program wtsbench 'echo "$@"; exit 5'
}

user() { stand_in id <<<"echo $1"; }
program() {
  stand_in "$1" <<<"$2"
  mv "$box/bin/$1" "$box/a tree/build/release/bin/$1"
}
installed() {
  printf 'installed %s, \n' "$@" >"$box/installed"
  stand_in dpkg-query <<<"cat '$box/installed'"
}
but() {  # every package except those named
  printf '%s\n' "${every[@]}" | grep -vxF "$(printf '%s\n' "$@")"
}

# dev ARGUMENTS: runs it in the box; leaves $status and the files out, err.
dev() {
  (cd "$box/a tree" && PATH=$box/bin exec ./dev "$@" >"$box/out" 2>"$box/err")
  status=$?
}

# check WHAT COMMAND...
check() {
  local what=$1
  shift
  "$@" >/dev/null && return
  failures=$((failures + 1))
  printf 'FAILED: %s\n  %s\n' "$what" "$*"
  sed 's/^/  out: /' "$box/out"
  sed 's/^/  err: /' "$box/err"
  sed 's/^/  called: /' "$box/calls"
}
not() { ! "$@"; }
status_is() { [[ $status == "$1" ]]; }
out_is() { [[ $(cat "$box/out") == "$1" ]]; }
says() { grep -qF -- "$*" "$box/err"; }
called() { grep -qxF -- "$1" "$box/calls"; }
called_with() { grep -qF -- "$1" "$box/calls"; }
times_called() { [[ $(grep -c "^$2" "$box/calls") == "$1" ]]; }

mapfile -t every <<<"$(awk '!/^#/ && NF { print $2 }' "$tree/cmake/packages.txt")"

check 'packages: each row has a group, a name and a reason' \
  not grep -vE '^(#.*|)$|^(build|real|wine|test|bench|dist|peers) +[a-z0-9][a-z0-9+.-]+  +[^ ]' "$tree/cmake/packages.txt"
check 'packages: none is named twice' \
  [ "$(printf '%s\n' "${every[@]}" | sort | uniq -d)" = '' ]

set_up
dev
check 'no argument: help' status_is 0
check 'no argument: help on stdout' grep -q '^usage: ./dev COMMAND' "$box/out"
check 'no argument: nothing is called' [ ! -s "$box/calls" ]
dev install
check 'an unknown command is wrong usage' status_is 2
check 'an unknown command is named' says 'there is no command "install"'
check 'an unknown command leaves stdout alone' out_is ''
dev test --quik
check 'a mistyped option of test is wrong usage' status_is 2
check 'a mistyped option of test builds nothing' [ ! -s "$box/calls" ]

set_up
dev setup
check 'all there: status 0' status_is 0
check 'all there: apt-get is not called' times_called 0 apt-get

mapfile -t rest <<<"$(but valgrind ninja-build libfreerdp2-2)"
set_up
installed "${rest[@]}"
dev setup
check 'missing, no root: status 1' status_is 1
check 'missing, no root: the line' says 'sudo apt-get update && sudo apt-get install' \
  --no-install-recommends ninja-build valgrind libfreerdp2-2
check 'missing, no root: one line has it' [ "$(grep -c sudo "$box/err")" = 1 ]
check 'missing, no root: nothing is installed' not called_with 'apt-get install -y'
check 'missing, no root: no list is fetched' not called_with 'apt-get update'
check 'missing, no root: sudo is not called' times_called 0 sudo
dev run
check 'missing, no root: run stops with status 1' status_is 1
check 'missing, no root: run does not build' times_called 0 cmake
check 'run does not ask for what only tests need' not says valgrind

set_up
installed "${rest[@]}"
user 0
dev setup
check 'missing, root: status 0' status_is 0
check 'missing, root: lists first' called 'apt-get update'
check 'missing, root: installs all that is missing, nothing else' called_with \
  'install -y --no-install-recommends ninja-build valgrind libfreerdp2-2'
check 'missing, root: sudo is not called' times_called 0 sudo

set_up
installed "${rest[@]}"
user 0
stand_in apt-get <<<'[[ $* != *" -y "* ]] || { echo "E: the disk is full"; exit 100; }'
dev run
check 'apt-get fails: status 1' status_is 1
check 'apt-get fails: its words are shown' says 'E: the disk is full'
check 'apt-get fails: nothing is built' times_called 0 cmake

set_up
installed "${rest[@]}"
user 0
stand_in apt-get <<<'[[ $* != *--simulate*libfreerdp2-2 ]]'
dev setup
check 'not in the archive: said' says 'Package libfreerdp2-2 is not available here'
check 'not in the archive: the others are installed' called_with 'recommends ninja-build valgrind'
check 'not in the archive: not asked for' not called_with 'recommends ninja-build valgrind libfree'

set_up
stand_in dpkg-query <<<'exit 2'
dev setup
check 'what is installed is unknown: it does not count as complete' status_is 1

mapfile -t rest <<<"$(but libfreerdp2-2)"
set_up
installed "${rest[@]}"
dev prepare freerdp
check 'only a real implementation missing, no root: said' says 'recommends libfreerdp2-2'
dev run
check 'only a real implementation missing, no root: run goes on' status_is 4
check 'run asks for what builds the program, and for no implementation' not says libfreerdp2-2
dev setup
check 'only a real implementation missing, no root: setup says so' status_is 1

set_up
installed "${rest[@]}" 'libfreerdp2-2t64, libfreerdp2-2 (= 2.11.5)'
dev setup
check 'a package that another one provides is there' status_is 0

set_up
rm "$box/bin/dpkg-query"
dev setup
check 'no Debian: setup cannot do it' status_is 1
check 'no Debian: says what is needed' says 'toml++'
dev run
check 'no Debian: run tries' status_is 4

set_up
dev run --json 'my folder/' --filter 'close/*' lib.so
check 'run: the status is that of the program' status_is 4
check 'run: stdout is that of the program' out_is MATRIX
check 'run: arguments are passed on, the default reports only where none is given' called \
  "wtsconform run --prepare './dev' prepare --junit ./build/release/reports/ --html ./build/release/reports/index.html --json my folder/ --filter close/* lib.so"
check 'run: configures' called 'cmake --preset release'
check 'run: builds the program and nothing else' called 'cmake --build --preset release --target wtsconform'
check 'run: fetches nothing by itself' not called_with 'fetch'
check 'run: one line for each step' [ "$(wc -l <"$box/err")" = 3 ]
(cd / && PATH=$box/bin "$box/a tree/dev" run) >"$box/out" 2>"$box/err"
check 'run: from another folder' called_with "--json $box/a tree/build/release/reports/"

set_up
stand_in x86_64-w64-mingw32-g++-posix <<<'exit 0'
dev prepare ./libvendor.so
check 'prepare: a library needs nothing' [ ! -s "$box/calls" ]
dev prepare mock
check 'prepare: the mock is built' called 'cmake --build --preset release --target wtsapi32mock'
check 'prepare: nothing else is' times_called 1 'cmake --build'
dev prepare freerdp-3.10
check 'prepare: an implementation of another release is fetched' called 'fetch freerdp-3.10'
dev prepare wine
check 'prepare: Wine needs the Windows program' called 'cmake --build --preset mingw --target wtsconform'

set_up
stand_in clang++ <<<'exit 0'
program wtsconform 'while [[ $1 != --prepare ]]; do shift; done
eval "$2 winpr-i386"'
dev run
check 'run: nothing of 32 bits is fetched' not called_with fetch
check 'run: nor built' not called_with linux32
dev run winpr-i386
check 'run: what has 32 bits is fetched where it is named' called 'fetch i386'
check 'run: and what judges it is built' called 'cmake --build --preset linux32 --target wtsconform wtsapi32mock'
: >"$box/calls"
dev matrix
check 'matrix: what has 32 bits is built' called_with linux32
rm "$box/bin/clang++"
: >"$box/calls"
dev prepare freerdp-i386
check 'prepare: without its compiler nothing is built' not called_with linux32
check 'prepare: which is said' says 'clang++ is not installed'

set_up
stand_in cmake <<<'[[ $1 != --build ]] || { echo "foo.cc:1: error: no"; exit 7; }'
dev run
check 'a build that fails: status 1' status_is 1
check 'a build that fails: the error is shown' says 'foo.cc:1: error: no'
check 'a build that fails: so is the log' says './build/log/build-release.txt'
check 'a build that fails: nothing is run' times_called 0 wtsconform
dev build
check 'a build that fails: status of build' status_is 7

set_up
stand_in x86_64-w64-mingw32-g++-posix <<<'exit 0'
stand_in cmake <<<'[[ $* != "--build --preset mingw"* ]]'
dev test
check 'test: a Windows program that cannot be built is a failure' status_is 1
check 'test: the summary names it' grep -q '^FAILED  mingw' "$box/out"
check 'test: the others run all the same' times_called 1 'ctest --preset'

set_up
echo 'echo "release $*" >>"'"$box"'/calls"' >"$box/a tree/cmake/scripts/release.sh"
cp "$box/a tree/cmake/scripts/fetch_implementations.sh" "$box/a tree/cmake/scripts/fetch_benchmark.sh"
dev release
check 'release: it is packed' status_is 0
check 'release: what is packed for Linux is built' called_with '--build --preset dist'
check 'release: and for Windows' called_with '--build --preset mingw'
check 'release: then it is packed' called_with 'release'

set_up
dev bench --benchmark_filter=pair
check 'bench: the status is that of the program' status_is 5
check 'bench: arguments are passed on' out_is --benchmark_filter=pair
mkdir -p "$box/a tree/build/peers/bin"
program wtsconform 'exit 0'
program wtsbench '[[ $1 != --goals ]] || exit 5'
cp "$box/a tree/build/release/bin/"* "$box/a tree/build/peers/bin/"
: >"$box/calls"
dev bench
check 'bench without arguments measures the goals' called_with --goals
check 'bench: the status is that of the goals' status_is 5
check 'bench: implementations are side by side' called_with 'compare mock freerdp'
check 'bench: there is a page of it' called_with 'bench-side-by-side.json -o '
rm "$box/a tree/build/peers/bin/"*
: >"$box/calls"
installed $(but libtbb-dev)
dev bench
check 'bench: other tables can be done without' called_with --goals
check 'bench: which is said' says libtbb-dev

set_up
dev matrix --level required
check 'matrix: the status is that of the program' status_is 4
check 'matrix: fetches everything' called 'fetch '
check 'matrix: arguments are passed on' called_with '--level required'

set_up
GTEST_TOTAL_SHARDS=9 dev test
check 'test: status 0' status_is 0
check 'test: one preset' times_called 1 'ctest --preset'
check 'test: everything is built' called 'cmake --build --preset release'
dev test --sanitize
check 'test --sanitize: three presets' times_called 4 'ctest --preset'
check 'test --sanitize: a line each' \
  [ "$(grep -c '^passed  .*: 1 passed, 0 failed, 0 not run' "$box/out")" = 3 ]
check 'test: no shard of the caller' grep -qx 'shards none' "$box/a tree/build/log/test-release.txt"
check 'nothing but a terminal gets escape sequences' not grep -q $'\e' "$box/out" "$box/err"

set_up
dev test spec mock
check 'test of folders: their programs are built' called \
  'cmake --build --preset release --target spec_tests mock_tests'
check 'test of folders: their tests run' called 'ctest --preset release -L ^(spec|mock)$'
check 'test of folders: no Windows program is built' not called_with 'preset mingw'
dev test 'open_close' Cases
check 'test of a pattern: the tests of those names run' called \
  'ctest --preset release -R open_close|Cases'
dev test spec open_close
check 'test of folders and patterns: wrong usage' status_is 2
dev test --long
check 'test --long: the other compiler too' called_with 'ctest --preset clang'

set_up
stand_in ctest <<<'[[ $* != *tsan* ]] && exit 0
echo "    Start 1: a"
echo "1/3 Test #1: a ....   Passed    0.00 sec"
echo "2/3 Test #2: b ....***Failed  0.00 sec"
echo "b: 1 is not 2"
printf "\t  2 - b (Failed)\n\t  3 - c (Skipped)\n"
exit 8'
dev test --sanitize
check 'a failing test: status 1' status_is 1
check 'a failing test: counted' grep -qF 'FAILED  tsan: 1 passed, 1 failed, 1 not run' "$box/out"
check 'a failing test: its output is shown' says 'b: 1 is not 2'
check 'a failing test: what passed is not' not says '....   Passed'
check 'a skipped test is named' says 'not run in tsan: c (Skipped)'
check 'the other presets are tested all the same' times_called 3 'ctest --preset'

set_up
stand_in cmake <<<'[[ $* != *asan* ]]'
dev test --sanitize
check 'a preset that cannot be built: status 1' status_is 1
check 'a preset that cannot be built: said' \
  grep -qF 'FAILED  asan: it could not be built' "$box/out"
check 'a preset that cannot be built: the others run' times_called 2 'ctest --preset'

((failures == 0)) && echo 'all of ./dev is as it should be'
exit "$((failures > 0))"
