"""One rule tried on a sentence, or on one case, before anything is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from departments.models import Department
from suggestions.models import Suggestion
from suggestions.routing import rules as routing
from suggestions.routing.recommend import Catalogue, recommend
from suggestions.routing.rules import Facts, Hit
from suggestions.rulebook.books import Book, facts, plain, with_facts
from suggestions.rulebook.names import unit_name

if TYPE_CHECKING:
    from members.models import User


@dataclass(frozen=True)
class Proposal:
    """The unit that would be proposed first, by its code and its name; "" for none. `number` is
    that of the rule that says so, None where the words of a remit do; `words` are those found."""

    code: str
    unit: str
    number: int | None
    words: Sequence[str]


@dataclass(frozen=True)
class RuleTried:
    """What the platform proposes for a text now, and what it would with the rule that is tried."""

    title: str
    is_case: bool
    before: Proposal
    now: Proposal
    verdict: str


def say(
    book: Book, rule: routing.Rule, sample: str, user: User, units: Mapping[str, Department]
) -> RuleTried:
    """Try one rule of a book on a sentence, or on the case of that number which `user` may read.

    The first line of a sentence is its title. What the rule asks besides words is taken to hold
    of a sentence, which has no place, category or author.
    """
    ours = Suggestion.objects.of_office(user).filter(organ=book.organ, code=sample.strip())
    case = with_facts(ours).first()
    place = rule.place or book.organ.pk
    seen = facts(case) if case else in_sentence(sample, place, rule.category, rule.sector)
    closed = {code for code, unit in units.items() if not unit.is_active}
    others = book.rules()
    is_known = rule.key in {one.key for one in others}
    tried = (
        [rule if one.key == rule.key else one for one in others] if is_known else [*others, rule]
    )
    before = list(routing.fitting(plain(book.current), seen, closed=closed))
    now = list(routing.fitting(tried, seen, closed=closed))
    return RuleTried(
        title=seen.title,
        is_case=case is not None,
        before=proposal(before, seen, units),
        now=proposal(now, seen, units),
        verdict=_verdict(rule, now, seen),
    )


def in_sentence(sample: str, place: str, category: str = "", sector: str = "") -> Facts:
    """What is known of a sentence somebody types, its first line the title."""
    title, _line_end, text = sample.strip().partition("\n")
    return Facts(title, text, place, category, sector)


def proposal(hits: Sequence[Hit], seen: Facts, units: Mapping[str, Department]) -> Proposal:
    """By the first rule that fits, else by the words of the remits, as the worker does it."""
    if hits:
        code = hits[0].rule.unit
        return Proposal(code, unit_name(code, units), hits[0].number, hits[0].words)
    by_key = {unit.pk: unit for unit in units.values() if unit.is_active}
    remits = Catalogue({key: tuple(unit.keywords) for key, unit in by_key.items()})
    for one in recommend(seen.title, seen.text, remits, most=1):
        unit = by_key[one.department]
        return Proposal(unit.code, unit.short_name, None, one.because)
    return Proposal("", "", None, ())


def _verdict(rule: routing.Rule, hits: Sequence[Hit], seen: Facts) -> str:
    """Whether the rule fits, and whether it comes to its turn."""
    if not any(one.rule is rule for one in hits):
        if routing.words_in(rule, seen) or not rule.words:
            return _("This rule does not fit: it asks for another place, category or sector.")
        return _("This rule does not fit: none of its words stands in the text.")
    if hits[0].rule is not rule:
        words = _("This rule fits, but rule %(number)s stands above it and comes first.")
        return words % {"number": hits[0].number}
    return _("This rule fits and is the first that does.")
