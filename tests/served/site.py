"""The running system as production has it: web server, workers and beats, each a real process.

Start, restart and kill from the test's main thread only: a process started from a thread would end
with that thread.
"""

import os
import signal
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

from launcher import process
from launcher.ports import free_port
from tests.served import database
from tests.served.visitor import Visitor

READY_SECONDS = 60
STOP_SECONDS = 5


# Made once: it reads all certificates of the system, though none is needed here.
OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def soon(condition: Callable[[], bool], seconds: float = 30) -> bool:
    """Whether it becomes true in time."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if condition():
            return True
        time.sleep(0.05)
    return condition()


@dataclass
class Site:
    """What serves one database: `url`, and its parts "web", "worker-1" …, "beat-1" …

    `hurried` beats ask for everything once a second, so that no test waits for a minute.
    """

    database_url: str
    broker_url: str
    folder: Path
    workers: int = 1
    beats: int = 1
    hurried: bool = False
    variables: dict[str, str] = field(default_factory=dict)
    port: int = field(default_factory=free_port)
    running: dict[str, process.Child] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """Where it is served; localhost, which passkeys accept."""
        return f"http://localhost:{self.port}"

    @property
    def mail(self) -> Path:
        """Where mails land that go to no server."""
        return self.folder / "var" / "mail"

    @property
    def clock(self) -> Path:
        """The file that moves the rules' clock in all parts at once."""
        return self.folder / "clock"

    def parts(self) -> list[str]:
        """The names of all parts."""
        workers = [f"worker-{number + 1}" for number in range(self.workers)]
        return ["web", *workers, *(f"beat-{number + 1}" for number in range(self.beats))]

    def environment(self) -> dict[str, str]:
        """What every part and every command of this site is started with."""
        return {
            **os.environ,
            "ENVIRONMENT": "test",
            "DJANGO_SETTINGS_MODULE": "cppcc_cloud.settings",
            "SECRET_KEY": settings.SECRET_KEY,
            "DATABASE_URL": self.database_url,
            "REDIS_URL": self.broker_url,
            "HOST": "127.0.0.1",
            "PORT": str(self.port),
            "SITE_URL": self.url,
            "EMAIL_URL": "",
            "LOG_LEVEL": "INFO",
            # So that no journey waits a minute for each mail; one about it says otherwise.
            "UNDO_SECONDS": "0",
            "CLOCK_FILE": str(self.clock),
            "VAR_DIR": str(self.folder / "var"),
            **self.variables,
        }

    def start(self, *parts: str, ready: bool = True) -> None:
        """Start parts (all of them unless named) and wait until they are ready."""
        chosen = parts or tuple(self.parts())
        begun = {part: self.log(part).count(" ready.") for part in chosen}
        for part in chosen:
            self.running[part] = process.spawn(
                self._command(part), env=self.environment(), log=self._log(part)
            )
        for part in chosen if ready else ():
            self._wait_for(part, begun[part])

    def stop(self, *parts: str) -> None:
        """End parts (all of them unless named) as Ctrl-C does; what does not end is killed."""
        chosen = [self.running.pop(part) for part in parts or tuple(self.running)]
        process.end(chosen, within=STOP_SECONDS)

    def kill(self, part: str) -> None:
        """SIGKILL to a part and its own children, as when the machine's power fails."""
        child = self.running.pop(part)
        process.kill_group(child.pid)
        child.wait()

    def kill_child(self, part: str, child: int = 0) -> None:
        """SIGKILL to one of a part's own children only, as when the system runs out of memory."""
        os.kill(child or min(process.children_of(self.running[part].pid)), signal.SIGKILL)

    def restart(self, part: str) -> None:
        """Start a part that was killed or stopped, or that runs."""
        if part in self.running:
            self.stop(part)
        self.start(part)

    def log(self, part: str) -> str:
        """What a part has written."""
        file = self._log(part)
        return file.read_text("utf-8", "replace") if file.exists() else ""

    def manage(self, *arguments: str) -> str:
        """Run one of the project's commands as this site would; returns what it printed."""
        return database.manage(
            self.database_url,
            *arguments,
            **{k: v for k, v in self.environment().items() if k != "DATABASE_URL"},
        )

    def set_clock(self, moment: datetime) -> None:
        """Let the rules' clock go on from a moment (aware), in all parts within a second."""
        offset = (moment - datetime.now(UTC)).total_seconds()
        new = self.clock.with_suffix(".new")
        new.write_text(f"{offset:+.3f}")
        new.replace(self.clock)

    def visitor(self, session: str = "", *, language: str = "en") -> Visitor:
        """A browser without a screen, signed in by a session cookie."""
        return Visitor(self.port, session, language=language)

    def is_ready(self) -> bool:
        """Whether /readyz says yes."""
        try:
            with OPENER.open(f"http://127.0.0.1:{self.port}/readyz", timeout=5) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False

    def _command(self, part: str) -> list[str]:
        name = part.partition("-")[0]
        module = "tests.served.hurried" if name == "beat" and self.hurried else "cppcc_cloud.start"
        return [sys.executable, "-m", module, name]

    def _log(self, part: str) -> Path:
        return self.folder / "log" / f"{part}.log"

    def _wait_for(self, part: str, begun: int) -> None:
        child = self.running[part]
        ready: Callable[[], bool] = {
            "web": self.is_ready,
            "worker": lambda: self.log(part).count(" ready.") > begun,
            "beat": lambda: child.poll() is None,
        }[part.partition("-")[0]]
        there = process.wait_until(ready, child=child, seconds=READY_SECONDS)
        assert there, f"{part} did not get ready:\n{self.log(part)[-3000:]}"
