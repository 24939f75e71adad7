#!/bin/sh
# Runs the Autobahn test suite against an echoing gateway: its program wstest is for Python 2.7.
#
#   python2.7 -m pip install autobahntestsuite==0.8.2
#   Scripts/autobahn.sh [imtop-demo [port]]      WSTEST names the program where it is not in the path
set -eu
demo=${1:-.build/release/imtop-demo}
port=${2:-19300}
wstest=${WSTEST:-wstest}
work=$(mktemp -d)
"$demo" gateway --port "$port" --log "$work/im.log" --echo --heartbeat-interval 600 \
  --message-limit 67108864 --outbox-limit 67108864 &
gateway=$!
trap 'kill $gateway; rm -rf "$work"' EXIT
cat > "$work/spec.json" <<JSON
{"outdir": "$work/reports", "cases": ["*"], "exclude-cases": ["12.*", "13.*"],
 "exclude-agent-cases": {},
 "servers": [{"agent": "gateway", "url": "ws://127.0.0.1:$port/ws/connect?user=autobahn"}]}
JSON
$wstest -m fuzzingclient -s "$work/spec.json" > "$work/wstest.log" 2>&1 || tail "$work/wstest.log"
python3 - "$work/reports/index.json" <<'PYTHON'
import collections, json, sys
cases = json.load(open(sys.argv[1]))["gateway"]
for kind in ("behavior", "behaviorClose"):
    print(kind, dict(collections.Counter(case[kind] for case in cases.values())))
bad = sorted(name for name, case in cases.items() if "FAILED" in case["behavior"] + case["behaviorClose"])
print("failed:", ", ".join(bad) or "none", "of", len(cases))
sys.exit(bool(bad))
PYTHON
