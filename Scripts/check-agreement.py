#!/usr/bin/env python3
"""Runs a gateway with clients and faults, and holds its metrics against its log, to the last one.

usage: check-agreement.py [--bin DIR] [--connections N] [--faults NAME,NAME] [--each SECONDS]

The clients come, each fault lasts its seconds, the clients go; then the page of metrics is read, the
gateway ends, and its log is added up. Connections opened, closed by reason and alive, messages by
direction and requests by status are printed from both. Exits 1 where they differ.
"""
import argparse
import collections
import json
import re
import subprocess
import sys
import tempfile
import time
import urllib.request

FAULTS = "storm,reconnect-loop,heartbeat-loss,nat,leak,panic,scan"
SAMPLE = re.compile(r'^(\w+)(?:\{(.*)\})? (\S+)$')


def start(arguments, *words):
    return subprocess.Popen(
        [arguments.bin + "/imtop-demo", *words, "--control"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def page(port):
    """The samples of the page of metrics: (name, labels) to value."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=10) as answer:
        lines = answer.read().decode().splitlines()
    found = (SAMPLE.match(line) for line in lines)
    return {
        (sample[1], tuple(sorted(re.findall(r'(\w+)="([^"]*)"', sample[2] or "")))): float(sample[3])
        for sample in found if sample}


def counted(samples):
    """What the metrics say."""
    figures = collections.Counter()
    for (name, labels), value in samples.items():
        labels = dict(labels)
        if name == "im_ws_opened_total":
            figures["opened"] += value
        elif name == "im_ws_connections":
            figures["alive"] += value
        elif name == "im_ws_closed_total":
            figures["closed " + labels["reason"]] += value
        elif name == "im_messages_total":
            figures["messages " + labels["direction"]] += value
        elif name == "http_requests_total":
            figures["status " + labels["status"]] += value
    return figures


def logged(log):
    """What the log says."""
    figures = collections.Counter()
    with open(log, encoding="utf-8") as file:
        for text in file:
            if not text.startswith("{"):
                continue  # a panic's stack
            line = json.loads(text)
            if "status" in line:
                figures[f"status {line['status']}"] += 1
                figures["messages in"] += line["status"] == 201
            if line.get("event") == "open":
                figures["opened"] += 1
                figures["alive"] += 1
            elif line.get("event") == "close":
                figures["alive"] -= 1
                figures["closed " + line["reason"]] += 1
                figures["messages in"] += line["messages_in"]
                figures["messages out"] += line["messages_out"]
    return figures


def run(arguments, log):
    gateway = start(arguments, "gateway", "--port", "0", "--log", log, "--heartbeat-interval", "1")
    port = int(gateway.stdout.readline().rsplit(":", 1)[1])
    clients = start(
        arguments, "clients", "--port", str(port), "--connections", str(arguments.connections))
    time.sleep(10)
    for fault in arguments.faults.split(","):
        for turn, seconds in (("begin", arguments.each), ("end", 0)):
            for process in (gateway, clients):
                print(turn, fault, file=process.stdin, flush=True)
            time.sleep(seconds)
    clients.stdin.close()
    clients.wait()
    deadline = time.monotonic() + 60
    while counted(page(port))["alive"] and time.monotonic() < deadline:
        time.sleep(0.5)
    figures = counted(page(port))
    # No page counts the request that reads it.
    figures["status 200"] += 1
    gateway.stdin.close()
    gateway.wait()
    return figures


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", default=".build/release", help="where imtop-demo is")
    parser.add_argument("--connections", type=int, default=1000)
    parser.add_argument("--faults", default=FAULTS)
    parser.add_argument("--each", type=float, default=10)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as directory:
        metrics = run(arguments, directory + "/im.log")
        log = logged(directory + "/im.log")
    names = sorted(name for name in metrics | log if metrics[name] or log[name])
    for name in names:
        print(f"{'  ' if metrics[name] == log[name] else '≠ '}{name:28}{metrics[name]:10.0f}"
              f"{log[name]:10}")
    sys.exit(any(metrics[name] != log[name] for name in names))


main()
