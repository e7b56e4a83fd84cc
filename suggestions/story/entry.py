"""One entry of the file of a case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from files.models import Attachment


class Said(NamedTuple):
    """Words that were said before an act, whose they are, what goes with them, and when."""

    who: str
    words: str
    files: Sequence[Attachment] = ()
    at: datetime | None = None


@dataclass(frozen=True)
class Change:
    """What a correction made of one thing: before and now; without `old` a word about it."""

    heading: str
    old: str | None
    new: str


@dataclass(frozen=True)
class Entry:
    """One entry of the file: words of a person, or (without `words`) an act in one line.

    ``folded``: what a line says in whose fold the words are; ``changes``: with what replaced them.
    ``draft``: the code of an answer that waits for somebody's word; ``unsigned``: of one that
    nobody has signed or handed in, the code of the assignment.
    """

    at: datetime
    who: str
    office: str = ""
    words: tuple[tuple[str, str], ...] = ()
    files: tuple[Attachment, ...] = ()
    act: str = ""
    seal: str = ""
    step: str = ""
    folded: str = ""
    changes: tuple[Change, ...] = ()
    draft: str = ""
    unsigned: str = ""
