"""The rules tried on past cases: what they would have proposed, and where the cases went."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.utils.translation import gettext as _

from departments.models import Department
from design.dates import listed
from suggestions.models import Assignment, Suggestion
from suggestions.routing import rules as routing
from suggestions.routing.trial import Item, Outcome, Trial, attempt
from suggestions.rulebook.books import Book, drafted, facts, plain, with_facts
from suggestions.rulebook.names import unit_name

if TYPE_CHECKING:
    from members.models import User

MOST_TRIED = 200
"""How many of the newest cases a trial looks at."""


@dataclass(frozen=True)
class Tried:
    """A trial, the rules that were tried, and the cases by their keys, the newest first."""

    trial: Trial
    rules: tuple[routing.Rule, ...]
    cases: dict[int, Suggestion]

    def lists(self) -> dict[str, list[Outcome]]:
        """The lists that can be looked at: what changes, what a rule hits, what went elsewhere."""
        elsewhere = [one for one in self.trial.gone if not one.agrees]
        return {"changed": self.trial.changed, "hits": self.trial.hits, "elsewhere": elsewhere}

    def chips(self, chosen: str) -> list[Chip]:
        """A link to each list, with how many stand in it."""
        labels = {
            "changed": _("Changed"),
            "hits": _("Hit by a rule"),
            "elsewhere": _("Went elsewhere"),
        }
        return [
            Chip(labels[key], f"?show={key}", key == chosen, str(len(rows)))
            for key, rows in self.lists().items()
        ]

    @property
    def agreement(self) -> int | None:
        """Percent of those hit and gone to a unit that went to the rule's; None without any."""
        gone = len(self.trial.gone)
        return round(100 * len(self.trial.agreed) / gone) if gone else None


@dataclass(frozen=True)
class Chip:
    """A list as a link."""

    label: str
    url: str
    is_current: bool
    count: str


@dataclass(frozen=True)
class Row:
    """One case of a trial: what is proposed in force, what would be, where it really went."""

    suggestion: Suggestion
    before: str
    now: str
    number: int | None
    went_to: str


def trial(book: Book, user: User, units: Mapping[str, Department]) -> Tried:
    """Try the draft, or what is in force, on the organ's newest cases that this person may see."""
    ours = Suggestion.objects.of_office(user).filter(organ=book.organ).order_by("-id")
    answering = Assignment.objects.answering().filter(suggestion=OuterRef("pk")).order_by()
    went_to = ArraySubquery(answering.values("department__code"))
    found: list[Any] = list(with_facts(ours).annotate(went_to=went_to)[:MOST_TRIED])
    items = [Item(one.pk, facts(one), frozenset(one.went_to)) for one in found]
    closed = {code for code, unit in units.items() if not unit.is_active}
    before = plain(book.current)
    now = before if book.draft is None else drafted(book.draft)
    return Tried(attempt(before, now, items, closed=closed), now, {one.pk: one for one in found})


def rows(tried: Tried, outcomes: Iterable[Outcome], units: Mapping[str, Department]) -> list[Row]:
    """Outcomes with the names of their units."""
    return [
        Row(
            suggestion=tried.cases[one.key],
            before=unit_name(one.before.rule.unit, units) if one.before else "",
            now=unit_name(one.now.rule.unit, units) if one.now else "",
            number=one.now.number if one.now else None,
            went_to=listed(sorted(unit_name(code, units) for code in one.went_to)),
        )
        for one in outcomes
    ]
