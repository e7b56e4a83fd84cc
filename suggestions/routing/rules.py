"""An office's own rules: which unit a suggestion is proposed to. Ordered, the first that fits wins.

Pure: no models, no clock. Units, places, categories and sectors are codes.
"""

import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from members.areas import covers
from suggestions.routing.words import times

MOST_REASONS = 5


@dataclass(frozen=True)
class Rule:
    """One rule. What is empty asks for nothing; all that is given must hold.

    Args:
        key: what the rule is known by in every version.
        unit: the unit that it proposes to lead.
        words: any of these in title or text.
        place: an area; it holds for the area itself and for all below it.
        category: a place in the classification; it holds for all below it too.
        sector: the constituency (界别) of the author.
        others: units proposed to give their opinions.
        urgency: the proposed time to answer; "" proposes none.
    """

    key: str
    unit: str
    words: tuple[str, ...] = ()
    place: str = ""
    category: str = ""
    sector: str = ""
    others: tuple[str, ...] = ()
    urgency: str = ""

    @property
    def asks(self) -> bool:
        """Whether it asks for anything at all."""
        return bool(self.words or self.place or self.category or self.sector)


@dataclass(frozen=True)
class Facts:
    """What the rules look at in one suggestion."""

    title: str
    text: str
    place: str = ""
    category: str = ""
    sector: str = ""


@dataclass(frozen=True)
class Hit:
    """A rule that fits, its number from 1, and those of its words that were found."""

    rule: Rule
    number: int
    words: tuple[str, ...] = ()


def first(
    rules: Sequence[Rule], facts: Facts, *, closed: Collection[str] = frozenset()
) -> Hit | None:
    """The first rule that fits; None where none does. `closed`: units that take nothing more."""
    return next(fitting(rules, facts, closed=closed), None)


def fitting(
    rules: Sequence[Rule], facts: Facts, *, closed: Collection[str] = frozenset()
) -> Iterator[Hit]:
    """All rules that fit, in their order; one whose unit is `closed` is passed over."""
    whole = plain(f"{facts.title}\n{facts.text}")
    for number, rule in enumerate(rules, start=1):
        if rule.unit in closed or not (rule.asks and _beside_words(rule, facts)):
            continue
        found = _found(rule, whole)
        if found or not rule.words:
            yield Hit(rule, number, found[:MOST_REASONS])


def words_in(rule: Rule, facts: Facts) -> tuple[str, ...]:
    """Those of a rule's words that stand in a suggestion."""
    return _found(rule, plain(f"{facts.title}\n{facts.text}"))


def _found(rule: Rule, whole: str) -> tuple[str, ...]:
    return tuple(word for word in rule.words if times(plain(word), whole))


def _beside_words(rule: Rule, facts: Facts) -> bool:
    return (
        (not rule.place or covers(rule.place, facts.place))
        and (not rule.category or facts.category.startswith(rule.category))
        and (not rule.sector or rule.sector == facts.sector)
    )


def plain(text: str) -> str:
    """Text for comparing: width and case of letters make no difference, line ends do."""
    return unicodedata.normalize("NFKC", text).casefold()
