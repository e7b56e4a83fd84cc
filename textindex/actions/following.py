"""The index follows the texts: in the transaction that writes one, and in batches over all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import transaction
from django.db.models import F, Func, OuterRef, TextField
from django.db.models.expressions import Exists

from textindex.models import Entry
from textindex.registry import Source, sources
from textindex.segments import folded, segments

BATCH = 500
WRITTEN = ("is_public", "words", "segments")


@transaction.atomic
def follow(*, code: str, kinds: Iterable[str]) -> None:
    """Let the index say of this thing what its rows say now; nothing, of what is not to be found.

    Whoever writes a text calls it, after the write and in the same transaction.
    """
    for kind in kinds:
        source = sources()[kind]
        row = source.rows().filter(**{source.code: code}).first()
        if row is None:
            Entry.objects.filter(kind=kind, code=code).delete()
        else:
            _write([_entry(kind, source, row)])


@dataclass(frozen=True)
class Batch:
    """So many rows that were gone through, the key of the last one, and what differed."""

    rows: int
    last: int
    wrong: tuple[str, ...]


def prove(*, kind: str, after: int = 0, repair: bool = False) -> Iterator[Batch]:
    """Go through all rows of a kind, batch after batch, each in a transaction of its own, and put
    right what the index says otherwise.

    While one is repaired its rows are held, so that it cannot overwrite what an action says
    meanwhile. `after` is the key of the last row that was gone through before.
    """
    while True:
        batch = _prove(kind=kind, after=after, repair=repair)
        yield batch
        if batch.rows < BATCH:
            return
        after = batch.last


def strays(*, kind: str, repair: bool = False) -> Iterator[str]:
    """The codes of which the index says something although there is nothing to be found."""
    source, here = sources()[kind], Entry.objects.filter(kind=kind).order_by("code")
    there = source.rows().order_by().filter(**{source.code: OuterRef("code")})
    codes = list(here.values_list("code", flat=True)[:BATCH])
    while codes:
        lost = here.order_by().filter(~Exists(there), code__in=codes)
        yield from list(lost.values_list("code", flat=True))
        if repair:
            lost.delete()
        codes = list(here.filter(code__gt=codes[-1]).values_list("code", flat=True)[:BATCH])


@transaction.atomic
def _prove(*, kind: str, after: int, repair: bool) -> Batch:
    source = sources()[kind]
    rows = source.rows().filter(pk__gt=after).order_by("pk")
    if repair:
        rows = rows.select_for_update(of=source.locked, no_key=True)
    batch = list(rows[:BATCH])
    right = [_entry(kind, source, row) for row in batch]
    wrong = _differing(kind, right)
    if repair:
        _write(wrong)
    last = batch[-1].pk if batch else after
    return Batch(len(batch), last, tuple(entry.code for entry in wrong))


def _differing(kind: str, right: list[Entry]) -> list[Entry]:
    """Those of which the index says nothing, or something else."""
    known = Entry.objects.filter(kind=kind, code__in=[entry.code for entry in right])
    kept = Func(F("segments"), function="tsvector_to_array", output_field=ArrayField(TextField()))
    said = {
        code: (is_public, words, set(found))
        for code, is_public, words, found in known.values_list("code", "is_public", "words", kept)
    }
    return [
        entry
        for entry in right
        if said.get(entry.code) != (entry.is_public, entry.words, set(segments(entry.words)))
    ]


def _entry(kind: str, source: Source, row: Any) -> Entry:
    thing: Any = row
    for name in source.code.split("__"):
        thing = getattr(thing, name)
    words = folded(*source.said(row))
    found = " ".join(f"'{one}'" for one in segments(words))
    return Entry(kind=kind, code=thing, is_public=source.is_public, words=words, segments=found)


def _write(entries: list[Entry]) -> None:
    Entry.objects.bulk_create(
        entries, update_conflicts=True, unique_fields=["kind", "code"], update_fields=WRITTEN
    )
