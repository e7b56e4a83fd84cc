"""One entry of the file of a case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from files.models import Attachment


@dataclass(frozen=True)
class Entry:
    """One entry of the file: words of a person, or (without `words`) an act in one line.

    ``folded``: what a line says in whose fold the words are.
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
