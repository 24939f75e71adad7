#!/usr/bin/env python3
"""Runs scenarios of the demo under a real imtop and says which banner appears after how many seconds.

usage: watch-scenarios.py [--bin DIR] [--out DIR] [--jobs N] [--after S] [--lasting S] [SCENARIO...]

Each scenario runs with a gateway of its own and an imtop in a tmux window of 120x52 cells. One line
is printed for every banner: seconds after the fault's begin (as truth.json tells it), severity, rule
and text. With --out, the screen of 120x40 some five seconds before the fault's end is kept as
DIR/SCENARIO.txt.
Without scenarios, all of them.
"""
import argparse
import concurrent.futures
import datetime
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time

BANNER = re.compile(r"^ [▌!|]\s+(CRITICAL|WARNING|INFO)\s+(\w+)\s+(.*?)\s*$")


def tmux(socket, *words):
    return subprocess.run(["tmux", "-L", socket, *words], capture_output=True, text=True).stdout


def seconds(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp()


def watch(scenario, arguments):
    """The rows about one scenario."""
    socket = f"imtop-watch-{os.getpid()}-{scenario}"
    options = ["--instances", "3"] if scenario == "edge-only" else []
    with tempfile.TemporaryDirectory() as directory:
        demo = subprocess.Popen(
            [f"{arguments.bin}/imtop-demo", "--no-dashboard", "--directory", directory,
             "--scenario", scenario, "--fault-after", str(arguments.after),
             "--fault-for", str(arguments.lasting), *options],
            stdout=subprocess.PIPE, text=True)
        targets = []
        for line in demo.stdout:
            kind, place = line.split(None, 1)
            if kind in ("metrics", "log"):
                targets.append(place.strip())
            if kind == "truth":
                break
        subprocess.run(
            ["tmux", "-L", socket, "-f", "/dev/null", "new-session", "-d", "-x", "120", "-y", "52",
             " ".join([f"{arguments.bin}/imtop", *targets, "--window", "5m"])],
            env=dict(os.environ, LC_ALL="C.UTF-8", TERM="xterm-256color"), check=True)
        start, seen, picture = time.time(), {}, ""
        end = start + arguments.after + arguments.lasting + 25
        try:
            while time.time() < end:
                screen = tmux(socket, "capture-pane", "-p")
                for row in screen.split("\n"):
                    if (found := BANNER.match(row)):
                        seen.setdefault((found[1], found[2]), (time.time(), found[3]))
                if not picture and time.time() > start + arguments.after + arguments.lasting - 6:
                    tmux(socket, "resize-window", "-x", "120", "-y", "40")
                    time.sleep(1)
                    picture = tmux(socket, "capture-pane", "-p")
                    tmux(socket, "resize-window", "-x", "120", "-y", "52")
                time.sleep(0.25)
            with open(directory + "/truth.json") as file:
                truth = json.load(file)
        finally:
            tmux(socket, "kill-server")
            demo.send_signal(signal.SIGTERM)
            demo.wait()
    moments = [fault["begin"] for fault in truth["faults"]]
    moments = [min(moments)] if moments else [truth["started"]]
    rows = [f"{scenario}: " + "; ".join(
        f"{fault['scenario']} {seconds(fault['begin']) - seconds(moments[0]):+.0f} s"
        f" to {seconds(fault['end']) - seconds(moments[0]):+.0f} s"
        for fault in truth["faults"] if fault.get("end"))]
    for (severity, rule), (moment, text) in sorted(seen.items(), key=lambda item: item[1][0]):
        rows.append(f"  {moment - seconds(moments[0]):+6.1f} s  {severity:8} {rule}  {text}")
    if not seen:
        rows.append("  no banner")
    if arguments.out:
        with open(f"{arguments.out}/{scenario}.txt", "w") as file:
            file.write(picture)
    return "\n".join(rows)


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", default=".build/release", help="where imtop and imtop-demo are")
    parser.add_argument("--out")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--after", type=int, default=60)
    parser.add_argument("--lasting", type=int, default=60)
    parser.add_argument("scenarios", nargs="*")
    arguments = parser.parse_args()
    arguments.bin = os.path.abspath(arguments.bin)
    if arguments.out:
        os.makedirs(arguments.out, exist_ok=True)
    text = subprocess.run([f"{arguments.bin}/imtop-demo", "--help"], capture_output=True, text=True)
    known = re.findall(r"^  ([a-z0-9-]+) +\S.*\n +→", text.stdout, re.M)
    with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
        for rows in pool.map(lambda name: watch(name, arguments), arguments.scenarios or known):
            print(rows, flush=True)


if sys.version_info < (3, 10):
    sys.exit("Python 3.10 or newer is needed")
main()
