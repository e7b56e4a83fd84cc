"""`make run` as a whole: it starts, it tells, it stops, and nothing is left behind."""

import os
import re
import signal
import subprocess
import urllib.request
from pathlib import Path

import pytest

from launcher import process
from launcher.ports import free_port

from .conftest import processes_of, soon

SECOND_START_SECONDS = 60
"""Twelve times what it takes on an idle machine: the suite may be busy."""


def python(root: Path) -> list[str]:
    """The interpreter that has the packages."""
    return [str(root / ".venv" / "bin" / "python")]


class Site:
    """A `make run` of its own, in a var/ of its own."""

    def __init__(self, root: Path, var: Path) -> None:
        self.root, self.var, self.port = root, var, free_port()
        self.log = var / "make.log"

    @property
    def env(self) -> dict[str, str]:
        """As a newcomer's: nothing set but where to write and where to listen."""
        given = {
            name: value
            for name, value in os.environ.items()
            if name not in {"DATABASE_URL", "REDIS_URL", "ENVIRONMENT", "SECRET_KEY", "MAKELEVEL"}
            and not name.startswith(("DJANGO_", "PYTEST_"))
        }
        return given | {"VAR_DIR": str(self.var), "PORT": str(self.port)}

    def start(self) -> None:
        """Start it as a shell's background job would: deaf to SIGINT, with no terminal."""
        command = ["sh", "-c", "trap '' INT; exec make run ARGS=--no-demo"]
        with self.log.open("w") as output:
            self.make = subprocess.Popen(
                command,
                cwd=self.root,
                env=self.env,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        ready = soon(lambda: self.is_ready() or self.make.poll() is not None, SECOND_START_SECONDS)
        assert ready, self.said()
        assert self.make.poll() is None, self.said()
        assert soon(lambda: "is ready" in self.said())

    def is_ready(self) -> bool:
        """Whether the site says so itself."""
        try:
            return urllib.request.urlopen(self.url("readyz"), timeout=2).status == 200
        except OSError:
            return False

    def url(self, path: str) -> str:
        """An address of the site."""
        return f"http://localhost:{self.port}/{path}"

    def said(self) -> str:
        """What stood on the terminal."""
        return self.log.read_text()

    @property
    def launcher(self) -> int:
        """The launcher's process."""
        return process.children_of(self.make.pid)[0]

    def part(self, name: str) -> int:
        """The process of web, worker or beat."""
        words = {"web": "granian", "worker": " worker ", "beat": " beat "}[name]
        children = process.children_of(self.launcher)
        return next(number for number in children if words in process.words_of(number))

    def manage(self, *arguments: str) -> str:
        """What a command of manage.py prints."""
        command = [*python(self.root), "manage.py", *arguments]
        done = subprocess.run(
            command, cwd=self.root, env=self.env, capture_output=True, text=True, check=True
        )
        return done.stdout

    def nothing_is_left(self) -> bool:
        """Whether no process carries the name of our var/ any more."""
        return soon(lambda: processes_of(str(self.var)) == [])


@pytest.fixture(scope="module")
def site(root, tmp_path_factory):
    """One var/ for all tests here, so that only the first start is a first one."""
    site = Site(root, tmp_path_factory.mktemp("var"))
    site.start()
    yield site
    if site.make.poll() is None:
        os.killpg(site.make.pid, signal.SIGKILL)
    site.make.wait(timeout=30)
    assert site.nothing_is_left()


@pytest.fixture
def running(site):
    """The site, started unless it still runs."""
    if site.make.poll() is not None:
        site.start()
    return site


def test_it_serves_as_production_does(running):
    assert f"CPPCC Cloud is ready: http://localhost:{running.port}\n" in running.said()
    assert f"shown: http://localhost:{running.port}/dev/mail/\n" in running.said()
    assert (running.var / "static" / "staticfiles.json").exists()
    assert list((running.var / "static").rglob("*.br")) != []
    assert (running.var / "secret_key").stat().st_mode & 0o077 == 0


def test_commands_attach_and_a_second_start_is_told(running):
    counted = "from events.models import Event; print('events:', Event.objects.count())"
    assert running.manage("shell", "-v", "0", "-c", counted) == "events: 0\n"

    second = subprocess.run(
        ["make", "run"],
        cwd=running.root,
        env=running.env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert second.returncode != 0
    assert second.stderr.splitlines()[0] == (
        f"CPPCC Cloud already runs from this folder at http://localhost:{running.port}: "
        "stop it first."
    )


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_stops_everything(running, number):
    os.kill(running.launcher, number)

    running.make.wait(30)

    assert running.make.returncode == 0, running.said()
    assert running.said().rstrip().endswith("Stopped.")
    assert running.nothing_is_left()


@pytest.mark.parametrize("name", ["web", "worker", "beat"])
def test_the_crash_of_a_part_stops_everything(running, name):
    os.kill(running.part(name), signal.SIGKILL)

    running.make.wait(30)

    assert running.make.returncode != 0
    assert f"{name} was ended by SIGKILL. So everything stops." in running.said()
    assert running.nothing_is_left()


def test_killing_the_launcher_leaves_nothing(running):
    os.kill(running.launcher, signal.SIGKILL)
    running.make.wait(30)
    assert running.nothing_is_left()


def refused(root, tmp_path, **given: str) -> str:
    """The one line that a start which cannot work prints."""
    site = Site(root, tmp_path)
    done = subprocess.run(
        [*python(root), "-m", "launcher", "run"],
        cwd=root,
        env=site.env | given,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert re.fullmatch(r".+\n", done.stderr), done.stderr
    return done.stderr


def test_a_taken_port_is_one_line(root, tmp_path, taken_port):
    said = refused(root, tmp_path, PORT=str(taken_port))
    assert said.startswith(f"Port {taken_port} on 127.0.0.1 is taken: ")


@pytest.mark.parametrize("port", ["http", "0", "70000", "-1"])
def test_a_port_that_is_none_is_one_line(root, tmp_path, port):
    assert refused(root, tmp_path, PORT=port).startswith(f"PORT is '{port}': a number")


def test_a_host_that_is_none_is_one_line(root, tmp_path):
    said = refused(root, tmp_path, HOST="no.such.host.invalid")
    assert said == "HOST is 'no.such.host.invalid', which is no address of this machine.\n"


def test_a_folder_that_cannot_be_written_is_one_line(root, tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("")
    assert str(blocked) in refused(root, tmp_path, VAR_DIR=str(blocked))
