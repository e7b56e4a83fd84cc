"""The served process, as in production, and one browser's worth of requests to it."""

import http.client
import re
import socket
import subprocess
import sys
import time
import uuid
from urllib.parse import urlencode

from bench.databases import ROOT, Database

READY_SECONDS = 60
IDLE_SECONDS = 5
# One row in so many is under seal (seed.sql) and has no page.
SEALED_EVERY = 500
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')

DECIDE = re.compile(r"/office/[0-9-]+/decide/")
CASE = re.compile(r"/suggestions/[0-9]{4}-[0-9]+/")


class Unexpected(RuntimeError):
    """An answer that is not the page asked for: the figures would mean nothing."""


class Site:
    """A web server over one database."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.port = free_port()
        self.process: subprocess.Popen[bytes] | None = None
        self.connection: http.client.HTTPConnection | None = None
        self.asked = 0.0
        self.number = 0
        self.token = ""

    def start(self) -> None:
        """Serve; returns once it answers."""
        env = self.database.env() | {"HOST": "127.0.0.1", "PORT": str(self.port)}
        command = [sys.executable, "-m", "cppcc_cloud.start", "web"]
        self.process = subprocess.Popen(command, cwd=ROOT, env=env)
        until = time.monotonic() + READY_SECONDS
        while time.monotonic() < until:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
            except OSError:
                time.sleep(0.2)
            else:
                self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
                return
        raise Unexpected(f"the site of {self.database.size} rows did not start")

    def stop(self) -> None:
        """End what was started here."""
        if self.process:
            self.process.terminate()
            self.process.wait(timeout=30)

    def some_case(self) -> str:
        """The address of a case, another one each time."""
        while True:
            self.number += 1
            row = (self.number * 37) % self.database.size + 1
            if row % SEALED_EVERY != SEALED_EVERY - 1:
                return f"/suggestions/2026-{row:06d}/"

    def newest_case(self) -> str:
        """The address of the first case in the list of all."""
        _took, _status, body = self.ask("GET", "/office/?show=all", "office")
        found = CASE.search(body)
        if not found:
            raise Unexpected("the office has no case")
        return found[0]

    def some_waiting(self) -> str:
        """The address of the decision on the first case that waits at the office's desk."""
        _took, _status, body = self.ask("GET", "/office/", "office")
        found = DECIDE.search(body)
        if not found:
            raise Unexpected("no case waits at the office's desk")
        return found[0]

    def get(self, role: str, path: str) -> float:
        """Milliseconds of one page."""
        took, status, _body = self.ask("GET", path, role)
        if status != http.client.OK:
            raise Unexpected(f"{path} answered {status}")
        return took

    def submit(self) -> float:
        """Milliseconds of one submission; the form itself is fetched once before."""
        if not self.token:
            _took, _status, body = self.ask("GET", "/suggestions/write/", "member")
            found = TOKEN.search(body)
            if not found:
                raise Unexpected("the form has no token")
            self.token = found[1]
        form = {
            "csrfmiddlewaretoken": self.token,
            "key": str(uuid.uuid4()),
            "title": "路口的灯不亮",
            "situation": "夜里看不清路面，公路边的标线也磨掉了。",
            "ask": "换灯，重新施划标线。",
            "place": "430000",
            "level": "auto",
            "wish": "members",
            "confirm": "on",
        }
        took, status, _body = self.ask("POST", "/suggestions/write/", "member", urlencode(form))
        if status != http.client.FOUND:
            raise Unexpected(f"the submission answered {status}")
        return took

    def ask(self, method: str, path: str, role: str, body: str = "") -> tuple[float, int, str]:
        """One request on the kept connection: milliseconds, status, text."""
        if self.connection is None:
            raise Unexpected("the site is not started")
        headers = {
            "Host": f"localhost:{self.port}",
            "Cookie": f"sessionid={self.database.sessions[role]}; csrftoken={self.token_cookie()}",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        # While others were asked, the server may have closed it; it opens by itself.
        if time.monotonic() - self.asked > IDLE_SECONDS:
            self.connection.close()
        begun = time.perf_counter()
        self.connection.request(method, path, body=body or None, headers=headers)
        answer = self.connection.getresponse()
        text = answer.read().decode()
        took = (time.perf_counter() - begun) * 1000
        self.asked = time.monotonic()
        return took, answer.status, text

    @staticmethod
    def token_cookie() -> str:
        """The secret of the form token: any 32 letters do, as long as they stay the same."""
        return "b" * 32


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port
