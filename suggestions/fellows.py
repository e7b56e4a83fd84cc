"""Whom an author may ask to co-sign: members of the organs around the matter, by name alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from members import areas
from members.models import Member
from members.policies import hats
from workdays.clock import today

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from members.models import User

MOST_FOUND = 8
HANDLES = _("Who sits in the office in charge or in a unit of the case cannot co-sign it.")


@dataclass(frozen=True)
class Fellow:
    """A member as another member sees them: public code, name, organ. Never a number or address."""

    code: str
    name: str
    organ: str


def organs_around(by: User, place: str = "") -> set[str]:
    """The codes of the organs in question: the author's own and the place's, with those above."""
    ends = [*hats(by).member_of, place]
    return {code for end in ends if end for code in areas.chain(end)}


def members_around(by: User, place: str = "") -> QuerySet[Member]:
    """The memberships in force there, without the author's own."""
    there = Member.objects.filter(organ__in=organs_around(by, place)).in_force(today())
    named = there.filter(user__is_active=True).exclude(user__name="").exclude(user=by)
    return named.select_related("user", "organ").order_by("user__name", "user_id", "organ_id")


def named(by: User, text: str, place: str = "") -> list[Fellow]:
    """Those whose name holds what was typed, eight at most."""
    if not text.strip() or "\0" in text:
        return []
    return _fellows(members_around(by, place).filter(user__name__icontains=text.strip()))


def chosen(by: User, codes: Iterable[str], place: str = "") -> list[Fellow]:
    """Those of these codes who may be asked."""
    wanted = list(codes)
    if not wanted:
        return []
    return _fellows(members_around(by, place).filter(user__code__in=wanted), most=len(wanted))


def people(by: User, codes: Iterable[str], place: str = "") -> list[User]:
    """The same as accounts."""
    rows = members_around(by, place).filter(user__code__in=list(codes))
    return list({row.user_id: row.user for row in rows}.values())


def _fellows(rows: QuerySet[Member], most: int = MOST_FOUND) -> list[Fellow]:
    found: dict[str, Fellow] = {}
    for row in rows[: 2 * most]:
        organ = row.organ.short_office_name
        found.setdefault(row.user.code, Fellow(row.user.code, row.user.name, organ))
    return list(found.values())[:most]
