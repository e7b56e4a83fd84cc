"""`make run`: everything a newcomer needs, and nothing left behind afterwards."""

import os
import signal
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from launcher import packages, process, services, surroundings
from launcher.places import LOGS, ROOT, VAR, python
from launcher.ports import read_port, require_free
from launcher.trouble import Stopped, Trouble, complain, last_line, say

READY_SECONDS = 60
STOP_SECONDS = 12
DEMO = VAR / "demo.txt"


@dataclass(frozen=True)
class Part:
    """One program of the running system."""

    name: str
    command: tuple[str, ...]

    @property
    def log(self) -> Path:
        """Where it writes."""
        return LOGS / f"{self.name}.log"


def parts() -> list[Part]:
    """Web, worker and beat, as production starts them too."""
    start = (python(), "-m", "cppcc_cloud.start")
    return [Part(name, (*start, name)) for name in ("web", "worker", "beat")]


def run(arguments: list[str]) -> int:
    """Prepare, serve until stopped, stop everything. Returns 0 after Ctrl-C or SIGTERM.

    `--no-demo` leaves the invented people out.
    """
    host = os.environ.get("HOST") or "127.0.0.1"
    port = read_port(os.environ.get("PORT") or "8000")
    address = f"http://localhost:{port}"
    services.refuse_second()
    require_free(host, port)
    packages.ensure()
    env = surroundings.local(os.environ)
    env |= {"HOST": host, "PORT": str(port), "VAR_DIR": str(VAR)}
    try:
        with services.owned(env, site=address) as found:
            env |= found
            prepare(env, arguments)
            require_free(host, port)
            return serve(parts(), env, address)
    except Stopped:
        say("Stopped.")
        return 0


def prepare(env: Mapping[str, str], arguments: list[str]) -> None:
    """Tables, reference data, catalogs, static files, the demo: whatever is not yet there."""
    say("Preparing the database and the pages …")
    log = LOGS / "prepare.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("w") as output:
        done = subprocess.run(
            [python(), "manage.py", "prepare", *arguments],
            env=dict(env),
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            check=False,
        )
    if done.returncode:
        raise Trouble(f"Preparing failed: {last_line(log)} (all of it: {log})")


def serve(wanted: list[Part], env: Mapping[str, str], address: str) -> int:
    """Start the parts, wait for the site, watch until one ends or we are stopped."""
    children: dict[str, process.Child] = {}
    try:
        for part in wanted:
            children[part.name] = process.spawn(part.command, env=env, log=part.log)
        if not wait_for(address, children):
            return report_ended(children)
        greet(address, sends_mail=bool(env.get("EMAIL_URL")))
        while all(child.poll() is None for child in children.values()):
            time.sleep(0.2)
        return report_ended(children)
    finally:
        process.end(children.values(), within=STOP_SECONDS)


def wait_for(address: str, children: Mapping[str, process.Child]) -> bool:
    """Whether the site answers that it is ready before a part ends or the time is over."""
    until = time.monotonic() + READY_SECONDS
    while time.monotonic() < until:
        if any(child.poll() is not None for child in children.values()):
            return False
        if is_ready(address):
            return True
        time.sleep(0.2)
    return False


def is_ready(address: str) -> bool:
    """Ask /readyz, past any proxy of the environment."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(f"{address}/readyz", timeout=2) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def report_ended(children: Mapping[str, process.Child]) -> int:
    """Say which part ended by itself; everything stops then."""
    for name, child in children.items():
        if child.poll() is not None:
            complain(f"{how_it_ended(name, child.returncode)} So everything stops.")
            return 1
    complain(f"The site did not get ready in {READY_SECONDS} s: see {LOGS}.")
    return 1


def how_it_ended(name: str, code: int) -> str:
    """One sentence: by which signal, or with which last words."""
    log = LOGS / f"{name}.log"
    if code < 0:
        return f"{name} was ended by {signal.Signals(-code).name}."
    return f"{name} ended by itself with {code}: {last_line(log)} (all of it: {log})."


def greet(address: str, *, sends_mail: bool) -> None:
    """The address, who may sign in, and where mails are that nobody sends."""
    say(f"\nCPPCC Cloud is ready: {address}\n")
    if DEMO.exists():
        say(DEMO.read_text("utf-8"))
    if not sends_mail:
        say(f"Mails, sign-in codes among them, are not sent but shown: {address}/dev/mail/")
    say(f"Logs are in {LOGS}. Ctrl-C stops everything.")
