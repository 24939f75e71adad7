#!/usr/bin/env bash
# Feeds the readers of outside data with made-up input until one of them breaks.
#
# usage: Scripts/fuzz.sh [--seconds N] [--keep DIR] [TARGET...]
#
# TARGET is one of those that `Fuzz/Sources/ImtopFuzz/FuzzTarget.swift` lists; without one, all of them.
# --seconds         how long each target is fuzzed (60)
# --keep            a directory in which what was found stays, corpora and crashes (a temporary one)
# IMTOP_CONFORMANCE the folder with other people's test data, from which the first inputs are taken
#                   (../shared/conformance); without it the fuzzer begins with nothing.
set -euo pipefail
cd "$(dirname "$0")/.."

seconds=60 keep= targets=()
while [ $# -gt 0 ]; do
  word=$1
  shift
  case $word in
    --seconds | --keep)
      declare "${word#--}=${1:?$word needs a value}"
      shift
      ;;
    --help)
      sed -n '2,/^set/s/^# \{0,1\}//p' Scripts/fuzz.sh
      exit 0
      ;;
    -*)
      echo "fuzz.sh: what is $word? See --help." >&2
      exit 2
      ;;
    *) targets+=("$word") ;;
  esac
done

swift=${SWIFT:-swift}
# SwiftPM gives one sanitizer to Swift: without the other's word libFuzzer would not see what is reached.
build=("$swift" build --package-path Fuzz -c release --sanitize fuzzer --sanitize address -Xswiftc -sanitize=fuzzer)
"${build[@]}" --product imtop-fuzz >&2
fuzzer=$("${build[@]}" --show-bin-path)/imtop-fuzz

if [ ${#targets[@]} -eq 0 ]; then
  mapfile -t targets < <(sed -n 's/^ *static let name = "\(.*\)"$/\1/p' Fuzz/Sources/ImtopFuzz/Targets/*.swift)
fi
if [ -z "$keep" ]; then
  keep=$(mktemp -d)
  trap 'rm -rf "$keep"' EXIT
fi
mkdir -p "$keep"
keep=$(cd "$keep" && pwd)
IMTOP_CONFORMANCE=$(realpath -m "${IMTOP_CONFORMANCE:-../shared/conformance}")
[ -d "$IMTOP_CONFORMANCE" ] || echo "fuzz.sh: no test data in $IMTOP_CONFORMANCE: no seeds" >&2
export IMTOP_CONFORMANCE

failed=()
for target in "${targets[@]}"; do
  echo "## $target, $seconds s"
  mkdir -p "$keep/$target/corpus" "$keep/$target/seeds"
  log=$keep/$target/log
  if (
    cd "$keep/$target"
    IMTOP_FUZZ_TARGET=$target IMTOP_FUZZ_SEEDS=$keep/$target/seeds \
      "$fuzzer" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=1024 -max_len=16384 \
      -print_final_stats=1 -artifact_prefix="$keep/$target/" corpus seeds > log 2>&1
  ); then
    grep -E ' seeds$|^Done|number_of_executed|average_exec|peak_rss' "$log"
  else
    grep -vE '^#[0-9]+' "$log" | tail -40
    failed+=("$target")
  fi
done
if [ ${#failed[@]} -gt 0 ]; then
  trap - EXIT
  echo "fuzz.sh: ${failed[*]} broke; the input is in $keep" >&2
  exit 1
fi
