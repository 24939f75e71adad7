#!/usr/bin/env python3
"""Measures the dashboard over logs that are large or that grow fast.

usage: measure-log.py open IMTOP [--megabytes N] [--presses N]
       measure-log.py live IMTOP [--rate N] [--seconds N] [--presses N]
       measure-log.py filter IMTOP [--megabytes N] [--presses N] [--history TIME]

open: over a file that ends now with a line that occurs once, the time from the start until that line
stands on the screen; then, while the past is read behind it, the time from a key press to the first
byte of the answer; then how long the reading of the past took and what memory it left.
live: lines are written at a rate; what the program's CPU is meanwhile, the most that it has not read
of what was written, what it has not read when the writing ends, and the time from key to answer.
filter: with the past read, a filter is typed and deleted again key by key; the time from key to answer.

One row of a Markdown table is printed, with its head. The log stands in a directory of its own under
TMPDIR, which needs room for it.
"""
import argparse
import importlib.util
import os
import statistics
import sys
import tempfile
import threading
import time

HERE = os.path.dirname(os.path.abspath(__file__))


def script(name):
    """Another script of this directory as a module."""
    spec = importlib.util.spec_from_file_location(name.replace("-", "_"), f"{HERE}/{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


dashboard = script("measure-dashboard")
generator = script("generate-log")
NEWEST = "the newest line of all"


def stamp(seconds):
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(seconds))


def write_past(path, megabytes, per_second=100):
    """Writes a log of a size that ends now, so many lines a second."""
    lines = int(megabytes * 1e6 / 305)
    first = time.time() - lines / per_second
    with open(path, "w", encoding="utf-8") as file:
        for start in range(0, lines, per_second):
            moment = stamp(first + start // per_second)
            file.write("".join(generator.line(number, moment)
                               for number in range(start + 1, start + 1 + per_second)))
        file.write(f'{{"time":"{stamp(time.time())}","level":"error","msg":"{NEWEST}"}}\n')


class Watched(dashboard.Program):
    """A dashboard over one log."""

    def __init__(self, imtop, log, home, size, *options):
        self.seen = None
        super().__init__([imtop, log, *options], size, home)

    def output(self, timeout):
        came = super().output(timeout)
        if came is not None and self.seen is None and NEWEST.encode() in self.tail:
            self.seen = came
        return came

    @property
    def read_bytes(self):
        """Bytes that the program has read so far, from whatever."""
        with open(f"/proc/{self.pid}/io") as file:
            return int(file.readline().split()[1])

    def wait_until_read(self, at_most=120):
        """Takes output until hardly anything is read for a second; seconds from the start until then."""
        end = time.perf_counter() + at_most
        before, since = self.read_bytes, time.perf_counter()
        while time.perf_counter() < end:
            self.drain(0.1)
            if self.read_bytes - before > 1e6:
                before, since = self.read_bytes, time.perf_counter()
            elif time.perf_counter() - since > 1:
                return since - self.start
        return None

    def press(self, keys, presses, pause=0.03):
        """Milliseconds from each press to the first byte of its answer; whatever else is drawn first
        counts as one, since it cannot be told apart."""
        answers = []
        for number in range(presses):
            self.wait_for_silence(pause, 0.3)
            self.drain(number * 37 % 51 / 1000)
            start = time.perf_counter()
            os.write(self.terminal, keys[number % len(keys)])
            came = self.output(1)
            if came is not None:
                answers.append((came - start) * 1e3)
        return sorted(answers)


def spread(answers):
    if not answers:
        return ["-", "-", "0"]
    return [f"{statistics.median(answers):.1f}",
            f"{answers[min(len(answers) - 1, len(answers) * 99 // 100)]:.1f}", str(len(answers))]


def table(head, row):
    print("| " + " | ".join(head) + " |")
    print("| " + " | ".join(["---:"] * len(head)) + " |")
    print("| " + " | ".join(row) + " |")


def measure_open(chosen, directory):
    log = f"{directory}/im.log"
    write_past(log, chosen.megabytes)
    with open(log, "rb") as file:
        while file.read(1 << 24):
            pass
    program = Watched(chosen.imtop, log, directory, chosen.size, *chosen.options)
    try:
        while program.seen is None and time.perf_counter() - program.start < 30:
            program.output(0.05)
        answers = program.press([b"\t"], chosen.presses)
        done = program.wait_until_read()
        table(["file MB", "newest line on screen ms", "key to paint meanwhile ms, median", "p99", "presses",
               "past read after s", "CPU s", "read MB", "RssAnon MB"],
              [f"{os.path.getsize(log) / 1e6:.0f}",
               f"{(program.seen - program.start) * 1e3:.0f}" if program.seen else "never",
               *spread(answers), f"{done:.1f}" if done else "-", f"{program.cpu:.2f}",
               f"{program.read_bytes / 1e6:.0f}", f"{program.memory('RssAnon'):.0f}"])
    finally:
        program.end()


class Writer(threading.Thread):
    """Writes lines at a rate until it is told to stop."""

    def __init__(self, path, rate):
        super().__init__(daemon=True)
        self.path, self.rate = path, rate
        self.written = self.lines = 0
        self.stopped = False
        self.slice = rate // 100
        text = "".join(generator.line(number + 1, "@" * 20) for number in range(max(20_000, self.slice)))
        self.batches = []
        lines = text.encode().split(b"\n")[:-1]
        for start in range(0, len(lines) - self.slice + 1, self.slice):
            self.batches.append(b"\n".join(lines[start:start + self.slice]) + b"\n")

    def run(self):
        begin = time.perf_counter()
        with open(self.path, "ab", buffering=0) as file:
            number = 0
            while not self.stopped:
                late = begin + number / 100 - time.perf_counter()
                if late > 0:
                    time.sleep(late)
                moment = stamp(time.time()).encode()
                text = self.batches[number % len(self.batches)].replace(b"@" * 20, moment)
                file.write(text)
                self.written += len(text)
                self.lines += self.slice
                number += 1
        self.seconds = time.perf_counter() - begin


def measure_live(chosen, directory):
    log = f"{directory}/im.log"
    open(log, "w").close()
    program = Watched(chosen.imtop, log, directory, chosen.size, *chosen.options)
    writer = Writer(log, chosen.rate)
    try:
        program.drain(1)
        base = program.read_bytes
        writer.start()
        program.drain(2)
        used, since, behind = program.cpu, time.perf_counter(), [0]

        def look():
            behind[0] = max(behind[0], writer.written - (program.read_bytes - base))

        program.drain(chosen.seconds, look)
        share = (program.cpu - used) / (time.perf_counter() - since)
        answers = program.press([b"\t"], chosen.presses)
        writer.stopped = True
        writer.join()
        program.drain(0.3)
        left = writer.written - (program.read_bytes - base)
        table(["lines/s", "CPU %", "behind at most MB", "not read after 0.3 s MB",
               "key to paint ms, median", "p99", "presses", "RssAnon MB"],
              [f"{writer.lines / writer.seconds:.0f}", f"{share * 100:.1f}",
               f"{max(0, behind[0]) / 1e6:.1f}", f"{max(0, left) / 1e6:.1f}",
               *spread(answers), f"{program.memory('RssAnon'):.0f}"])
    finally:
        writer.stopped = True
        program.end()


def measure_filter(chosen, directory):
    log = f"{directory}/im.log"
    write_past(log, chosen.megabytes)
    settings = f"{directory}/imtop.yml"
    with open(settings, "w") as file:
        file.write("history: {time: 48h, size: 4GB}\n")
    program = Watched(chosen.imtop, log, directory, chosen.size, "--config", settings,
                      *chosen.options)
    try:
        program.drain(1)
        program.wait_until_read()
        program.drain(3)
        print(f"past read, RssAnon {program.memory('RssAnon'):.0f} MB", file=sys.stderr)
        rows = []
        for text in chosen.filters:
            os.write(program.terminal, b"/")
            keys = [letter.encode() for letter in text] + [b"\x7f"] * len(text)
            answers = program.press(keys, chosen.presses)
            os.write(program.terminal, b"\x1b")
            program.drain(1)
            rows.append([f"`{text}`", *spread(answers)])
        print("| filter that is typed and deleted | key to paint ms, median | p99 | presses |")
        print("| --- | ---: | ---: | ---: |")
        for row in rows:
            print("| " + " | ".join(row) + " |")
        print(f"\nRssAnon {program.memory('RssAnon'):.0f} MB, read {program.read_bytes / 1e6:.0f} MB")
    finally:
        program.end()


def main():
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("what", choices=["open", "live", "filter"])
    options.add_argument("imtop")
    options.add_argument("--megabytes", type=float, default=1000, help="size of the log (1000)")
    options.add_argument("--rate", type=int, default=100_000, help="lines a second (100000)")
    options.add_argument("--seconds", type=float, default=15, help="how long lines are written (15)")
    options.add_argument("--presses", type=int, default=300, help="key presses (300)")
    options.add_argument("--filters", nargs="+", default=["status >= 500", "shard:s7"])
    options.add_argument("--options", nargs="+", default=[], help="more for imtop")
    options.add_argument("--size", default="120x36", help="columns and rows (120x36)")
    chosen = options.parse_args()
    chosen.size = tuple(map(int, chosen.size.split("x")))
    with tempfile.TemporaryDirectory() as directory:
        {"open": measure_open, "live": measure_live, "filter": measure_filter}[chosen.what](
            chosen, directory)


if __name__ == "__main__":
    main()
