"""Locks that end with the process that holds them: the kernel lets go, nothing can go stale."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO


@dataclass
class Lock:
    """A lock on a file. Children must not inherit it, which Python sees to by itself."""

    path: Path
    handle: IO[str] | None = None

    def take(self, *, shared: bool = False, wait: bool = False) -> bool:
        """Whether it is ours now."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        handle = self.path.open("a")
        how = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
        try:
            fcntl.flock(handle, how if wait else how | fcntl.LOCK_NB)
        except BlockingIOError:
            handle.close()
            return False
        self.handle = handle
        return True

    def release(self) -> None:
        """Let go, if it is ours."""
        if self.handle:
            self.handle.close()
            self.handle = None


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Wait for the lock, hold it, let go."""
    lock = Lock(path)
    lock.take(wait=True)
    try:
        yield
    finally:
        lock.release()
