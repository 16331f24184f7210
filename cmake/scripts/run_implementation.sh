#!/usr/bin/env bash
# run_implementation.sh PROGRAM NAME [OPTIONS]: the suite against a real implementation, for ctest.
# Exits 77 (skipped), loudly, where the implementation is not installed.
set -u
output=$("$1" run "${@:2}" 2>&1)
status=$?
printf '%s\n' "$output"
if [[ $status == 2 && $output == *"cannot "@("open shared object file"|"start the runner")* ]]; then
  echo "SKIPPED: $2 IS NOT INSTALLED ON THIS MACHINE, SO NOTHING WAS TESTED"
  exit 77
fi
exit "$status"
