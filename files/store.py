"""Where files lie: below MEDIA_ROOT, under random names, for this process's user alone.

A file is written under a passing name, brought to the disk (fsync), and takes its own name in the
transaction of its row, as the last thing before the commit. So a row never lacks its file; a file
may lack its row after a crash, and is swept away then.
"""

import hashlib
import os
import secrets
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

INCOMING = "incoming"
SMALL = ".small"
ORPHAN_AFTER = 3600.0
"""Seconds after which a file without a row is nobody's: far longer than any request may last."""
PIECE = 2**20


def root() -> Path:
    """The folder of all files."""
    return Path(settings.MEDIA_ROOT)


def new_path() -> str:
    """A random place below the root, spread over 65,536 folders."""
    name = secrets.token_hex(20)
    return f"{name[:2]}/{name[2:4]}/{name[4:]}"


def write(data: bytes) -> Path:
    """Bring bytes to the disk under a passing name, for `settle` to give them their own."""
    passing = root() / INCOMING / secrets.token_hex(20)
    _make(passing.parent)
    handle = os.open(passing, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        discard(passing)
        raise
    return passing


def settle(passing: Path, path: str) -> None:
    """Give a written file its own name."""
    place = root() / path
    _make(place.parent)
    passing.replace(place)
    folder = os.open(place.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _make(folder: Path) -> None:
    """Make a folder below the root, each part of the way for this user alone."""
    root().parent.mkdir(parents=True, exist_ok=True)
    for part in (*reversed(folder.relative_to(root()).parents), folder.relative_to(root())):
        (root() / part).mkdir(mode=0o700, exist_ok=True)


def discard(file: Path) -> None:
    """Remove a file that may not be there."""
    file.unlink(missing_ok=True)


def remove(path: str) -> None:
    """Remove the file at a path, and its small picture."""
    for name in (path, path + SMALL):
        discard(root() / name)


def open_file(path: str) -> BinaryIO:
    """The file at a path, to be read. Raises FileNotFoundError."""
    return (root() / path).open("rb")


def digest(path: str) -> str:
    """The sha256 of what lies at a path, as 64 hex digits. Raises FileNotFoundError."""
    found = hashlib.sha256()
    with open_file(path) as file:
        while piece := file.read(PIECE):
            found.update(piece)
    return found.hexdigest()


def exists(path: str) -> bool:
    """Whether a file lies at a path."""
    return (root() / path).is_file()


def settled(*, older_than: float) -> Iterator[str]:
    """The paths of all files with a name of their own that have lain there for so many seconds."""
    for file in root().glob("??/??/*"):
        if _age(file) > older_than:
            yield str(file.relative_to(root()))


def abandoned() -> Iterator[Path]:
    """Files under a passing name whose upload was cut off long ago."""
    for file in (root() / INCOMING).glob("*"):
        if _age(file) > ORPHAN_AFTER:
            yield file


def _age(file: Path) -> float:
    """Seconds since it was written; none for one that went meanwhile.

    By the real clock, as the disk has it: a drill that moves the clock of the rules ages no file.
    """
    with suppress(FileNotFoundError):
        return time.time() - file.stat().st_mtime
    return 0.0
