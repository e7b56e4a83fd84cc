"""From one case of a desk's list on to the next one."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from design.keyset import beyond, turned
from suggestions import desks
from suggestions.filters import BY_DATE, MINE, PROMISES, UNIT, Asked, with_sign_by
from suggestions.lifecycle import TO_ASSIGN
from suggestions.models import Assignment, Suggestion
from suggestions.wearing import WHOLE, Narrow

if TYPE_CHECKING:
    from members.models import User

type Place = tuple[datetime | None, int]


def next_work(
    user: User,
    code: str,
    *,
    asked: Asked,
    at: datetime,
    only: Narrow = WHOLE,
    back: bool = False,
    ahead_only: bool = False,
) -> Assignment | None:
    """In a list of the unit's desk what stands after the case of that code (or before it), which
    may have left it; where nothing follows the first of all, unless it is to be ``ahead_only``. Of
    promises, which are no cases: what waits for one."""
    if asked.show == PROMISES:
        asked = replace(asked, show=MINE)
    found = desks.listing(UNIT, user, asked=asked, at=at, only=only)
    order = turned(found.view.order) if back else found.view.order
    rows = found.rows.exclude(suggestion__code=code).order_by(*order)
    here = Assignment.objects.handled_by(user).filter(suggestion__code=code)
    names = [name.removeprefix("-") for name in order]
    placed = with_sign_by(here, once_signed=True)
    place = placed.order_by("-id").values_list(*names).first()
    after: Assignment | None = rows.filter(beyond(order, place)).first() if place else None
    return after or (None if ahead_only and place else rows.first())


def next_case(
    user: User,
    case: Place | None,
    *,
    back: bool = False,
    ahead_only: bool = True,
    only: Narrow = WHOLE,
) -> Suggestion | None:
    """Of what this person's office can assign, in the order of its desk, the one after that place
    (or before it); where nothing follows the first of all, if that is wanted."""
    waiting = desks.of_office(user, only).filter(state__in=TO_ASSIGN)
    order = ("-due_at", "-id") if back else BY_DATE
    if case and case[0]:
        found = waiting.filter(beyond(order, case)).order_by(*order).first()
        if found or ahead_only:
            return found
    return waiting.order_by(*order).first()
