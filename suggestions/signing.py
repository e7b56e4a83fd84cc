"""What waits for a head's own signature, and what of a head's unit is an officer's to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import QueryDict
from django.utils.translation import ngettext

from departments.policies import heads_of
from suggestions.filters import SHOW, SIGNING, WORDS
from suggestions.leads import MOST_COUNTED, shown
from suggestions.lifecycle import Work
from suggestions.models import Assignment

if TYPE_CHECKING:
    from members.models import User
    from suggestions.models.assignment import AssignmentQuerySet

SIGNED = "signed"


def to_sign_by(user: User, works: AssignmentQuerySet) -> AssignmentQuerySet:
    """Of these works those whose answer waits for this person's signature."""
    units = heads_of(user)
    return works.filter(state=Work.PENDING_SIGNOFF, department__in=units) if units else works.none()


def still_waiting(user: User) -> str:
    """How many answers wait for this person's signature, in a sentence; "" for none."""
    waiting = to_sign_by(user, Assignment.objects.handled_by(user))[: MOST_COUNTED + 1].count()
    if not waiting:
        return ""
    words = ngettext(
        "%s answer still waits for your signature.",
        "%s answers still wait for your signature.",
        waiting,
    )
    return words % shown(waiting)


def goes_on_with(user: User, work: Assignment | None) -> str:
    """The list in which a head goes on after a case of the unit: what waits for their
    signature, also where nothing does if an officer handles it; "" for the list before it."""
    if work is None or work.department_id not in heads_of(user):
        return ""
    waits = to_sign_by(user, Assignment.objects.handled_by(user)).exists()
    return SIGNING if waits or is_anothers(user, work) else ""


def opened(query: QueryDict, waiting: AssignmentQuerySet) -> QueryDict:
    """What a desk is asked for: where an address asks for nothing, first what is to be signed."""
    if query.get(SHOW) or query.get(WORDS) or not waiting.exists():
        return query
    asked = query.copy()
    asked[SHOW] = SIGNING
    return asked


def is_anothers(user: User, work: Assignment | None) -> bool:
    """Whether an officer handles what this person only heads."""
    if work is None or work.department_id not in heads_of(user):
        return False
    handler = work.officer_id or work.signed_by_id
    return handler is not None and handler != user.pk
