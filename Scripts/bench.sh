#!/usr/bin/env bash
# Measures imtop side by side with other tools; docs/performance.md says how to read the figures.
#
# usage: Scripts/bench.sh [--lines N] [--runs N] [--seconds N] [--presses N] [PART...]
#
# PART is one of: rooms (each room by itself, the store's memory), logs (a question to a log, beside lnav, goaccess, jq
# and grep), large (new filters over a log of 1 GB, the dashboard over it and over one that grows
# fast), promql (a panel's query, beside a Prometheus on loopback), screen (the dashboard left open,
# beside htop and btop). Without one, all of them.
# --lines      lines of the generated log of `logs` (1000000)
# --runs       runs of each program in `logs`, rounds in `promql` (5)
# --seconds    how long each screen is watched (60)
# --presses    key presses in `screen` and `large` (300)
# IMTOP_BIN    a directory with imtop and imtop-demo already built for release; else they are built.
set -euo pipefail
cd "$(dirname "$0")/.."

lines=1000000 runs=5 seconds=60 presses=300 parts=()
while [ $# -gt 0 ]; do
  word=$1
  shift
  case $word in
    rooms | logs | large | promql | screen) parts+=("$word") ;;
    --lines | --runs | --seconds | --presses)
      declare "${word#--}=${1:?$word needs a number}"
      shift
      ;;
    --help)
      sed -n '3,/^set/s/^# \{0,1\}//p' Scripts/bench.sh
      exit 0
      ;;
    *)
      echo "bench.sh: what is $word? See --help." >&2
      exit 2
      ;;
  esac
done
[ ${#parts[@]} -gt 0 ] || parts=(rooms logs large promql screen)

swift=${SWIFT:-swift}
bin=${IMTOP_BIN:-}
scratch=$(mktemp -d)
demo=
finish() {
  [ -z "$demo" ] || { kill "$demo" 2> /dev/null && wait "$demo" || true; }
  rm -rf "$scratch"
}
trap finish EXIT

say() { printf '\n## %s\n\n' "$*"; }

# Builds a product for release beside the benchmarks, so that all share what they depend on.
build() {
  echo "building $1 for release" >&2
  "$swift" build --package-path Benchmarks -c release --product "$1" >&2
}

build_programs() {
  [ -z "$bin" ] || return 0
  build imtop
  build imtop-demo
  bin=$("$swift" build --package-path Benchmarks -c release --show-bin-path)
}

measure_rooms() {
  build room-benchmarks
  say "Rooms"
  benchmarks=$("$swift" build --package-path Benchmarks -c release --show-bin-path)
  "$benchmarks/room-benchmarks" --quiet
  build store-figures
  say "Pages and the store of series"
  "$benchmarks/store-figures" speed
  "$benchmarks/store-figures" memory 5000 3600
}

measure_logs() {
  build_programs
  Scripts/install-missing.sh python3 >&2
  echo "generating $lines lines" >&2
  Scripts/generate-log.py "$lines" > "$scratch/gin.jsonl"
  say "Logs: requests answered with 500 or more"
  IMTOP=$bin/imtop Scripts/peers.sh "$scratch/gin.jsonl" "$runs"
}

measure_large() {
  build_programs
  build store-figures
  Scripts/install-missing.sh python3 >&2
  echo "generating 3280000 lines" >&2
  Scripts/generate-log.py 3280000 > "$scratch/large.jsonl"
  say "Filters that are new, over 1 GB"
  figures=$("$swift" build --package-path Benchmarks -c release --show-bin-path)/store-figures
  "$figures" filters "$scratch/large.jsonl"
  rm "$scratch/large.jsonl"
  export TMPDIR=$scratch
  say "Keys over a small log"
  Scripts/measure-log.py idle "$bin/imtop" --presses "$presses"
  say "The dashboard over 1 GB that ends now"
  Scripts/measure-log.py open "$bin/imtop" --presses "$presses"
  say "Filters typed over 3,000,000 records"
  Scripts/measure-log.py filter "$bin/imtop" --megabytes 920 --presses "$presses"
  for rate in 100000 500000; do
    say "$rate lines a second"
    Scripts/measure-log.py live "$bin/imtop" --rate "$rate" --presses "$presses"
  done
}

measure_promql() {
  build room-benchmarks
  Scripts/install-missing.sh prometheus python3 >&2
  say "PromQL: a panel's query, beside $(prometheus --version 2>&1 | sed -n 's/^prometheus, version \([^ ]*\).*/Prometheus \1/p')"
  Scripts/compare-promql.py --rounds "$runs" \
    "$("$swift" build --package-path Benchmarks -c release --show-bin-path)/room-benchmarks"
}

measure_screen() {
  build_programs
  Scripts/install-missing.sh btop htop python3 >&2
  "$bin/imtop-demo" --no-dashboard --directory "$scratch/demo" > "$scratch/announced" &
  demo=$!
  for _ in $(seq 150); do
    [ "$(wc -l < "$scratch/announced")" -lt 3 ] || break
    sleep 0.1
  done
  target=$(sed -n 's/^metrics *//p' "$scratch/announced")
  log=$(sed -n 's/^log *//p' "$scratch/announced")
  [ -n "$log" ] || { echo "bench.sh: imtop-demo did not come up" >&2 && exit 1; }
  say "Screens, 120×36, $seconds s, over the steady demo"
  watch=(Scripts/measure-dashboard.py --seconds "$seconds" --presses "$presses")
  "${watch[@]}" --head
  "${watch[@]}" imtop "$bin/imtop" "$target" "$log"
  "${watch[@]}" --keys '\e[B|\e[A' htop htop
  "${watch[@]}" --keys '\e[B|\e[A' btop btop
}

echo "$(uname -m), $(nproc) cores, $(sed -n 's/^MemTotal: *\([0-9]*\) kB/\1/p' /proc/meminfo | awk '{printf "%.0f GB", $1 / 1048576}')," \
  "load $(cut -d' ' -f1-3 /proc/loadavg), $(date -u +%Y-%m-%dT%H:%MZ)"
for part in "${parts[@]}"; do "measure_$part"; done
echo
echo "load at the end: $(cut -d' ' -f1-3 /proc/loadavg)"
