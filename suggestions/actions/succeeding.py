"""Giving what one officer handles to those of the unit who remain."""

from datetime import datetime

from django.db import transaction

from departments.policies import officers_of
from members.models import User
from members.roles import OrganAdmin
from suggestions.lifecycle import ENTRUST
from suggestions.models import Assignment


def in_hand_of(user: User, organ: str) -> list[Assignment]:
    """What an officer handles by name for units of the organ and has not handed in."""
    running = Assignment.objects.in_force().running()
    own = running.filter(officer=user, department__organ=organ, suggestion__sealed_at=None)
    return list(own.select_related("department", "suggestion").order_by("id"))


@transaction.atomic
def hand_over(user: User, organ: str, by: User, at: datetime) -> int:
    """Let others of the same units handle it, in turn; return how much found somebody.

    Where nobody remains it stays with the unit, and those above see that nobody sits there.
    """
    given: dict[int, int] = {}
    found = 0
    for work in in_hand_of(user, organ):
        others = [one for one in officers_of(work.department) if one.pk != user.pk]
        if not others:
            continue
        heir = min(others, key=lambda one: (given.get(one.pk, 0), one.pk))
        given[heir.pk] = given.get(heir.pk, 0) + 1
        data = {"officer": heir.code}
        work.move(ENTRUST, by=by, at=at, role=OrganAdmin.key, data=data, officer=heir)
        found += 1
    return found
