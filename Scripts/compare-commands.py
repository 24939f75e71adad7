#!/usr/bin/env python3
"""Runs commands side by side and prints what each of them cost, as a table.

usage: compare-commands.py [--runs N] [--lines N] 'NAME=COMMAND' ['NAME=COMMAND'...]

Each COMMAND is a line for `sh` that prints its answer last. The commands take turns (a b c, a b c,
...), so that what else the machine does falls on all of them; the wall clock and the CPU are medians
over the runs, the memory is the largest resident set of the largest process (GNU time). Ratios are
to the first command. A command that answers otherwise than the first is marked. With `--lines`, the
lines that each reads, they are also told for each second of CPU: what one core does.
"""
import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time


class Cost:
    """What one run of a command took and said."""

    def __init__(self, command, scratch):
        memory = os.path.join(scratch, "memory")
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        start = time.perf_counter()
        run = subprocess.run(
            ["/usr/bin/time", "-q", "-o", memory, "-f", "%M", "sh", "-c", command],
            stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace")
        self.wall = time.perf_counter() - start
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        self.cpu = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
        with open(memory) as file:
            self.megabytes = int(file.read().split()[-1]) / 1024
        said = run.stdout.split()
        self.answer = said[-1] if said else ""
        if run.returncode != 0:
            complaint = (run.stderr.strip().splitlines() or [""])[-1]
            self.answer = f"failed ({run.returncode}): {complaint[:60]}"


def median(runs, what):
    return statistics.median(getattr(run, what) for run in runs)


def table(costs, lines):
    """The rows of a Markdown table."""
    first = next(iter(costs.values()))
    head = ["program", "answer", "wall s (fastest)", "CPU s", "peak MB", "wall ×", "CPU ×", "memory ×"]
    if lines:
        head.append("M lines/CPU s")
    rows = [head, ["---"] + ["---:"] * (len(head) - 1)]
    for name, runs in costs.items():
        fastest = min(run.wall for run in runs)
        answer = runs[-1].answer
        if answer != first[-1].answer:
            answer += " (differs)"
        rows.append([
            name, answer,
            f"{median(runs, 'wall'):.2f} ({fastest:.2f})", f"{median(runs, 'cpu'):.2f}",
            f"{max(run.megabytes for run in runs):.0f}",
        ] + [
            f"{median(runs, what) / max(median(first, what), 1e-9):.2f}"
            for what in ("wall", "cpu", "megabytes")
        ] + ([f"{lines / 1e6 / max(median(runs, 'cpu'), 1e-9):.2f}"] if lines else []))
    return ["| " + " | ".join(row) + " |" for row in rows]


def main():
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--runs", type=int, default=5)
    options.add_argument("--lines", type=int, default=0)
    options.add_argument("commands", nargs="+", metavar="NAME=COMMAND")
    chosen = options.parse_args()
    commands = dict(command.split("=", 1) for command in chosen.commands)
    costs = {name: [] for name in commands}
    with tempfile.TemporaryDirectory() as scratch:
        for turn in range(chosen.runs):
            for name, command in commands.items():
                print(f"run {turn + 1} of {chosen.runs}: {name}", file=sys.stderr)
                costs[name].append(Cost(command, scratch))
    print("\n".join(table(costs, chosen.lines)))
    print()
    for name, command in commands.items():
        print(f"- {name}: `{' '.join(command.split())}`")


if __name__ == "__main__":
    main()
