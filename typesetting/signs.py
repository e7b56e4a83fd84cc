"""What of a text can be printed.

A document for screen readers (PDF/UA) may hold no empty boxes: a sign for which there is no glyph
becomes 〓, the printers' mark for a missing type, and is named at the end of the document. Marks
that are not seen, and those that turn the direction of what follows, are left out.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import cache
from typing import Any

from typesetting import cmap, fonts

STAND_IN = "〓"
KEPT = "\n"
EMPTY = re.compile(r"\n(?:[^\S\n]*\n)+")
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
SELECTORS = ((0xFE00, 0xFE0F), (0x180B, 0x180F), (0xE0100, 0xE01EF))
"""They choose a variant of the sign before them."""


@cache
def _covered() -> tuple[list[int], list[int]]:
    """First and last code points of all that the fonts have."""
    found = sorted(run for path in fonts.files() for run in cmap.runs(path))
    runs = list(cmap.joined(found))
    return [first for first, _last in runs], [last for _first, last in runs]


def has(sign: str) -> bool:
    """Whether there is a glyph for it."""
    firsts, lasts = _covered()
    place = bisect_right(firsts, ord(sign)) - 1
    return place >= 0 and ord(sign) <= lasts[place]


def printable(thing: Any, lost: set[str]) -> Any:
    """The same data, of which every text can be printed; `lost` collects what cannot be."""
    if isinstance(thing, str):
        return text(thing, lost)
    if isinstance(thing, dict):
        return {name: printable(one, lost) for name, one in thing.items()}
    if isinstance(thing, (list, tuple)):
        return [printable(one, lost) for one in thing]
    return thing


def text(words: str, lost: set[str]) -> str:
    """One text with stand-ins for what cannot be printed, and one empty line where there are
    many."""
    instead = {ord(sign): _instead(sign, lost) for sign in set(words) if not _is_plain(sign)}
    return EMPTY.sub("\n\n", words.translate(instead) if instead else words)


def names(lost: set[str]) -> list[str]:
    """The signs by code point and Unicode's own name, in order."""
    return [f"U+{ord(sign):04X} {unicodedata.name(sign, '')}".rstrip() for sign in sorted(lost)]


def _is_plain(sign: str) -> bool:
    return sign in KEPT or (sign.isprintable() and not _is_selector(sign) and has(sign))


def _instead(sign: str, lost: set[str]) -> str:
    kind = unicodedata.category(sign)
    if kind in UNSEEN or _is_selector(sign):
        return "\n" if kind in ("Zl", "Zp") else " " * (sign == "\t")
    if kind == "Zs":
        return " "
    lost.add(sign)
    return STAND_IN


def _is_selector(sign: str) -> bool:
    return any(first <= ord(sign) <= last for first, last in SELECTORS)
