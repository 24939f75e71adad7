#!/usr/bin/env python3
"""Asks a Prometheus on loopback and imtop's evaluator the same of the same series, by turns.

usage: compare-promql.py [--rounds N] [--queries N] ROOM-BENCHMARKS

ROOM-BENCHMARKS is the program of that name (Benchmarks/). Prometheus gets the series of its suite
`promql` as blocks made by promtool, and is asked through its HTTP API; both decode what they hold.
The answer of Prometheus is counted. Times are medians; the ratio is of the medians.
"""
import argparse
import json
import os
import shutil
import signal
import socket
import statistics
import subprocess
import tempfile
import time
import urllib.parse
import urllib.request

# As in Benchmarks/Sources/RoomBenchmarks/Data/CounterPage.swift and LogLines.swift.
PATHS, SHARDS, SCRAPES, START = 50, 20, 900, 1_795_392_000
QUERY = "sum by (path)(rate(x[1m]))"


def openmetrics(file):
    """The series, one after the other, with the time of each sample."""
    for path in range(PATHS):
        for shard in range(SHARDS):
            labels = f'path="/api/v1/rooms/{path}",shard="{shard}",job="im",instance="gw-1:8080"'
            for number in range(SCRAPES):
                value = number * (path + 1) + number * number % (shard + 2)
                file.write(f"x{{{labels}}} {value} {START + number}\n")
    file.write("# EOF\n")


class Prometheus:
    """A Prometheus on a free port of loopback over the given blocks."""

    def __init__(self, blocks):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.address = f"127.0.0.1:{probe.getsockname()[1]}"
        config = os.path.join(blocks, "prometheus.yml")
        with open(config, "w") as file:
            file.write("global: {}\n")
        self.process = subprocess.Popen(
            ["prometheus", f"--config.file={config}", f"--storage.tsdb.path={blocks}",
             "--storage.tsdb.retention.time=100y", f"--web.listen-address={self.address}",
             "--log.level=error"])
        for _ in range(150):
            try:
                urllib.request.urlopen(f"http://{self.address}/-/ready", timeout=1).read()
                return
            except OSError:
                time.sleep(0.2)
        raise SystemExit("compare-promql.py: Prometheus did not come up")

    def ask(self, what, **parameters):
        """The milliseconds of one question, and the series of its answer."""
        url = f"http://{self.address}/api/v1/{what}?{urllib.parse.urlencode(parameters)}"
        start = time.perf_counter()
        answer = urllib.request.urlopen(url, timeout=60).read()
        took = (time.perf_counter() - start) * 1000
        return took, json.loads(answer)["data"]["result"]

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait()


def ours(program, iterations):
    """The medians of the suite `promql` in milliseconds: along the range, and one step."""
    run = subprocess.run(
        [program, "--filter", "promql", "--quiet", "--format", "json", "--columns", "name,median",
         "--warmup-iterations", "2", "--iterations", str(iterations)], capture_output=True, text=True, check=True)
    rows = json.loads(run.stdout[run.stdout.index("{"):])["benchmarks"]
    medians = [float(row["median"]) for row in rows]
    return medians[0], medians[1]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--queries", type=int, default=10)
    parser.add_argument("program")
    options = parser.parse_args()
    scratch = tempfile.mkdtemp()
    prometheus = None
    try:
        page = os.path.join(scratch, "page")
        with open(page, "w") as file:
            openmetrics(file)
        blocks = os.path.join(scratch, "blocks")
        os.mkdir(blocks)
        subprocess.run(
            ["promtool", "tsdb", "create-blocks-from", "openmetrics", "--quiet", page, blocks],
            check=True, stdout=subprocess.DEVNULL)
        prometheus = Prometheus(blocks)
        end = START + SCRAPES - 1
        times = {"range": ([], []), "step": ([], [])}
        for _ in range(options.rounds):
            for number in range(options.queries + 1):
                along, series = prometheus.ask(
                    "query_range", query=QUERY, start=START, end=end, step=1)
                now, samples = prometheus.ask("query", query=QUERY, time=end)
                if len(series) != PATHS or len(samples) != PATHS:
                    raise SystemExit(f"Prometheus gave {len(series)} and {len(samples)} series")
                if number > 0:
                    times["range"][0].append(along)
                    times["step"][0].append(now)
            along, now = ours(options.program, options.queries)
            times["range"][1].append(along)
            times["step"][1].append(now)
        print("| " + QUERY + " | Prometheus ms (fastest) | imtop ms (fastest) | ratio |")
        print("|---|---:|---:|---:|")
        names = {"range": f"{SCRAPES} steps over {PATHS * SHARDS} × {SCRAPES} samples",
                 "step": "one step"}
        for what, (theirs, mine) in times.items():
            ratio = statistics.median(theirs) / statistics.median(mine)
            print(f"| {names[what]} | {statistics.median(theirs):.1f} ({min(theirs):.1f}) | "
                  f"{statistics.median(mine):.2f} ({min(mine):.2f}) | {ratio:.1f} |")
    finally:
        if prometheus:
            prometheus.stop()
        shutil.rmtree(scratch)


main()
