#!/usr/bin/env python3
"""Writes a log that grows at a rate, as fast gateways do.

usage: write-log.py FILE [--rate N] [--seconds N]

Appends lines of generate-log.py, each with the time at which it is written, a hundred times a second:
what a second brings is made once and written in pieces, so that half a million lines a second take a
tenth of a core. Says in the end how many lines and bytes it wrote in how many seconds.
"""
import argparse
import importlib.util
import multiprocessing
import os
import time

HERE = os.path.dirname(os.path.abspath(__file__))
PIECES = 100
LINES = 100_000


def generator():
    spec = importlib.util.spec_from_file_location("generate_log", f"{HERE}/generate-log.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Writer(multiprocessing.Process):
    """Writes lines at a rate until it is told to stop, as a process of its own."""

    def __init__(self, path, rate):
        super().__init__(daemon=True)
        self.path, self.rate = path, rate
        self.counts = multiprocessing.Array("q", 2)
        self.elapsed = multiprocessing.Value("d", 0.0)
        self.stopped = multiprocessing.Event()

    @property
    def lines(self):
        return self.counts[0]

    @property
    def written(self):
        return self.counts[1]

    @property
    def seconds(self):
        return self.elapsed.value

    def run(self):
        os.sched_setscheduler(0, os.SCHED_OTHER, os.sched_param(0))
        line = generator().line
        piece = max(1, self.rate // PIECES)
        count = max(piece, LINES // piece * piece)
        text = "".join(line(number + 1, "@" * 20) for number in range(count)).encode()
        ends = [0]
        for _ in range(count):
            ends.append(text.index(b"\n", ends[-1]) + 1)
        second, current = None, None
        number, begin = 0, time.perf_counter()
        with open(self.path, "ab", buffering=0) as file:
            while not self.stopped.is_set():
                late = begin + number / PIECES - time.perf_counter()
                if late > 0:
                    time.sleep(late)
                now = int(time.time())
                if now != second:
                    second = now
                    moment = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(now)).encode()
                    current = memoryview(text.replace(b"@" * 20, moment))
                first = number * piece % count
                part = current[ends[first]:ends[first + piece]]
                while part:
                    part = part[file.write(part):]
                with self.counts.get_lock():
                    self.counts[0] += piece
                    self.counts[1] += ends[first + piece] - ends[first]
                number += 1
                self.elapsed.value = time.perf_counter() - begin


def main():
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("file")
    options.add_argument("--rate", type=int, default=100_000, help="lines a second (100000)")
    options.add_argument("--seconds", type=float, default=10, help="how long (10)")
    chosen = options.parse_args()
    writer = Writer(chosen.file, chosen.rate)
    writer.start()
    while writer.seconds < chosen.seconds and writer.is_alive():
        time.sleep(0.05)
    writer.stopped.set()
    writer.join()
    print(f"{writer.lines} lines, {writer.written} bytes in {writer.seconds:.2f} s:"
          f" {writer.lines / max(writer.seconds, 1e-9):.0f} lines/s")


if __name__ == "__main__":
    main()
