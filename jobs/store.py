"""Where long work writes: a folder for each below MEDIA_ROOT/jobs, for this user alone.

A worker that lost its lease may still be writing when the next one goes on. So each claim has
files of its own, and only what a committed row names counts: `cursor["parts"]` says how much of
which file, `result` which file is the result.
"""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings

from jobs.models import Job

PARTS = "parts"
ORPHAN_AFTER = 3600.0
"""Seconds after which a folder without a row is nobody's."""


def root() -> Path:
    """The folder of all work."""
    return Path(settings.MEDIA_ROOT) / "jobs"


def folder(place: str) -> Path:
    """The folder of one job, made if need be."""
    root().mkdir(mode=0o700, parents=True, exist_ok=True)
    found = root() / place
    found.mkdir(mode=0o700, exist_ok=True)
    return found


def append(job: Job, rows: Iterable[Sequence[Any]]) -> int:
    """Put rows by for the result, and note in the job's cursor where they lie; return how many.

    They count once the step's transaction is committed. They are gone when the work has ended.
    """
    parts: list[list[Any]] = job.cursor.setdefault(PARTS, [])
    name = f"rows.{job.claim}"
    if not parts or parts[-1][0] != name:
        parts.append([name, 0])
    count = 0
    with _opened(folder(job.place) / name) as file:
        # Behind this there may be what an attempt left that was rolled back.
        file.truncate(parts[-1][1])
        file.seek(parts[-1][1])
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False).encode() + b"\n")
            count += 1
        parts[-1][1] = file.tell()
    return count


def rows(job: Job) -> Iterator[list[Any]]:
    """What was put by, in its order. Raises FileNotFoundError."""
    for name, size in job.cursor.get(PARTS, ()):
        with (folder(job.place) / name).open("rb") as file:
            while file.tell() < size:
                yield json.loads(file.readline())


def result_file(job: Job) -> tuple[str, BinaryIO]:
    """A new file for the result of this claim, and its name."""
    name = f"result.{job.claim}"
    file = _opened(folder(job.place) / name)
    file.truncate(0)
    return name, file


def bring_to_disk(file: BinaryIO) -> None:
    """Return once what was written has reached the disk."""
    file.flush()
    os.fsync(file.fileno())


def open_result(job: Job) -> BinaryIO:
    """The result, to be read. Raises FileNotFoundError."""
    return (root() / job.place / job.result).open("rb")


def tidy(job: Job) -> None:
    """Remove all but the result."""
    for file in (root() / job.place).glob("*"):
        if file.name != job.result:
            file.unlink(missing_ok=True)


def remove(place: str) -> None:
    """Remove all that this work has written."""
    shutil.rmtree(root() / place, ignore_errors=True)


def old_folders() -> Iterator[str]:
    """Folders in which nothing has happened for long, by the real clock, as the disk has it."""
    for found in root().glob("*"):
        try:
            age = time.time() - found.stat().st_mtime
        except FileNotFoundError:
            continue
        if age > ORPHAN_AFTER:
            yield found.name


def _opened(path: Path) -> BinaryIO:
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    return os.fdopen(handle, "r+b")
