"""Who is told of what is late: the one in charge, the head, the office, the organ above.

Each rung of the ladder tells those below it too, so that nobody is gone over their head in silence.
"""

from __future__ import annotations

from departments.policies import heads_over, with_stand_ins
from events.models import Event
from members import areas
from members.models import User
from members.roles import Office, OrganAdmin
from suggestions import lifecycle
from suggestions.models import Cosigner
from suggestions.notices.readers import (
    arbiter,
    case_of,
    holder,
    office,
    officers,
    officers_of_the_lead,
    officers_unless_taken_back,
    once,
    promise_of,
    seated,
    units,
    work_of,
)


def above(event: Event) -> list[User]:
    """The office of the organ above; nobody at the top."""
    higher = areas.chain(event.organ)[1:2]
    return seated(Office, higher[0]) if higher else []


def office_and_admin(event: Event) -> list[User]:
    """The office, and who looks after its organ."""
    return once(office(event), seated(OrganAdmin, event.organ))


def office_and_above(event: Event) -> list[User]:
    return once(office_and_admin(event), above(event))


def in_charge(event: Event) -> list[User]:
    """Whom the unit has chosen for it, while they sit there, with their stand-in; else everybody
    who sits there."""
    work = work_of(event)
    found = officers_unless_taken_back(event)
    chosen = [one for one in found if work and one.pk == work.officer_id]
    return with_stand_ins(chosen, work.department) if work and chosen else found


def head(event: Event) -> list[User]:
    """The head of the unit, or the nearest above it; nobody where the case was taken from it."""
    work = work_of(event)
    return heads_over(work.department) if work and work.is_in_force else []


def who_signs_off(event: Event) -> list[User]:
    """The head; where there is none up to the top, the officers, who record the stamped letter."""
    return head(event) or officers_unless_taken_back(event)


def officers_and_head(event: Event) -> list[User]:
    return once(officers_unless_taken_back(event), head(event))


def officers_head_and_office(event: Event) -> list[User]:
    return once(officers_and_head(event), office(event))


def officers_and_offices(event: Event) -> list[User]:
    """The unit, its head, the office and the one above."""
    return once(officers_head_and_office(event), above(event))


def co_and_lead(event: Event) -> list[User]:
    """The co-handler with its head, and the unit that waits for its opinion."""
    return once(officers(event), head(event), officers_of_the_lead(event))


def co_lead_and_office(event: Event) -> list[User]:
    return once(co_and_lead(event), office(event))


def co_lead_and_offices(event: Event) -> list[User]:
    return once(co_lead_and_office(event), above(event))


def arbiter_and_office(event: Event) -> list[User]:
    return once(arbiter(event), office(event))


def arbiter_and_offices(event: Event) -> list[User]:
    return once(arbiter_and_office(event), above(event))


def office_and_units(event: Event) -> list[User]:
    return once(office(event), units(event))


def holder_and_head(event: Event) -> list[User]:
    """The unit that has promised, with its head."""
    commitment = promise_of(event)
    unit = commitment.holder if commitment else None
    return once(holder(event), heads_over(unit) if unit else [])


def holder_head_and_office(event: Event) -> list[User]:
    return once(holder_and_head(event), office(event))


def holder_and_offices(event: Event) -> list[User]:
    return once(holder_head_and_office(event), above(event))


def asked_cosigner(event: Event) -> list[User]:
    """Who was asked to stand by it, while there is something to stand by."""
    if case_of(event).state in lifecycle.ENDED_STATES:
        return []
    asked = Cosigner.objects.coded(event.code).asked().values("user")
    return list(User.objects.filter(is_active=True, pk__in=asked))
