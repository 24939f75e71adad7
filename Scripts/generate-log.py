#!/usr/bin/env python3
"""Writes gin access-log lines as JSON, the same lines for the same number on every machine.

usage: generate-log.py LINES > FILE

The lines are what a gin service with the usual logrus middleware writes: latency in whole
milliseconds, `level` always info, the request's own level in `fields.level`. Two in a hundred are
server errors; a hundred lines make a second.
"""
import sys
import time

START = 1_795_392_000  # 2026-11-23T00:00:00Z
PATHS = ["/ws/connect", "/api/v1/messages", "/api/v1/login", "/api/v1/presence", "/healthz"]
METHODS = ["GET", "POST", "GET", "POST"]
STATUSES = [200, 200, 200, 200, 201, 304, 404, 200]
AGENTS = [
    "IMClient/3.4.0 (Android 15; Pixel 8)",
    "IMClient/3.4.0 (iOS 18.1; iPhone15,2)",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64)",
    "聊天/2.1 (HarmonyOS 5)",
]
FAILURES = [
    "upgrade refused: hub queue full",
    "redis: connection pool timeout",
    "upstream closed the connection",
    "hub queue full",
]
MASK = (1 << 64) - 1


def mixed(number):
    """SplitMix64 of a line's number."""
    state = (number * 0x9E3779B97F4A7C15) & MASK
    state = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    state = ((state ^ (state >> 27)) * 0x94D049BB133111EB) & MASK
    return state ^ (state >> 31)


def line(number, moment):
    """The line of a number."""
    draw = mixed(number)
    fails = draw % 50 == 0
    status = 500 + (draw >> 8) % 4 if fails else STATUSES[draw >> 8 & 7]
    choice = draw >> 44 & 15
    path = PATHS[choice] if choice < 5 else f"/api/v1/rooms/{draw >> 48 & 255}/messages"
    return (
        f'{{"client_ip":"10.{draw >> 12 & 3}.{draw >> 14 & 255}.{draw >> 22 & 255}",'
        f'"fields.level":"{"error" if fails else "info"}","latency":{draw >> 30 & 127},'
        f'"level":"info","method":"{METHODS[draw >> 37 & 3]}",'
        f'"msg":"{FAILURES[draw >> 40 & 3] if fails else ""}","path":"{path}",'
        f'"status":{status},"time":"{moment}","timestamp":"{moment}",'
        f'"trace_id":"{mixed(draw):016x}{draw:016x}","user_agent":"{AGENTS[draw >> 56 & 3]}"}}\n'
    )


def main():
    if len(sys.argv) != 2 or not sys.argv[1].isdigit():
        sys.exit(__doc__)
    lines = int(sys.argv[1])
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    for first in range(0, lines, 100):
        moment = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(START + first // 100))
        batch = range(first, min(first + 100, lines))
        sys.stdout.write("".join(line(number + 1, moment) for number in batch))


if __name__ == "__main__":
    main()
