"""What an index holds of a text, and what is looked up for words. Pure.

Chinese has no spaces between words, so its signs are kept in pairs of neighbours; words of other
scripts and numbers are kept whole and found by their beginnings. Texts and words that are looked
for go through the same fold, so that they meet whatever their case, width or spacing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

# Han, kana, bopomofo and hangul: what is written without spaces between words.
_SIGNS = (
    "\u3005-\u3007\u3040-\u30ff\u3105-\u312f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
)
_SIGN, _LETTER = f"[{_SIGNS}]", rf"[^\W_{_SIGNS}]"

DASHES = re.compile("[\u2010-\u2015\u2212]")
# Many put a space between Chinese and what is not: 建设 5G 基站.
SPACED = re.compile(f"(?<={_SIGN})[ \t]+(?={_LETTER})|(?<={_LETTER})[ \t]+(?={_SIGN})")
# A single mark within a word stays, so that 2026-00417 is found as it stands; all else parts.
BETWEEN = re.compile(rf"(?<={_LETTER})([-.:/@&+'])(?={_LETTER})|[^\w]+|_+")
BEGINNING = re.compile(f"(?<!{_LETTER})(?={_LETTER})")
RUNS = re.compile(f"({_SIGN}+)|({_LETTER}+)")

ANCHOR = "^"
"""Stands in a folded text where a word of letters begins."""
LONGEST = 40
"""Letters of a word beyond which it is not looked at in the index; the text itself holds all."""


def folded(*texts: str) -> str:
    """The texts as they are compared: one case, one width, a space for whatever parts words."""
    text = unicodedata.normalize("NFKC", "\n".join(texts)).casefold()
    text = SPACED.sub("", DASHES.sub("-", unicodedata.normalize("NFKC", text)))
    text = BETWEEN.sub(lambda found: found[1] or " ", text)
    return BEGINNING.sub(ANCHOR, text).strip()


def segments(text: str) -> list[str]:
    """Of a folded text every pair of neighbouring signs, the last sign of a run, and every word."""
    found: set[str] = set()
    for signs, word in RUNS.findall(text):
        if signs:
            found.update(map("".join, zip(signs, signs[1:], strict=False)))
            found.add(signs[-1])
        else:
            found.add(word[:LONGEST])
    return sorted(found)


@dataclass(frozen=True)
class Asked:
    """Words that are looked for: `pieces` stand in a text that holds them all, and `terms` (a
    segment, and whether it is only the beginning of one) in its index."""

    pieces: tuple[str, ...]
    terms: tuple[tuple[str, bool], ...]

    @classmethod
    def read(cls, words: str) -> Asked:
        """What is asked for by words as somebody types them; nothing, by marks alone."""
        parts = [piece for word in words.split() for piece in folded(word).split()]
        pieces = tuple(dict.fromkeys(parts))
        terms = dict.fromkeys(term for piece in pieces for term in _terms(piece))
        return cls(pieces, tuple(terms))

    @property
    def query(self) -> str:
        """The terms as PostgreSQL writes a tsquery; they hold letters and signs, no quotes."""
        return " & ".join(f"'{text}'{':*' if begins else ''}" for text, begins in self.terms)


def _terms(piece: str) -> Iterator[tuple[str, bool]]:
    """A piece may end within a word, or before the sign with which its last sign is paired."""
    runs = RUNS.findall(piece)
    for place, (signs, word) in enumerate(runs, 1):
        is_last = place == len(runs)
        if word:
            yield word[:LONGEST], is_last
        elif len(signs) == 1:
            yield signs, is_last
        else:
            yield from ((pair, False) for pair in map("".join, zip(signs, signs[1:], strict=False)))
