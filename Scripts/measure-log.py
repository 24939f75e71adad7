#!/usr/bin/env python3
"""Measures the dashboard over logs that are large or that grow fast.

usage: measure-log.py open IMTOP [--megabytes N] [--presses N]
       measure-log.py live IMTOP [--rate N] [--seconds N] [--presses N]
       measure-log.py filter IMTOP [--megabytes N] [--presses N]
       measure-log.py idle IMTOP [--presses N]

open: over a file that ends now with a line that occurs once, the time from the start until that line
stands on the screen; then, while the past is read behind it, the time from a key press to the first
byte of the answer; then how long the reading of the past took and what memory it left. All of the log
is wanted, and the program is started as often as it takes to press so many keys while it reads; the
last columns are of the last start.
live: lines are written at a rate; what the program's CPU is meanwhile, the most that it has not read
of what was written, what it has not read when the writing ends, and the time from key to answer.
filter: with the past read, a filter is typed and deleted again key by key; the time from key to answer.
idle: the time from key to answer over a small log to which nothing is written.
Where perf may be used, the time from reading a key to writing the answer (trace-keys.py) stands beside
that from outside, in which the terminal and this script are contained.
The most private memory (RssAnon) is that of any look, of which there are fifty a second.

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
Writer = script("write-log").Writer
KeyTrace = script("trace-keys").KeyTrace
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

    def press(self, keys, presses, pause=0.03, dwell=0.05):
        """Milliseconds from each press to the first byte of its answer; whatever else is drawn first
        counts as one, since it cannot be told apart."""
        answers = []
        for number in range(presses):
            self.wait_for_silence(pause, 0.3)
            self.drain(number * 37 % 51 / 50 * dwell)
            start = time.perf_counter()
            os.write(self.terminal, keys[number % len(keys)])
            came = self.output(1)
            if came is not None:
                answers.append((came - start) * 1e3)
        return answers

    def press_while_reading(self, keys, presses, batch=5):
        """The same in a hurry, as long as something is read meanwhile."""
        answers = []
        while len(answers) < presses:
            before = self.read_bytes
            came = self.press(keys, min(batch, presses - len(answers)), 0.005, 0.03)
            if self.read_bytes - before < 1e6:
                break
            answers += came
        return answers


class Keys:
    """What presses of keys came to, seen from outside and by the kernel."""
    HEAD = ["key to answer ms, median", "p99", "presses", "read to write ms, median", "p99"]

    def __init__(self):
        self.outside, self.inside = [], []
        self.trace = None

    def begin(self, program):
        self.trace = KeyTrace(program.pid) if KeyTrace.is_possible() else None

    def end(self):
        if self.trace:
            self.inside += self.trace.answers()

    @property
    def row(self):
        return spread(self.outside) + spread(self.inside)[:2]


def spread(answers):
    answers = sorted(answers)
    if not answers:
        return ["-", "-", "0"]
    return [f"{statistics.median(answers):.1f}",
            f"{answers[min(len(answers) - 1, len(answers) * 99 // 100)]:.1f}", str(len(answers))]


def table(head, row):
    print("| " + " | ".join(head) + " |")
    print("| " + " | ".join(["---:"] * len(head)) + " |")
    print("| " + " | ".join(row) + " |")


def keep_everything(directory):
    """Options of imtop that let all of a log be read, as far as memory allows."""
    settings = f"{directory}/imtop.yml"
    with open(settings, "w") as file:
        file.write("history: {time: 48h, size: 4GB}\n")
    return ["--config", settings]


def measure_open(chosen, directory):
    log = f"{directory}/im.log"
    options = keep_everything(directory) + chosen.options
    first, keys, row = [], Keys(), []
    write_past(log, chosen.megabytes)
    with open(log, "rb") as file:
        while file.read(1 << 24):
            pass
    while len(keys.outside) < chosen.presses and len(first) < chosen.runs:
        program = Watched(chosen.imtop, log, directory, chosen.size, *options)
        peak = Peak(program)
        try:
            while program.seen is None and time.perf_counter() - program.start < 30:
                program.output(0.05)
            keys.begin(program)
            keys.outside += program.press_while_reading([b"\t"], chosen.presses - len(keys.outside))
            keys.end()
            done = program.wait_until_read()
            program.drain(3)
            first.append((program.seen - program.start) * 1e3 if program.seen else float("inf"))
            row = [f"{done:.1f}" if done else "-", f"{program.cpu:.2f}",
                   f"{program.read_bytes / 1e6:.0f}", f"{program.memory('RssAnon'):.0f}",
                   f"{peak.megabytes:.0f}"]
        finally:
            peak.stopped.set()
            program.end()
    table(["file MB", "newest line on screen ms, median", "worst", *Keys.HEAD, "past read after s",
           "CPU s", "read MB", "RssAnon MB", "most"],
          [f"{os.path.getsize(log) / 1e6:.0f}", f"{statistics.median(first):.0f}", f"{max(first):.0f}",
           *keys.row, *row])


def measure_idle(chosen, directory):
    log = f"{directory}/im.log"
    write_past(log, 1)
    program = Watched(chosen.imtop, log, directory, chosen.size, *chosen.options)
    try:
        program.drain(4)
        keys = Keys()
        keys.begin(program)
        keys.outside = program.press([b"\t"], chosen.presses)
        keys.end()
        table(Keys.HEAD, keys.row)
    finally:
        program.end()


class Peak(threading.Thread):
    """The most private memory that a program has, looked at every 20 ms."""

    def __init__(self, program):
        super().__init__(daemon=True)
        self.program, self.megabytes = program, 0.0
        self.stopped = threading.Event()
        self.start()

    def run(self):
        while not self.stopped.wait(0.02):
            try:
                self.megabytes = max(self.megabytes, self.program.memory("RssAnon"))
            except OSError:
                return


def measure_live(chosen, directory):
    log = f"{directory}/im.log"
    open(log, "w").close()
    program = Watched(chosen.imtop, log, directory, chosen.size, *chosen.options)
    peak = Peak(program)
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
        keys = Keys()
        keys.begin(program)
        keys.outside = program.press([b"\t"], chosen.presses)
        keys.end()
        writer.stopped.set()
        writer.join()
        program.drain(0.3)
        left = writer.written - (program.read_bytes - base)
        table(["lines/s", "CPU %", "behind at most MB", "not read after 0.3 s MB",
               *Keys.HEAD, "RssAnon MB", "most"],
              [f"{writer.lines / writer.seconds:.0f}", f"{share * 100:.1f}",
               f"{max(0, behind[0]) / 1e6:.1f}", f"{max(0, left) / 1e6:.1f}",
               *keys.row, f"{program.memory('RssAnon'):.0f}", f"{peak.megabytes:.0f}"])
    finally:
        peak.stopped.set()
        writer.stopped.set()
        program.end()


def measure_filter(chosen, directory):
    log = f"{directory}/im.log"
    write_past(log, chosen.megabytes)
    program = Watched(chosen.imtop, log, directory, chosen.size, *keep_everything(directory),
                      *chosen.options)
    peak = Peak(program)
    try:
        program.drain(1)
        program.wait_until_read()
        program.drain(3)
        print(f"past read, RssAnon {program.memory('RssAnon'):.0f} MB", file=sys.stderr)
        rows = []
        for text in chosen.filters:
            os.write(program.terminal, b"/")
            keys = [letter.encode() for letter in text] + [b"\x7f"] * len(text)
            pressed = Keys()
            pressed.begin(program)
            pressed.outside = program.press(keys, chosen.presses)
            pressed.end()
            os.write(program.terminal, b"\x1b")
            program.drain(1)
            rows.append([f"`{text}`", *pressed.row])
        print("| " + " | ".join(["filter that is typed and deleted", *Keys.HEAD]) + " |")
        print("| --- |" + " ---: |" * len(Keys.HEAD))
        for row in rows:
            print("| " + " | ".join(row) + " |")
        print(f"\nRssAnon {program.memory('RssAnon'):.0f} MB, {peak.megabytes:.0f} MB at most, read {program.read_bytes / 1e6:.0f} MB")
    finally:
        peak.stopped.set()
        program.end()


def main():
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("what", choices=["open", "live", "filter", "idle"])
    options.add_argument("imtop")
    options.add_argument("--megabytes", type=float, default=1000, help="size of the log (1000)")
    options.add_argument("--rate", type=int, default=100_000, help="lines a second (100000)")
    options.add_argument("--seconds", type=float, default=15, help="how long lines are written (15)")
    options.add_argument("--presses", type=int, default=300, help="key presses (300)")
    options.add_argument("--runs", type=int, default=10, help="starts of the program at most (10)")
    options.add_argument("--filters", nargs="+", default=["status >= 500", "shard:s7"])
    options.add_argument("--options", nargs="+", default=[], help="more for imtop")
    options.add_argument("--size", default="120x36", help="columns and rows (120x36)")
    chosen = options.parse_args()
    if not dashboard.come_first():
        print("this script may not run before everything else: waits of its own are measured too",
              file=sys.stderr)
    chosen.size = tuple(map(int, chosen.size.split("x")))
    with tempfile.TemporaryDirectory() as directory:
        {"open": measure_open, "live": measure_live, "filter": measure_filter,
         "idle": measure_idle}[chosen.what](
            chosen, directory)


if __name__ == "__main__":
    main()
