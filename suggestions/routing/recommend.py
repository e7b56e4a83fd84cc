"""Which units a text concerns, from the words of their remits. Pure: no models, no clock.

A unit's score is the sum over its remit words that occur in the text. A word weighs more the
longer it is, the fewer units claim it, and if it stands in the title; a word repeated in one text
counts with its logarithm, because a complaint that says "bus" ten times is not ten complaints.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from suggestions.routing.words import times, without

TITLE_WEIGHT = 2.5
WORD_LENGTH_POWER = 1.3
KNOWS_TOO_LITTLE = 1.5
MOST_PROPOSED = 3
MOST_REASONS = 5


@dataclass(frozen=True)
class Recommendation:
    """One proposed unit: its key in the catalogue, a score (no unit), and the words found."""

    department: int
    score: float
    because: tuple[str, ...]


@dataclass(frozen=True)
class Catalogue:
    """The units that could take a suggestion: key → the words of its remit."""

    remits: Mapping[int, tuple[str, ...]]

    @cached_property
    def claimed_by(self) -> dict[str, list[int]]:
        """word → the units that claim it."""
        claims: dict[str, list[int]] = {}
        for department, words in self.remits.items():
            for word in words:
                claims.setdefault(word, []).append(department)
        return claims

    def weight(self, word: str) -> float:
        """What one occurrence of a word is worth."""
        rarity = math.log(1 + len(self.remits) / len(self.claimed_by[word]))
        return float(len(word) ** WORD_LENGTH_POWER * rarity / math.log(2 + len(self.remits)))


def occurrences(text: str, words: Iterable[str]) -> dict[str, int]:
    """How often each word stands in the text by itself.

    A word inside a longer found one does not count there: in 少儿图书馆 the word 图书馆 is not
    found a second time.
    """
    counts: dict[str, int] = {}
    rest = text
    for word in sorted(words, key=lambda word: (-len(word), word)):
        found = times(word, rest)
        if found:
            counts[word] = found
            rest = without(word, rest)
    return counts


def recommend(
    title: str, text: str, catalogue: Catalogue, *, most: int = MOST_PROPOSED
) -> list[Recommendation]:
    """Up to `most` units, the likeliest first; an empty list says that too little is known.

    Args:
        title: the subject line; its words weigh more.
        text: everything else that was said.
        catalogue: the units of the organ whose matter it is.
    """
    in_title = occurrences(title, catalogue.claimed_by)
    in_text = occurrences(text, catalogue.claimed_by)
    scores: dict[int, dict[str, float]] = {}
    for word in in_title.keys() | in_text.keys():
        times = TITLE_WEIGHT * in_title.get(word, 0) + math.log1p(in_text.get(word, 0))
        for department in catalogue.claimed_by[word]:
            scores.setdefault(department, {})[word] = times * catalogue.weight(word)
    ranked = sorted(scores.items(), key=lambda item: (-sum(item[1].values()), item[0]))
    return [
        Recommendation(department, round(score, 3), _reasons(words))
        for department, words in ranked[:most]
        if (score := sum(words.values())) >= KNOWS_TOO_LITTLE
    ]


def _reasons(words: Mapping[str, float]) -> tuple[str, ...]:
    ordered = sorted(words, key=lambda word: (-words[word], word))
    return tuple(ordered[:MOST_REASONS])
