"""What a text is about, from the words of the classification's own names. Pure.

In two steps, because a name of the third level is short and says little: first the top level, by
all names under it and by the remits of the units that work there; then the place under it, by the
names alone. Words are the names' own pieces of two to four characters; a piece weighs more the
longer it is and the fewer places claim it, and more in the title.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

TITLE_WEIGHT = 2.5
WORD_LENGTH_POWER = 1.3
SHORTEST, LONGEST = 2, 4
MOST_REASONS = 3
HAN = re.compile(r"[\u4e00-\u9fff]+")

# Pieces that stand in names of every kind and tell nothing.
EMPTY = frozenset(("管理", "其他", "建设", "问题", "部门", "工作", "服务"))


@dataclass(frozen=True)
class Proposal:
    """A place in the classification by its code, and the words that spoke for it."""

    code: str
    because: tuple[str, ...]


@dataclass(frozen=True)
class Shelf:
    """Places side by side, each with its words."""

    words: Mapping[str, frozenset[str]]

    @cached_property
    def weights(self) -> dict[str, float]:
        """What one occurrence of each word is worth here."""
        claims = Counter(word for words in self.words.values() for word in words)
        return {
            word: len(word) ** WORD_LENGTH_POWER * math.log(1 + len(self.words) / times)
            for word, times in claims.items()
        }

    def best(self, title: str, text: str) -> Proposal | None:
        """The place whose words weigh most in the text; None where none of them occurs."""
        found = {
            word: weight * (math.log1p(text.count(word)) + TITLE_WEIGHT * (word in title))
            for word, weight in self.weights.items()
            if word in text or word in title
        }
        scores = {
            code: sum(found.get(word, 0.0) for word in words) for code, words in self.words.items()
        }
        code = max(sorted(scores), key=lambda one: scores[one], default="")
        if not code or not scores[code]:
            return None
        reasons = sorted(found.keys() & self.words[code], key=lambda word: (-found[word], word))
        return Proposal(code, _longest(reasons)[:MOST_REASONS])


def pieces(names: Iterable[str]) -> frozenset[str]:
    """The pieces of two to four Chinese characters of these names, and the names themselves."""
    found: set[str] = set()
    for name in names:
        for run in HAN.findall(name):
            found.add(run)
            for size in range(SHORTEST, LONGEST + 1):
                found.update(run[at : at + size] for at in range(len(run) - size + 1))
    return frozenset(found - EMPTY)


def propose(title: str, text: str, tops: Shelf, below: Mapping[str, Shelf]) -> Proposal | None:
    """The likeliest place for a text; None says that too little is known.

    Args:
        title: the subject line; its words weigh more.
        text: everything that was said, with or without the title.
        tops: the places of the top level.
        below: top-level code → the places at the bottom of it.
    """
    top = tops.best(title, text)
    if top is None:
        return None
    leaf = below[top.code].best(title, text) if top.code in below else None
    return Proposal(leaf.code, leaf.because) if leaf else top


def _longest(words: list[str]) -> tuple[str, ...]:
    """Without pieces of a word that is there as a whole."""
    return tuple(word for word in words if not any(word != o and word in o for o in words))
