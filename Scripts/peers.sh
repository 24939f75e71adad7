#!/usr/bin/env bash
# Asks imtop and its neighbours the same question of the same log, side by side.
#
# usage: Scripts/peers.sh LOG [RUNS]
#
# LOG holds lines as Scripts/generate-log.py writes them. The question: how many requests were
# answered with a status of 500 or more? imtop is also asked for its whole report, once more on one
# core alone. The program is IMTOP, or dist/imtop as `make build` makes it.
set -euo pipefail
cd "$(dirname "$0")/.."

log=${1:?usage: Scripts/peers.sh LOG [RUNS]}
runs=${2:-5}
imtop=${IMTOP:-dist/imtop}

Scripts/install-missing.sh goaccess grep jq lnav python3 time
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# lnav and goaccess have to be told the fields; imtop and jq find them.
mkdir -p "$scratch/formats/gin"
cat > "$scratch/formats/gin/gin.json" <<'FORMAT'
{
  "$schema": "https://lnav.org/schemas/format-v1.schema.json",
  "gin_json": {
    "title": "gin access log",
    "description": "Access lines of a gin service as JSON",
    "file-type": "json",
    "timestamp-field": "timestamp",
    "level-field": "fields.level",
    "body-field": "msg",
    "line-format": [
      {"field": "__timestamp__"}, " ", {"field": "status"}, " ", {"field": "path"}, " ", {"field": "msg"}
    ],
    "hide-extra": true,
    "value": {
      "client_ip": {"kind": "string", "identifier": true},
      "latency": {"kind": "integer"},
      "method": {"kind": "string", "identifier": true},
      "path": {"kind": "string", "identifier": true},
      "status": {"kind": "integer", "foreign-key": true},
      "trace_id": {"kind": "string", "identifier": true},
      "user_agent": {"kind": "string", "identifier": true}
    }
  }
}
FORMAT
fields='{"client_ip":"%h","fields.level":"%^","latency":"%L","level":"%^","method":"%m","msg":"%^"'
fields+=',"path":"%U","status":"%s","time":"%^","timestamp":"%x","trace_id":"%^","user_agent":"%u"}'
report="$scratch/report.json"

cat "$log" > /dev/null # every program finds the file in memory
lines=$(wc -l < "$log")
echo "$lines lines, $(($(stat -Lc %s "$log") / 1000000)) MB, $runs runs, $(nproc) cores;" \
  "load before: $(cut -d' ' -f1-3 /proc/loadavg)"
echo
Scripts/compare-commands.py --runs "$runs" --lines "$lines" \
  "imtop logs --stats=$imtop logs '' '$log' --stats --json | jq .errors" \
  "imtop logs --stats, one core=taskset -c 0 $imtop logs '' '$log' --stats --json | jq .errors" \
  "imtop logs --count=$imtop logs 'status >= 500' '$log' --count" \
  "lnav=lnav -n -I '$scratch' -c ';SELECT count(*) FROM gin_json WHERE status >= 500' '$log'" \
  "goaccess (whole report)=goaccess '$log' -o '$report' --no-global-config --no-progress \
    --datetime-format=%Y-%m-%dT%H:%M:%SZ --log-format='$fields' >&2 && \
    jq '[.status_codes.data[].items[] | select(.data >= \"5\").hits.count] | add' '$report'" \
  "jq=jq -n 'reduce (inputs | select(.status >= 500)) as \$line (0; . + 1)' '$log'" \
  "grep -c (text only)=grep -c '\"status\":5[0-9][0-9]' '$log'"
echo
echo "load after: $(cut -d' ' -f1-3 /proc/loadavg)"
