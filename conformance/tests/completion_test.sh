#!/usr/bin/env bash
# completion_test.sh WTSCONFORM: what bash makes of `wtsconform completion bash`.
set -u -o pipefail

# shellcheck disable=SC1090
source <("$1" completion bash) || exit 1
failures=0

# completes WORD... EXPECTED: what the last of the words is completed to.
completes() {
  local expected=${*: -1}
  COMP_WORDS=("${@:1:$#-1}")
  COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
  _wtsconform
  [[ ${COMPREPLY[*]} == "$expected" ]] && return
  echo "${COMP_WORDS[*]}: \"${COMPREPLY[*]}\" instead of \"$expected\"" >&2
  failures=$((failures + 1))
}

completes wtsconform expl 'explain'
completes wtsconform run --clau '--clause'
completes wtsconform run --level rob 'robustness'
completes wtsconform run --json x ''  # the shell's own: files
completes wtsconform run winpr-m 'winpr-mock'
completes wtsconform list --stre ''  # an option of another command

complaint=$("$1" completion powershell 2>&1)
[[ $? == 2 && $complaint == *"bash, zsh, fish"* ]] || { echo "$complaint" >&2; failures=$((failures + 1)); }
exit "$((failures > 0))"
