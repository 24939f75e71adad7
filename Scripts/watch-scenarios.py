#!/usr/bin/env python3
"""Runs scenarios of the demo under a real imtop and says which banner appears after how many seconds.

usage: watch-scenarios.py [--bin DIR] [--out DIR] [--docs FILE] [--jobs N] [--after S] [--lasting S]
                          [SCENARIO...]

Each scenario runs with a gateway of its own and an imtop in a tmux window of 120x52 cells. One line
is printed for every banner: seconds after the fault's begin (as truth.json tells it), severity, rule
and text; and one for each thing that truth.json says of a fault: which banner names it, or whether it
stands elsewhere on the screen. With --out, the screen of 120x40 some five seconds before the fault's
end is kept as DIR/SCENARIO.txt. With --docs, its rows down to the vital signs, and of those below the
ones that show what the truth says, replace the picture under the scenario's heading in FILE.
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

# A row of a table or of the log, and not of what an open record tells.
ROW = re.compile(r"^[│┃|][ ›>]\S")


def tmux(socket, *words):
    return subprocess.run(["tmux", "-L", socket, *words], capture_output=True, text=True).stdout


def seconds(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp()


def marks(fault):
    """What a screen can show of a fault's truth: pairs of what it is and a text that shows it."""
    found = []
    for address in fault["addresses"]:
        block, length = address.split("/")
        kept = ".".join(block.split(".")[:int(length) // 8])
        found.append(("address", kept if length == "32" else kept + "."))
    for kind, length in (("agent", 14), ("path", 40), ("reason", 24)):
        if fault.get(kind):
            found.append((kind, fault[kind][:length]))
    return found


def named(fault, banners, screens):
    """A row about a fault: who names what its truth says."""
    words = []
    for kind, text in marks(fault):
        rules = sorted({rule for rule, banner in banners if text in banner})
        place = "in " + ", ".join(rules) if rules else (
            "on the screen" if any(text in row for row in screens) else "nowhere")
        words.append(f"{kind} {place}")
    return f"  truth of {fault['scenario']}: " + "; ".join(words or ["nothing to name"])


def excerpt(picture, truth):
    """The rows of a screen that documentation shows."""
    rows = [row.rstrip() for row in picture.split("\n")]
    last = next((number for number, row in enumerate(rows) if row.startswith(" p95")), len(rows) - 1)
    texts = [text for fault in truth["faults"] for _, text in marks(fault)]
    below = {}
    for text in texts:
        for row in rows[last + 1:]:
            if text in row and ROW.match(row) and row not in below:
                below[row] = None
                break
    return rows[:last + 1] + list(below)[:3]


def illustrate(file, pictures):
    """Replaces the first code block under the heading of each scenario."""
    with open(file) as document:
        text = document.read()
    for scenario, rows in pictures.items():
        block = "```\n" + "\n".join(rows) + "\n```"
        text, count = re.subn(
            rf"(^### `{re.escape(scenario)}`$.*?)^```\n.*?^```", lambda found: found[1] + block,
            text, count=1, flags=re.M | re.S)
        if not count:
            print(f"{file}: no picture to replace under {scenario}", file=sys.stderr)
    with open(file, "w") as document:
        document.write(text)


def watch(scenario, arguments):
    """The rows about one scenario, and those of its picture."""
    socket = f"imtop-watch-{os.getpid()}-{scenario.partition(':')[0]}"
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
        start, seen, picture, banners, screens = time.time(), {}, "", set(), set()
        end = start + arguments.after + arguments.lasting + 25
        try:
            while time.time() < end:
                rows = tmux(socket, "capture-pane", "-p").split("\n")
                screens.update(rows)
                for row in rows:
                    if (found := BANNER.match(row)):
                        seen.setdefault((found[1], found[2]), (time.time(), found[3]))
                        banners.add((found[2], found[3]))
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
    rows += [named(fault, banners, screens) for fault in truth["faults"]]
    if arguments.out:
        with open(f"{arguments.out}/{scenario}.txt", "w") as file:
            file.write(picture)
    return "\n".join(rows), excerpt(picture, truth)


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", default=".build/release", help="where imtop and imtop-demo are")
    parser.add_argument("--out")
    parser.add_argument("--docs")
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
    names = arguments.scenarios or known
    pictures = {}
    with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
        for name, (rows, picture) in zip(names, pool.map(lambda name: watch(name, arguments), names)):
            print(rows, flush=True)
            pictures[name] = picture
    if arguments.docs:
        illustrate(arguments.docs, pictures)


if sys.version_info < (3, 10):
    sys.exit("Python 3.10 or newer is needed")
main()
