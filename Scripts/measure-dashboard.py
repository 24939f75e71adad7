#!/usr/bin/env python3
"""Runs a terminal program in a pseudo-terminal and says what it costs to leave it open.

usage: measure-dashboard.py [options] NAME COMMAND [ARGUMENT...]

In this order: the time from the start to the end of the first frame (the last byte of the first
output of at least 1,000 bytes that is followed by 50 ms of silence); after a while of settling, CPU,
memory of its own (RssAnon, the largest seen) and bytes to the terminal over the steady time; then the
time from each key press to the first byte of the answer, pressed 30 to 80 ms after the program fell
silent. Where the system allows, this script runs before everything else meanwhile, so that its own
waiting is not measured. The program's settings are its own defaults (HOME is an empty directory). One row of a
Markdown table is printed; --head prints the table's head instead.
"""
import argparse
import codecs
import fcntl
import os
import pty
import select
import signal
import statistics
import struct
import sys
import tempfile
import termios
import time

HEAD = ["program", "first frame ms", "CPU %", "RssAnon MB", "peak RSS MB", "bytes/s",
        "key to paint ms, median", "p99", "presses answered"]


def come_first():
    """Lets this process run before all others, where that is allowed; whether it is."""
    try:
        os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(1))
        return True
    except OSError:
        return False


class Program:
    """A program on a terminal that takes what it is sent at once."""

    def __init__(self, command, size, home):
        columns, rows = size
        self.start = time.perf_counter()
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.sched_setscheduler(0, os.SCHED_OTHER, os.sched_param(0))
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            place = {name: value for name, value in os.environ.items()
                     if name not in ("COLUMNS", "LINES", "NO_COLOR")}
            place.update(TERM="xterm-256color", LANG="C.UTF-8", LC_ALL="C.UTF-8",
                         HOME=home, XDG_CONFIG_HOME=home)
            try:
                os.execvpe(command[0], command, place)
            except OSError as error:
                print(error)
                os._exit(127)
        self.sent = 0
        self.tail = b""

    def output(self, timeout):
        """Takes output that comes within the timeout; the time it came, or None."""
        if not select.select([self.terminal], [], [], max(0, timeout))[0]:
            return None
        now = time.perf_counter()
        try:
            text = os.read(self.terminal, 1 << 16)
        except OSError:
            text = b""
        if not text:
            sys.exit("the program ended: " + self.tail.decode(errors="replace")[-500:])
        self.sent += len(text)
        self.tail = (self.tail + text)[-80000:]
        return now

    def drain(self, seconds, each=None):
        """Takes all output for some seconds."""
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            self.output(min(left, 0.25))
            if each:
                each()

    def wait_for_silence(self, seconds, atMost):
        """Takes output until none comes for some seconds; the time of the last byte, or None."""
        end = time.perf_counter() + atMost
        last = None
        while time.perf_counter() < end:
            came = self.output(seconds)
            if came is None:
                break
            last = came
        return last

    def first_frame(self):
        """Seconds from the start to the end of the first frame."""
        while time.perf_counter() - self.start < 30:
            last = self.wait_for_silence(0.05, 5)
            if last and self.sent >= 1000:
                return last - self.start
        sys.exit("no frame in 30 s")

    @property
    def cpu(self):
        """Seconds of CPU used so far."""
        with open(f"/proc/{self.pid}/stat") as file:
            fields = file.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory(self, name):
        """A value of /proc/PID/status in megabytes."""
        with open(f"/proc/{self.pid}/status") as file:
            for line in file:
                if line.startswith(name + ":"):
                    return int(line.split()[1]) / 1024
        return 0

    def latencies(self, keys, presses):
        """Seconds from each press to the first byte of its answer; unanswered ones are left out."""
        answers = []
        for press in range(presses):
            self.wait_for_silence(0.03, 1)
            self.drain(press * 37 % 51 / 1000)
            start = time.perf_counter()
            os.write(self.terminal, keys[press % len(keys)])
            came = self.output(1)
            if came is not None:
                answers.append(came - start)
        return sorted(answers)

    def end(self):
        """Ends it, kindly first."""
        for what, patience in ((signal.SIGTERM, 3), (signal.SIGKILL, 3)):
            os.kill(self.pid, what)
            end = time.perf_counter() + patience
            while time.perf_counter() < end:
                if select.select([self.terminal], [], [], 0.05)[0]:
                    try:
                        os.read(self.terminal, 1 << 16)
                    except OSError:
                        pass
                if os.waitpid(self.pid, os.WNOHANG)[0]:
                    return


def row(name, program, chosen):
    """Measures a program and says it in the order of the head."""
    first = program.first_frame()
    program.drain(chosen.settle)
    largest = [0]

    def look():
        largest[0] = max(largest[0], program.memory("RssAnon"))

    cpu, sent, start = program.cpu, program.sent, time.perf_counter()
    program.drain(chosen.seconds, look)
    seconds = time.perf_counter() - start
    cpu, sent = (program.cpu - cpu) / seconds, (program.sent - sent) / seconds
    peak = program.memory("VmHWM")
    keys = [codecs.decode(key.replace("\\e", "\\x1b"), "unicode_escape").encode("latin1")
            for key in chosen.keys.split("|")]
    answers = program.latencies(keys, chosen.presses)
    typical = f"{statistics.median(answers) * 1e3:.1f}" if answers else "-"
    worst = f"{answers[min(len(answers) - 1, len(answers) * 99 // 100)] * 1e3:.1f}" if answers else "-"
    return [name, f"{first * 1e3:.0f}", f"{cpu * 100:.2f}", f"{largest[0]:.1f}", f"{peak:.1f}",
            f"{sent:.0f}", typical, worst, f"{len(answers)} of {chosen.presses}"]


def main():
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--head", action="store_true", help="print the table's head and nothing else")
    options.add_argument("--size", default="120x36", help="columns and rows (120x36)")
    options.add_argument("--settle", type=float, default=10, help="seconds before the steady time (10)")
    options.add_argument("--seconds", type=float, default=30, help="the steady time (30)")
    options.add_argument("--presses", type=int, default=300, help="how many key presses (300)")
    options.add_argument("--keys", default=r"\t", help=r"keys that repaint, in turn: '\e[B|\e[A' (\t)")
    options.add_argument("name", nargs="?")
    options.add_argument("command", nargs=argparse.REMAINDER)
    chosen = options.parse_args()
    if chosen.head:
        print("| " + " | ".join(HEAD) + " |")
        print("| --- |" + " ---: |" * (len(HEAD) - 1))
        return
    if not chosen.command:
        options.error("a name and a command are needed")
    if not come_first():
        print("this script may not run before everything else: waits of its own are measured too",
              file=sys.stderr)
    columns, rows = map(int, chosen.size.split("x"))
    with tempfile.TemporaryDirectory() as home:
        program = Program(chosen.command, (columns, rows), home)
        try:
            print("| " + " | ".join(row(chosen.name, program, chosen)) + " |")
        finally:
            program.end()


if __name__ == "__main__":
    main()
