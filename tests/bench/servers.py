"""The servers that are measured, each a process on a free port of loopback, and the load for them."""

import json
import os
import pathlib
import signal
import socket
import subprocess
import tempfile
import time
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parents[2]
PEERS = ROOT / "build" / "peers" / "node_modules"
PATIENCE_S = 30
CONNECTIONS = 16


def environment(**more):
    """This process's, without what would change the application's names."""
    kept = {name: value for name, value in os.environ.items() if name not in ("SLSUSER", "AWS_ENDPOINT_URL")}
    return kept | more


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """A process that is stopped and forgotten with its `with`."""

    def __init__(self, command, **options):
        self.begin = time.perf_counter()
        self.process = subprocess.Popen(command, **({"stdout": subprocess.DEVNULL} | options))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(PATIENCE_S)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        for pipe in (self.process.stdout, self.process.stderr):
            if pipe is not None:
                pipe.close()

    def wait_until(self, is_ready):
        while not is_ready():
            if self.process.poll() is not None:
                raise SystemExit(f"{self.process.args[0]} ended early")
            if time.perf_counter() - self.begin > PATIENCE_S:
                raise SystemExit(f"{self.process.args[0]} is not ready after {PATIENCE_S} s")
            time.sleep(0.0001)

    def resident_mb(self):
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.split("VmRSS:")[1].split()[0]) / 1024


class Tertulia(Server):
    """`tertulia start` in a folder, up to where it is ready."""

    def __init__(self, binary, folder, *options):
        self.files = tempfile.TemporaryDirectory()
        ready = pathlib.Path(self.files.name) / "ready.json"
        command = [binary, "start", "--port", "0", "--api-port", "0", "--ready-file", ready, *options]
        super().__init__(command, cwd=folder or self.files.name, env=environment())
        self.wait_until(ready.exists)
        self.urls = json.loads(ready.read_text())
        self.port = urllib.parse.urlsplit(self.urls["aws_url"]).port

    def __exit__(self, *why):
        super().__exit__(*why)
        self.files.cleanup()


class BareServer(Server):
    """The yardstick: reads requests and answers as many bytes."""

    def __init__(self, folder, size):
        super().__init__([folder / "bare_server", str(size)], stdout=subprocess.PIPE)
        self.port = int(self.process.stdout.readline())


class Peer(Server):
    """Another emulator of DynamoDB, which listens where it is told."""

    def __init__(self, command):
        self.port = free_port()
        super().__init__([*command, "--port", str(self.port)], stderr=subprocess.DEVNULL)
        self.wait_until(self.listens)

    def listens(self):
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0


def peers():
    """The commands of those that are installed, by name."""
    dynalite = PEERS / "dynalite" / "cli.js"
    dynoxide = PEERS / "@dynoxide" / "linux-x64" / "dynoxide"
    found = {}
    if dynalite.exists():
        found["dynalite"] = ["node", dynalite, "--host", "127.0.0.1", "--createTableMs", "0"]
    if dynoxide.exists():
        found["dynoxide"] = [dynoxide]
    return found


def request(method, target, headers, body=b""):
    """A whole request as it goes over the wire."""
    lines = [f"{method} {target} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items())]
    if body:
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join([*lines, "", ""]).encode() + body


def load(folder, port, requests, seconds):
    """What the load program says of a server that is sent `requests` in turn."""
    with tempfile.NamedTemporaryFile() as file:
        file.write(b"".join(requests))
        file.flush()
        command = [folder / "load", str(port), file.name, str(seconds), str(CONNECTIONS)]
        result = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    if set(result["statuses"]) != {"200"}:
        raise SystemExit(f"{requests[0][:200]} is answered with {result['statuses']}")
    return result
