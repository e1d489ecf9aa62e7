"""Measures Tertulia beside other servers in the same run, and prints a table in Markdown.

Start to the first reply, memory, requests a second of the application and of DynamoDB, service calls, the acceptance
suite. Rounds of the servers take turns, so that whatever else the machine does hits all; what is compared are ratios.
"""

import argparse
import json
import pathlib
import socket
import statistics
import subprocess
import sys
import time
import urllib.parse

import dynamodb
from servers import PATIENCE_S, ROOT, BareServer, Tertulia, environment, load, request

PATH = "/api/getTogethers"
GIVEN = ROOT / "fixtures" / "given.yml"
ITEMS = ROOT / "fixtures" / "gettogethers.json"
TABLE = "dev-gettogethers"
# What the benchmarks of the `micro` program measure; those that are not here are for its own readers.
MICRO = {
    "start_and_deploy": "start and deploy, without a process of its own",
    "service_call_from_a_handler": "service call (GetItem) from a handler",
    "invocation": "invocation of a function",
    "get_item": "`GetItem` in process, JSON in and out",
    "put_item": "`PutItem` in process",
    "update_item": "`UpdateItem` in process",
    "query_of_100": "`Query` of 100 items in process",
    "batch_write_item_of_25": "`BatchWriteItem` of 25 items in process",
}


class Application(Tertulia):
    """The get-together application, up to its first reply."""

    def __init__(self, binary):
        super().__init__(binary, ROOT, "--given", GIVEN)
        api = urllib.parse.urlsplit(self.urls["api_url"])
        self.api_port, self.path = api.port, api.path.rstrip("/") + PATH
        self.memory_mb = self.resident_mb()
        status = first_status(self.api_port, self.get())
        self.first_ms = (time.perf_counter() - self.begin) * 1000
        if status != 200:
            raise SystemExit(f"GET {self.path} is answered with {status}")

    def get(self):
        headers = {"Host": f"127.0.0.1:{self.api_port}", "User-Agent": "load", "Accept": "*/*"}
        return request("GET", self.path, headers)

    def seed(self, binary):
        subprocess.run(
            [binary, "seed", "--endpoint", self.urls["aws_url"], TABLE, ITEMS],
            cwd=ROOT, env=environment(), check=True, stdout=subprocess.DEVNULL,
        )  # fmt: skip


class Bare(Tertulia):
    """Bare services, up to their first answer of DynamoDB."""

    def __init__(self, binary):
        super().__init__(binary, None)
        status = first_status(self.port, dynamodb.call("ListTables", {}))
        self.first_ms = (time.perf_counter() - self.begin) * 1000
        self.memory_mb = self.resident_mb()
        if status != 200:
            raise SystemExit(f"ListTables is answered with {status}")


def first_status(port, raw):
    """The status of one request, by the barest client that there is."""
    with socket.create_connection(("127.0.0.1", port), PATIENCE_S) as connection:
        connection.sendall(raw)
        return int(connection.recv(65536).split(b" ", 2)[1])


def measure_starts(kind, binary, count):
    """Milliseconds to the first 200 and resident megabytes, the medians of several starts."""
    firsts, memories = [], []
    for _ in range(count):
        with kind(binary) as started:
            firsts.append(started.first_ms)
            memories.append(started.memory_mb)
    return statistics.median(firsts), statistics.median(memories)


def measure_load(binary, folder, peers, rounds, seconds):
    """Each server's rounds, taking turns: {"tertulia": [...], "bare": [...], peer: [...]}."""
    with Application(binary) as application:
        application.seed(binary)
        get = application.get()
        size = load(folder, application.api_port, [get], 0.5)["bytes"]
        with BareServer(folder, size) as bare:
            targets = {"tertulia": (application.api_port, get), "bare": (bare.port, get)}
            for name, url in peers.items():
                parts = urllib.parse.urlsplit(url)
                targets[name] = (parts.port, request("GET", parts.path, {"Host": parts.netloc}))
            results = {name: [] for name in targets}
            for _ in range(rounds):
                for name, (port, raw) in targets.items():
                    results[name].append(load(folder, port, [raw], seconds))
        results["memory_mb"] = application.resident_mb()
    return results, size


def measure_micro(folder):
    """Nanoseconds of real time by name, of the Google Benchmark program if it was built."""
    program = folder / "micro"
    if not program.exists():
        return {}
    result = subprocess.run(
        [program, "--benchmark_format=json", "--benchmark_min_time=0.2"],
        check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    return {entry["name"]: entry["real_time"] for entry in json.loads(result.stdout)["benchmarks"]}


def measure_suite(folder, count=5):
    """Milliseconds of the application's acceptance suite, in both modes one after the other."""
    program = folder / "app_tests"
    if not program.exists():
        return None
    times = []
    for _ in range(count):
        begin = time.perf_counter()
        for mode in ("handler", "http"):
            done = subprocess.run(
                [program, "--gtest_brief=1"], cwd=ROOT, env=environment(TEST_MODE=mode), capture_output=True
            )
            if done.returncode != 0:
                raise SystemExit(f"the acceptance suite fails:\n{done.stdout.decode()}")
        times.append((time.perf_counter() - begin) * 1000)
    return statistics.median(times)


def rows_of_micro(micro):
    for name, nanoseconds in micro.items():
        # "invocation/real_time"
        if label := MICRO.get(name.split("/")[0]):
            in_ms = nanoseconds > 1e6
            yield (label, f"{nanoseconds / 1e6:.2f} ms" if in_ms else f"{nanoseconds / 1000:.2f} µs", "")
    few, many = ({what: micro.get(f"{what}_among_a_{count}") for what in ("get_item", "query_of_10")}
                 for count in ("thousand", "million"))  # fmt: skip
    for what, label in (("get_item", "`GetItem`"), ("query_of_10", "`Query` of 10 items")):
        if few[what] and many[what]:
            beside = f"of a thousand {few[what] / 1000:.1f} µs: **{many[what] / few[what]:.1f}** times"
            yield (f"{label} of a table of a million items, in process", f"{many[what] / 1000:.1f} µs", beside)
    for name, seconds in micro.items():
        if name.startswith("memory_of_a_million_items"):
            beside = f"**{seconds:.1f}** times the data"
            yield ("memory of a million items of 200 bytes", f"{seconds * 200:.0f} MB", beside)


def table(starts, results, size, requests, micro, suite_ms):
    ours, bare = results["tertulia"], results["bare"]
    ratio = dynamodb.times(ours, bare)
    median = {key: statistics.median(entry[key] for entry in ours) for key in ("p50_us", "p99_us")}
    rows = [
        ("start to the first `200` of `GET api/getTogethers`", f"{starts[Application][0]:.1f} ms", ""),
        ("resident memory after the start", f"{starts[Application][1]:.1f} MB",
         f"after the load {results['memory_mb']:.1f} MB"),
        ("start without an application to the first answer of DynamoDB", f"{starts[Bare][0]:.1f} ms",
         f"{starts[Bare][1]:.1f} MB resident"),
        (
            f"`GET api/getTogethers`, {size:,} bytes, 16 connections",
            f"{dynamodb.rate(ours):,.0f} requests/s",
            f"bare Beast server {dynamodb.rate(bare):,.0f}: **{ratio:.0%}** of it",
        ),
        ("its latency at that load", f"p50 {median['p50_us']:,.0f} µs", f"p99 {median['p99_us']:,.0f} µs"),
    ]  # fmt: skip
    for name, rounds in results.items():
        if name not in ("tertulia", "bare", "memory_mb"):
            rows.append((f"the same from {name}", f"{dynamodb.rate(rounds):,.0f} requests/s", ""))
    rows.extend(dynamodb.rows(requests))
    rows.extend(rows_of_micro(micro))
    if suite_ms is not None:
        rows.append(("the acceptance suite in both modes", f"{suite_ms:.0f} ms", ""))
    lines = ["| measured | Tertulia | beside it |", "|---|---|---|"]
    return "\n".join(lines + [f"| {' | '.join(row)} |" for row in rows])


def write_readme(text):
    path = ROOT / "README.md"
    before, _, rest = path.read_text(encoding="utf-8").partition("<!-- bench -->\n")
    _, end, after = rest.partition("<!-- /bench -->")
    if not end:
        raise SystemExit("README.md has no <!-- bench --> … <!-- /bench -->")
    path.write_text(f"{before}<!-- bench -->\n{text}\n{end}{after}", encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bin", type=pathlib.Path, default=ROOT / "build" / "release" / "bin")
    parser.add_argument("--starts", type=int, default=11)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=2, help="of each round")
    parser.add_argument("--peer", action="append", default=[], metavar="NAME=URL",
                        help="measure what serves the get-together application at URL, too")  # fmt: skip
    parser.add_argument("--dynamodb", metavar="TEXT", help="measure only requests of DynamoDB whose name has TEXT")
    parser.add_argument("--readme", action="store_true", help="write the table into README.md")
    options = parser.parse_args()

    binary = options.bin / "tertulia"
    if not binary.exists():
        raise SystemExit(f"{binary} is not there: ./dev build makes it")
    if options.dynamodb is not None:
        requests = dynamodb.measure(binary, options.bin, options.rounds, options.seconds, options.dynamodb)
        return print("\n".join(f"| {' | '.join(row)} |" for row in dynamodb.rows(requests)))
    peers = dict(peer.split("=", 1) for peer in options.peer)
    starts = {kind: measure_starts(kind, binary, options.starts) for kind in (Application, Bare)}
    results, size = measure_load(binary, options.bin, peers, options.rounds, options.seconds)
    requests = dynamodb.measure(binary, options.bin, options.rounds, options.seconds)
    text = table(starts, results, size, requests, measure_micro(options.bin), measure_suite(options.bin))
    print(text)
    if options.readme:
        write_readme(text)


if __name__ == "__main__":
    sys.exit(main())
