"""The texts that a desk keeps to write with: which fit a case, and how they read for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.utils.functional import Promise
from django.utils.translation import gettext, override, pgettext
from django.utils.translation import gettext_lazy as _

from departments.policies import role_in, units_of
from departments.reports import names_by_code
from design.dates import day
from suggestions.models import Phrase
from suggestions.policies import require_office

if TYPE_CHECKING:
    from departments.models import Department
    from members.models import User
    from suggestions.models import Suggestion
    from suggestions.models.phrase import Desk

GAP = re.compile(r"【(?:请填写|fill in)[^】]*】", re.IGNORECASE)
"""What whoever uses a template has to fill in themselves, each time."""
HAN = re.compile(r"[\u4e00-\u9fff]")
PLACEHOLDERS: Mapping[str, Promise] = {
    "title": _("title of the case"),
    "code": _("number of the case"),
    "unit": _("your unit; at the office the unit that has the case"),
    "date": _("today’s date"),
    "author": _("name of the author"),
    "honorific": _("the author as one addresses them, by title and name"),
}
LEDGER_NAMES = {"texts": names_by_code}
MOST_AT_HAND = 4
"""How many stand beside the field; the others are folded away."""


@dataclass(frozen=True)
class Offer:
    """The texts beside a field: those at hand, and the others, templates before text blocks."""

    first: tuple[Phrase, ...] = ()
    more: tuple[Phrase, ...] = ()

    def __iter__(self) -> Iterator[Phrase]:
        return iter((*self.first, *self.more))

    def __bool__(self) -> bool:
        return bool(self.first)


def require_desk(user: User, desk: Desk) -> str:
    """Ask for a seat at a unit's desk (by number) or an office's (by code); return its role.

    Raises:
        PermissionDenied: the person has none there.
    """
    if not isinstance(desk, int):
        return require_office(user, desk)
    if desk not in units_of(user):
        raise PermissionDenied(gettext("This page is for the people of the unit."))
    return role_in(user, desk)


def offer(desk: Desk, suggestion: Suggestion, *, answers: bool, act: str = "") -> Offer:
    """A desk's texts for a case: the templates for just its matter, those for all, the blocks;
    templates for other matters come last. Without ``answers`` the blocks alone, and of an
    office's none that is kept for another ``act`` than this."""
    category = suggestion.category_id or ""
    kept = list(Phrase.objects.of(desk).select_related("category", "department"))
    found = [one for one in kept if (answers or not one.is_answer) and one.act in ("", act)]
    fitting = [one for one in found if category.startswith(one.category_id or "")]
    fitting.sort(key=lambda one: (not one.is_answer, -len(one.category_id or "")))
    others = [one for one in found if one not in fitting]
    here = (*fitting, *others)
    return Offer(here[:MOST_AT_HAND], here[MOST_AT_HAND:])


def filled(phrase: Phrase, suggestion: Suggestion, *, today: date) -> str:
    """A text for a case, with its placeholders filled in, in the text's own language."""
    case = {"title": suggestion.title, "code": suggestion.code, "author": str(suggestion.author)}
    return _filled(phrase, case, phrase.department or suggestion.unit, today)


def sampled(phrase: Phrase, *, today: date) -> str:
    """A text in one line, as a list shows it: what only a case can fill in stands as a gap."""
    gap, space = ("×××", "") if HAN.search(phrase.text) else ("…", " ")
    case = dict.fromkeys(("title", "code", "author"), gap)
    said = _filled(phrase, case, phrase.department, today, nobody=gap)
    return space.join(said.splitlines())


def _filled(
    phrase: Phrase, case: dict[str, str], unit: Department | None, today: date, *, nobody: str = ""
) -> str:
    with override("zh-hans" if HAN.search(phrase.text) else "en"):
        values = {
            "unit": unit.name if unit else nobody,
            "date": day(today, weekday=False),
            "honorific": pgettext("form of address", "Member %(name)s") % {"name": case["author"]},
        }
        return phrase.text.format_map(case | values)
