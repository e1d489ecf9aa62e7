"""Measures Tertulia beside a bare server in the same run, and prints a table in Markdown.

Start to the first reply, memory, requests a second, service calls, the acceptance suite. Rounds of the
two servers take turns, so that whatever else the machine does hits both; what is compared are ratios.
"""

import argparse
import json
import os
import pathlib
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parents[2]
PATH = "/api/getTogethers"
GIVEN = ROOT / "fixtures" / "given.yml"
ITEMS = ROOT / "fixtures" / "gettogethers.json"
TABLE = "dev-gettogethers"
PATIENCE_S = 30
# What the benchmarks of the `micro` program measure; those that are not here are for its own readers.
MICRO = {
    "start_and_deploy": "start and deploy, without a process of its own",
    "service_call_from_a_handler": "service call (GetItem) from a handler",
    "invocation": "invocation of a function",
}


def environment(**more):
    """This process's, without what would change the application's names."""
    kept = {name: value for name, value in os.environ.items() if name not in ("SLSUSER", "AWS_ENDPOINT_URL")}
    return kept | more


class Emulator:
    """`tertulia start` on free ports, up to its first reply."""

    def __init__(self, binary):
        self.folder = tempfile.TemporaryDirectory()
        ready = pathlib.Path(self.folder.name) / "ready.json"
        command = [binary, "start", "--port", "0", "--api-port", "0", "--ready-file", ready, "--given", GIVEN]
        self.begin = time.perf_counter()
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        )
        while not ready.exists():
            if self.process.poll() is not None:
                raise SystemExit(f"tertulia start ended early:\n{self.process.stderr.read().decode()}")
            if time.perf_counter() - self.begin > PATIENCE_S:
                raise SystemExit("tertulia start is not ready after 30 s")
            time.sleep(0.0001)
        self.ready = json.loads(ready.read_text())
        api = urllib.parse.urlsplit(self.ready["api_url"])
        self.port, self.path = api.port, api.path.rstrip("/") + PATH
        self.memory_mb = self.resident_mb()
        status = first_status(self.port, self.path)
        self.first_ms = (time.perf_counter() - self.begin) * 1000
        if status != 200:
            raise SystemExit(f"GET {self.path} is answered with {status}")

    def resident_mb(self):
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.split("VmRSS:")[1].split()[0]) / 1024

    def seed(self, binary):
        subprocess.run(
            [binary, "seed", "--endpoint", self.ready["aws_url"], TABLE, ITEMS],
            cwd=ROOT, env=environment(), check=True, stdout=subprocess.DEVNULL,
        )  # fmt: skip

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(PATIENCE_S)
        except subprocess.TimeoutExpired:
            self.process.kill()
        self.process.stderr.close()
        self.folder.cleanup()


def first_status(port, path):
    """The status of one GET, by the barest client that there is."""
    with socket.create_connection(("127.0.0.1", port), PATIENCE_S) as connection:
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
        return int(connection.recv(65536).split(b" ", 2)[1])


class BareServer:
    def __init__(self, folder, size):
        self.process = subprocess.Popen([folder / "bare_server", str(size)], stdout=subprocess.PIPE)
        self.port = int(self.process.stdout.readline())

    def stop(self):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()


def load(folder, port, path, seconds):
    result = subprocess.run(
        [folder / "load", str(port), path, str(seconds), "16"], check=True, stdout=subprocess.PIPE
    )
    result = json.loads(result.stdout)
    if set(result["statuses"]) != {"200"}:
        raise SystemExit(f"GET {path} is answered with {result['statuses']}")
    return result


def measure_starts(binary, count):
    """Milliseconds to the first 200 and resident megabytes, the medians of several starts."""
    firsts, memories = [], []
    for _ in range(count):
        emulator = Emulator(binary)
        firsts.append(emulator.first_ms)
        memories.append(emulator.memory_mb)
        emulator.stop()
    return statistics.median(firsts), statistics.median(memories)


def measure_load(binary, folder, peers, rounds, seconds):
    """Each server's rounds, taking turns: {"tertulia": [...], "bare": [...], peer: [...]}."""
    emulator = Emulator(binary)
    emulator.seed(binary)
    size = load(folder, emulator.port, emulator.path, 0.5)["bytes"]
    bare = BareServer(folder, size)
    targets = {"tertulia": (emulator.port, emulator.path), "bare": (bare.port, emulator.path)}
    for name, url in peers.items():
        parts = urllib.parse.urlsplit(url)
        targets[name] = (parts.port, parts.path)
    results = {name: [] for name in targets}
    for _ in range(rounds):
        for name, (port, path) in targets.items():
            results[name].append(load(folder, port, path, seconds))
    results["memory_mb"] = emulator.resident_mb()
    emulator.stop()
    bare.stop()
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


def rate(rounds):
    return statistics.median(entry["per_second"] for entry in rounds)


def table(first_ms, memory_mb, results, size, micro, suite_ms):
    ours, bare = results["tertulia"], results["bare"]
    ratio = statistics.median(a["per_second"] / b["per_second"] for a, b in zip(ours, bare))
    median = {key: statistics.median(entry[key] for entry in ours) for key in ("p50_us", "p99_us")}
    rows = [
        ("start to the first `200` of `GET api/getTogethers`", f"{first_ms:.1f} ms", ""),
        ("resident memory after the start", f"{memory_mb:.1f} MB", f"after the load {results['memory_mb']:.1f} MB"),
        (
            f"`GET api/getTogethers`, {size:,} bytes, 16 connections",
            f"{rate(ours):,.0f} requests/s",
            f"bare Beast server {rate(bare):,.0f}: **{ratio:.0%}** of it",
        ),
        ("its latency at that load", f"p50 {median['p50_us']:,.0f} µs", f"p99 {median['p99_us']:,.0f} µs"),
    ]
    for name, rounds in results.items():
        if name not in ("tertulia", "bare", "memory_mb"):
            rows.append((f"the same from {name}", f"{rate(rounds):,.0f} requests/s", ""))
    for name, nanoseconds in micro.items():
        # "invocation/real_time"
        if label := MICRO.get(name.split("/")[0]):
            in_ms = nanoseconds > 1e6
            rows.append((label, f"{nanoseconds / 1e6:.2f} ms" if in_ms else f"{nanoseconds / 1000:.2f} µs", ""))
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
                        help="measure what serves the same at URL, too")  # fmt: skip
    parser.add_argument("--readme", action="store_true", help="write the table into README.md")
    options = parser.parse_args()

    binary = options.bin / "tertulia"
    if not binary.exists():
        raise SystemExit(f"{binary} is not there: ./dev build makes it")
    peers = dict(peer.split("=", 1) for peer in options.peer)
    first_ms, memory_mb = measure_starts(binary, options.starts)
    results, size = measure_load(binary, options.bin, peers, options.rounds, options.seconds)
    text = table(first_ms, memory_mb, results, size, measure_micro(options.bin), measure_suite(options.bin))
    print(text)
    if options.readme:
        write_readme(text)


if __name__ == "__main__":
    sys.exit(main())
