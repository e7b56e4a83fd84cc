"""The files of a backup: those which have a row, under the names they have below MEDIA_ROOT."""

import hashlib
import shutil
from collections.abc import Iterator
from itertools import batched
from pathlib import Path

from files import store
from files.actions.sweeping import known_paths
from files.models import Attachment

FOLDER, PART = "files", ".part"
BATCH = 500


def place(backup: Path, path: str) -> Path:
    """Where a backup keeps the file of a path."""
    return backup / FOLDER / path


def fetch(backup: Path) -> list[str]:
    """Copy every file that has a row and is not there yet; return the paths where none lay."""
    missing = []
    (backup / FOLDER).mkdir(mode=0o700, exist_ok=True)
    for path, _sha256 in _rows():
        copy = place(backup, path)
        if copy.exists():
            continue
        copy.parent.mkdir(parents=True, mode=0o700, exist_ok=True)
        part = copy.with_name(copy.name + PART)
        try:
            with store.open_file(path) as file, part.open("wb") as kept:
                shutil.copyfileobj(file, kept)
        except FileNotFoundError:
            missing.append(path)
        else:
            part.rename(copy)
    return missing


def drop_strays(backup: Path) -> None:
    """Leave out what was copied and has no row any more."""
    root = backup / FOLDER
    for batch in batched(root.glob("??/??/*"), BATCH):
        paths = {str(file.relative_to(root)): file for file in batch}
        known = known_paths(list(paths))
        for path, file in paths.items():
            if path.removesuffix(store.SMALL) not in known or path.endswith(PART):
                file.unlink()


def write_list(file: Path, backup: Path) -> tuple[int, int, list[str]]:
    """Write sha256 and path of each copy; return how many, their bytes, and which had changed.

    A row knows the sha256 of its file, not of the small picture.
    """
    count, size, changed = 0, 0, []
    with file.open("w", encoding="utf-8") as lines:
        for path, wanted in _rows():
            copy = place(backup, path)
            if not copy.exists():
                continue
            with copy.open("rb") as opened:
                found = hashlib.file_digest(opened, "sha256").hexdigest()
            lines.write(f"{found} {path}\n")
            count, size = count + 1, size + copy.stat().st_size
            if wanted and found != wanted:
                changed.append(path)
    return count, size, changed


def listed(file: Path) -> Iterator[tuple[str, str]]:
    """The sha256 and the path of each file of a backup."""
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            digest, _blank, path = line.rstrip("\n").partition(" ")
            yield digest, path


def erased(paths: list[str]) -> bool:
    """Whether one of these has no row any more: it went while the backup was made."""
    return bool({path.removesuffix(store.SMALL) for path in paths} - known_paths(paths))


def bring_back(backup: Path, names: Path) -> None:
    """Put every file where its row says it lies."""
    for _digest, path in listed(names):
        store.settle(store.write(place(backup, path).read_bytes()), path)


def _rows() -> Iterator[tuple[str, str]]:
    """Path and sha256 of every file, small pictures (whose sha256 no row has) after their photo."""
    rows = Attachment.objects.order_by("pk").values_list("path", "sha256", "width")
    for path, sha256, width in rows.iterator():
        yield path, sha256
        if width is not None:
            yield path + store.SMALL, ""
