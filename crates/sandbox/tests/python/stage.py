"""A sandbox of its own, run as a program, and the words to talk to its control API."""

import json
import os
import pathlib
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request

NAMES = {
    "app id": "app_id",
    "app secret": "app_secret",
    "verify token": "verify_token",
    "phone number id": "number",
    "account id": "waba",
    "token (first start)": "token",
}

# The smallest picture there is.
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c4944415478da63f8ffff3f0005fe02fea735a9a50000000049454e44ae426082"
)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Sandbox:
    """`loket sandbox`, until the `with` ends."""

    def __init__(self, callback):
        self.callback = callback
        self.home = tempfile.TemporaryDirectory(prefix="loket-clients-")

    def __enter__(self):
        program = os.environ.get("LOKET", "target/debug/loket")
        out = pathlib.Path(self.home.name, "out")
        env = {k: v for k, v in os.environ.items() if not k.startswith("LOKET_")}
        env["LOKET_SANDBOX_LISTEN"] = "127.0.0.1:0"
        with out.open("w") as sink:
            self.process = subprocess.Popen(
                [str(pathlib.Path(program).resolve()), "sandbox", "--callback", self.callback],
                cwd=self.home.name, env=env, stdout=sink, stderr=sink,
            )
        wait_for(lambda: "token (first start)" in out.read_text() or self.process.poll(), "the sandbox")
        assert self.process.poll() is None, out.read_text()
        lines = out.read_text().splitlines()
        self.url = next(line.split(": ", 1)[1] for line in lines if "is ready" in line)
        for line in lines:
            for name, attribute in NAMES.items():
                if line.strip().startswith(name + " "):
                    setattr(self, attribute, line.split()[-1])
        self.control("PATCH", "/settings", {"sent_ms": 20, "delivered_ms": 40, "read_ms": 60, "auto_read": True})
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(10)
        self.home.cleanup()

    def control(self, method, path, body=None, content_type="application/json"):
        data = json.dumps(body).encode() if isinstance(body, (dict, list)) else body
        request = urllib.request.Request(self.url + "/_sandbox" + path, data, {"Content-Type": content_type}, method=method)
        with urllib.request.urlopen(request, timeout=20) as answer:
            return json.load(answer)

    def customer(self, name):
        return next(c for c in self.control("GET", "/customers")["customers"] if c["id"] == name)

    def says(self, customer, **content):
        return self.control("POST", "/inbound", {"phone_number_id": self.number, "customer": customer, **content})

    def sends(self):
        return self.control("GET", "/sends")["sends"]


def wait_for(ready, what, seconds=20):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        found = ready()
        if found:
            return found
        time.sleep(0.05)
    sys.exit(f"waited {seconds} s for {what}, in vain")


class Report:
    """Counts what held, and says what did not."""

    def __init__(self, client):
        self.client, self.held, self.broken = client, 0, []

    def check(self, holds, what):
        if holds:
            self.held += 1
        else:
            self.broken.append(what)
            print(f"  {self.client}: {what}: DOES NOT HOLD", flush=True)

    def refuses(self, call, error, what):
        try:
            call()
        except error:
            self.held += 1
        else:
            self.check(False, what)

    def end(self):
        # The wording of cargo, so that ./test adds it up.
        state = "ok" if not self.broken else "FAILED"
        print(f"test result: {state}. {self.held} passed; {len(self.broken)} failed; {self.client}", flush=True)
        return not self.broken
