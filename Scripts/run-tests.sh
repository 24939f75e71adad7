#!/usr/bin/env bash
# Runs a test command; where it fails, says once more at the end what failed, so that the end of a long
# log is enough to know it.
#
# usage: Scripts/run-tests.sh COMMAND [ARGUMENT...]
set -uo pipefail
log=$(mktemp)
trap 'rm -f "$log"' EXIT
"$@" 2>&1 | tee "$log"
status=${PIPESTATUS[0]}
if [ "$status" -ne 0 ]; then
  printf '\nwhat failed:\n'
  grep -E '✘|: error:|Fatal error' "$log" | head -100
fi
exit "$status"
