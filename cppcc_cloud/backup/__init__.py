"""A backup of all that people made: the database as `pg_dump` writes it, and every file.

A backup is a folder: `database.dump` (PostgreSQL's own format), `files/` as below MEDIA_ROOT,
`files.txt` (sha256 and path of each) and `manifest.json`. It takes its name only when it is whole.
Sessions and rate limits are left out: whoever uses what was restored signs in again.
"""

import hashlib
import json
import shutil
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path

from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from cppcc_cloud.backup import copies, database
from cppcc_cloud.backup.refused import Refused
from files import store

__all__ = ["Manifest", "Refused", "make", "restore", "verify"]

DUMP, LIST, MANIFEST = "database.dump", "files.txt", "manifest.json"
FORMAT = 1
TRIES = 3


@dataclass(frozen=True)
class Manifest:
    """What a backup is made of. `troubles`: files that were missing or changed when it was made.

    `dump` and `listing` are the sha256 of the two files, `size` the bytes of all files together.
    """

    made_at: str
    dump: str
    listing: str
    files: int
    size: int
    migrations: list[list[str]]
    troubles: list[str] = field(default_factory=list)
    format: int = FORMAT


def make(target: Path, *, at: datetime) -> Manifest:
    """Write a backup into a folder that is not there yet. Raises Refused.

    The rows are those of one moment. A file that is uploaded or erased meanwhile is there exactly
    if its row is: what came is fetched within the snapshot, what went is left out.
    """
    if target.exists():
        raise Refused(f"{target} is there already: a backup never overwrites another.")
    part = target.with_name(f"{target.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True, mode=0o700)
    copies.fetch(part)  # most of the work, before the snapshot
    for _try in range(TRIES):
        with database.snapshot() as name:
            missing = copies.fetch(part)
            copies.drop_strays(part)
            files, size, changed = copies.write_list(part / LIST, part)
            database.dump(part / DUMP, snapshot=name)
            applied = MigrationRecorder(connection).applied_migrations()
        if not copies.erased(missing):
            break
    else:
        raise Refused("Files were erased faster than they could be copied: please try again.")
    manifest = Manifest(
        made_at=at.isoformat(timespec="seconds"),
        dump=digest(part / DUMP),
        listing=digest(part / LIST),
        files=files,
        size=size,
        migrations=sorted(list(one) for one in applied),
        troubles=[f"{path}: missing" for path in missing] + [f"{p}: changed" for p in changed],
    )
    (part / MANIFEST).write_text(json.dumps(asdict(manifest), indent=1) + "\n", "utf-8")
    part.rename(target)
    return manifest


def verify(folder: Path) -> Manifest:
    """Read a backup through and return what it is made of. Raises Refused where it is damaged."""
    try:
        manifest = Manifest(**json.loads((folder / MANIFEST).read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        raise Refused(f"{folder} is no backup: it has no {MANIFEST} that can be read.") from None
    if manifest.format != FORMAT:
        raise Refused(f"{folder} is written in a way that this version does not know.")
    expected = [(manifest.dump, folder / DUMP), (manifest.listing, folder / LIST)]
    for wanted, file in expected:
        _hold(file, wanted)
    for wanted, path in copies.listed(folder / LIST):
        _hold(copies.place(folder, path), wanted)
    return manifest


def restore(folder: Path) -> Manifest:
    """Bring a backup into an empty database and an empty MEDIA_ROOT. Raises Refused.

    The database comes last and in one transaction: whole or not at all.
    """
    if tables := database.tables():
        raise Refused(f"The database is not empty ({tables} tables): restore into an empty one.")
    if any(file.is_file() for file in store.root().rglob("*")):
        raise Refused(f"{store.root()} is not empty: restore into an empty folder.")
    manifest = verify(folder)
    known = MigrationLoader(None).disk_migrations
    if newer := [one for one in manifest.migrations if tuple(one) not in known]:
        raise Refused(f"The backup is of a newer version: {'.'.join(newer[-1])} is unknown here.")
    copies.bring_back(folder, folder / LIST)
    database.load(folder / DUMP)
    return manifest


def digest(file: Path) -> str:
    """The sha256 of a file, as 64 hex digits."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _hold(file: Path, wanted: str) -> None:
    if not file.is_file() or digest(file) != wanted:
        raise Refused(f"{file} is missing or damaged: this backup cannot be used.")
