#!/usr/bin/env python3
"""Runs the demo with its dashboard and says what each process costs, calm and while all reconnect.

usage: measure-demo.py [--bin DIR] [--connections N,N] [--calm SECONDS] [--releases N]
                       [--pause SECONDS]

For each number of connections: the demo with the dashboard at 120x36 in a pseudo-terminal that takes
all output at once; the connections come, a calm time is measured, and then the gateway is restarted
so many times, each time asking everybody to leave and come back. CPU is in per cent of one core,
memory is what is the process's own (RssAnon, the largest seen). Reconnects are counted in the
gateway's log, where what was opened, what was closed and what was alive must add up; if they do not,
the script fails. One Markdown table for each number is printed.
"""
import argparse
import collections
import fcntl
import json
import os
import pty
import select
import signal
import struct
import sys
import tempfile
import termios
import time

SETTLE = 15


class Demo:
    """The demo on a terminal, and the processes that it has started."""

    def __init__(self, program, arguments):
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 36, 120, 0, 0))
            os.environ.update(TERM="xterm-256color", LANG="C.UTF-8", LC_ALL="C.UTF-8")
            os.execv(program, [program] + arguments)
        self.own = collections.defaultdict(int)

    def processes(self):
        """The children by what they are: imtop, gateway, clients."""
        found = {}
        for name in os.listdir("/proc"):
            if not name.isdigit():
                continue
            try:
                with open(f"/proc/{name}/stat") as file:
                    parent = int(file.read().rsplit(")", 1)[1].split()[1])
                with open(f"/proc/{name}/cmdline") as file:
                    words = file.read().split("\0")
            except OSError:
                continue
            # A process that is just beginning or ending has no words yet or any more.
            if parent == self.pid and len(words) > 1:
                isDashboard = os.path.basename(words[0]) == "imtop"
                found["imtop" if isDashboard else words[1]] = int(name)
        return found

    def watch(self, seconds):
        """Takes output for some seconds; the CPU seconds that each kind of process took."""
        end, taken, last = time.monotonic() + seconds, collections.defaultdict(float), {}
        while True:
            for kind, pid in self.processes().items():
                ticks = cpu(pid)
                # A restarted gateway is a new process that begins at nothing.
                taken[kind] += ticks - last.get(pid, ticks)
                last[pid] = ticks
                self.own[kind] = max(self.own[kind], rss_anon(pid))
            left = end - time.monotonic()
            if left <= 0:
                return {kind: 100 * value / seconds for kind, value in taken.items()}
            until = time.monotonic() + min(left, 0.25)
            while (wait := until - time.monotonic()) > 0:
                if select.select([self.terminal], [], [], wait)[0] and not self.read():
                    sys.exit("the demo ended")

    def read(self):
        try:
            return os.read(self.terminal, 1 << 16)
        except OSError:
            return b""

    def end(self):
        os.kill(self.pid, signal.SIGTERM)
        while self.read():
            pass
        os.waitpid(self.pid, 0)


def cpu(pid):
    """The CPU seconds of a process; 0 of one that is gone."""
    try:
        with open(f"/proc/{pid}/stat") as file:
            fields = file.read().rsplit(")", 1)[1].split()
    except OSError:
        return 0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def rss_anon(pid):
    """The process's own memory in bytes; 0 of one that is gone."""
    try:
        with open(f"/proc/{pid}/status") as file:
            for line in file:
                if line.startswith("RssAnon:"):
                    return int(line.split()[1]) * 1024
    except OSError:
        pass
    return 0


def count(log):
    """What the log says was opened and closed, and the most that were open at a time."""
    opened, closed, alive, most = 0, collections.Counter(), 0, 0
    with open(log) as file:
        for line in file:
            if '"event":"open"' in line:
                opened, alive = opened + 1, alive + 1
                most = max(most, alive)
            elif '"event":"close"' in line:
                closed[json.loads(line)["reason"]] += 1
                alive -= 1
    return opened, closed, alive, most


def measure(arguments, connections):
    plan = [f"steady:{SETTLE + arguments.calm}"] + [f"release:{arguments.pause}"] * arguments.releases
    with tempfile.TemporaryDirectory() as directory:
        demo = Demo(arguments.bin + "/imtop-demo", [
            "--connections", str(connections), "--scenario", ",".join(plan), "--directory", directory])
        demo.watch(SETTLE)
        calm = demo.watch(arguments.calm)
        busy = demo.watch(arguments.pause * arguments.releases)
        demo.end()
        opened, closed, alive, most = count(directory + "/im.log")
    print(f"{connections} clients: {most} connections at a time, {opened} opened"
          f" ({opened - most} reconnects), {sum(closed.values())} closed, {alive} left;"
          f" load {os.getloadavg()[0]:.1f}\n")
    print("| process | CPU % calm | CPU % reconnecting | RssAnon MB |\n|---|---:|---:|---:|")
    for kind in ("imtop", "gateway", "clients"):
        print(f"| {kind} | {calm.get(kind, 0):.1f} | {busy.get(kind, 0):.1f}"
              f" | {demo.own[kind] / 1e6:.1f} |")
    print()
    if alive != 0:
        sys.exit("what was opened, closed and is left does not add up")


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", default=".build/release", help="where imtop and imtop-demo are")
    parser.add_argument("--connections", default="300,5000")
    parser.add_argument("--calm", type=int, default=60)
    parser.add_argument("--releases", type=int, default=4)
    parser.add_argument("--pause", type=int, default=20)
    arguments = parser.parse_args()
    for connections in arguments.connections.split(","):
        measure(arguments, int(connections))


main()
