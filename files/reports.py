"""Whether rows and files agree: after a restore, or whenever somebody doubts it."""

from collections.abc import Iterator

from files import store
from files.models import Attachment

FRESH = 60.0
"""Seconds in which an upload may still be about to commit its row."""


def problems() -> Iterator[str]:
    """One line for each row without its file, file that changed, and file without a row."""
    # Listed first: what is uploaded meanwhile has its row when the rows are read.
    there = list(store.settled(older_than=FRESH))
    known: set[str] = set()
    for row in Attachment.objects.order_by("pk").iterator():
        known.add(row.path)
        if row.is_image:
            known.add(row.path + store.SMALL)
        if trouble := _trouble(row):
            yield f"{row.code}: {trouble} ({row.path})"
    for path in there:
        if path not in known:
            yield f"{path}: no row"


def _trouble(row: Attachment) -> str:
    try:
        if store.digest(row.path) != row.sha256:
            return "the file has changed"
    except FileNotFoundError:
        return "the file is missing"
    if row.is_image and not store.exists(row.path + store.SMALL):
        return "the small picture is missing"
    return ""
