"""Folders and processes for the launcher's tests: all real, all gone afterwards."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest


@pytest.fixture
def room() -> Iterator[Path]:
    """An empty folder with a short path that a service account could enter."""
    with tempfile.TemporaryDirectory(prefix="room-", dir="/var/tmp") as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


@pytest.fixture
def taken_port() -> Iterator[int]:
    """A loopback port on which somebody listens."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def processes_of(mark: str) -> list[str]:
    """Processes whose words or environment carry `mark`, ourselves aside."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        if int(folder.name) == os.getpid():
            continue
        try:
            words = (folder / "cmdline").read_bytes() + (folder / "environ").read_bytes()
        except OSError:
            continue
        if mark.encode() in words:
            found.append(f"{folder.name} {words[:120]!r}")
    return found


def soon(condition: Callable[[], bool], seconds: float = 15) -> bool:
    """Whether it becomes true in time."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if condition():
            return True
        time.sleep(0.05)
    return condition()


@pytest.fixture
def script() -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Start a piece of Python in the project's folder; killed at the end if it still runs."""
    started: list[subprocess.Popen[str]] = []

    def start(text: str, *arguments: str, **variables: str) -> subprocess.Popen[str]:
        child = subprocess.Popen(
            [sys.executable, "-c", text, *arguments],
            env={**os.environ, **variables},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        started.append(child)
        return child

    yield start
    for child in started:
        if child.poll() is None:
            os.killpg(child.pid, signal.SIGKILL)
        child.communicate()
