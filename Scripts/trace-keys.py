#!/usr/bin/env python3
"""How long a terminal program takes from reading a key to writing the answer, told by the kernel.

usage: trace-keys.py PID SECONDS

perf records the system calls with which the program reads from its terminal and writes to it: from the
end of a read of few bytes to the begin of the write that follows in the same thread. What the terminal
itself takes, and whoever draws on it, is left out. One line: median and 99th percentile in milliseconds,
and the number of keys. Needs perf and the right to use it.
"""
import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time

EVENTS = ["syscalls:sys_enter_read", "syscalls:sys_exit_read", "syscalls:sys_enter_write"]
# Seconds in which perf writes what it has recorded.
PATIENCE = 20
LINE = re.compile(r"\s*(\d+)\s+([\d.]+):\s+syscalls:(\w+):\s+(.*)")


class KeyTrace:
    """A recording of a program's reads and writes; `answers` ends it."""

    def __init__(self, pid):
        self.pid = pid
        self.file = tempfile.NamedTemporaryFile(prefix="keys-")
        command = ["perf", "record", "-q", "-p", str(pid), "-o", self.file.name]
        for event in EVENTS:
            command += ["-e", event]
        self.recorder = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(0.2)

    @staticmethod
    def is_possible():
        return shutil.which("perf") is not None and os.geteuid() == 0

    def terminal(self):
        """The descriptors that lead to a terminal."""
        found = set()
        for name in os.listdir(f"/proc/{self.pid}/fd"):
            try:
                place = os.readlink(f"/proc/{self.pid}/fd/{name}")
            except OSError:
                continue
            if place.startswith("/dev/pts/") or place in ("/dev/tty", "/dev/console"):
                found.add(int(name))
        return found

    def answers(self):
        """Milliseconds from each read of a key to the write that followed."""
        terminal = self.terminal()
        self.recorder.send_signal(signal.SIGINT)
        try:
            self.recorder.wait(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            self.recorder.kill()
            print("trace-keys: perf did not end, and was killed", file=sys.stderr)
            self.recorder.wait()
        text = subprocess.run(
            ["perf", "script", "-i", self.file.name, "-F", "tid,time,event,trace"],
            capture_output=True, text=True).stdout
        reading, pressed, answers = {}, {}, []
        for line in text.splitlines():
            match = LINE.match(line)
            if not match:
                continue
            thread, moment, event, facts = match.groups()
            moment = float(moment)
            if event == "sys_enter_read":
                reading[thread] = int(re.search(r"fd: 0x([0-9a-f]+)", facts).group(1), 16)
            elif event == "sys_exit_read":
                count = int(facts, 16) if facts.startswith("0x") else int(facts)
                if reading.get(thread) in terminal and 0 < count < 16:
                    pressed.setdefault(thread, moment)
            elif int(re.search(r"fd: 0x([0-9a-f]+)", facts).group(1), 16) in terminal:
                start = pressed.pop(thread, None)
                if start is not None:
                    answers.append((moment - start) * 1e3)
        return answers


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    trace = KeyTrace(int(sys.argv[1]))
    time.sleep(float(sys.argv[2]))
    answers = sorted(trace.answers())
    if answers:
        print(f"{statistics.median(answers):.1f} {answers[len(answers) * 99 // 100]:.1f} {len(answers)}")


if __name__ == "__main__":
    main()
