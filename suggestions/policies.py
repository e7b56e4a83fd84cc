"""Who sits at which desk of a suggestion, and what that seat may do now.

The same rows of `suggestions.lifecycle` answer "may I" (a door) and "which may I" (the buttons).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from departments.policies import role_in, units_of
from members.policies import hats, oversees
from members.roles import Arbiter, Member, Office
from suggestions.lifecycle import STEPS, WORK_STEPS, Desk, Step, open_to
from suggestions.models.suggestion import answering

if TYPE_CHECKING:
    from collections.abc import Sequence

    from members.models import User
    from suggestions.models import Assignment, Suggestion


def sits(
    user: User, desk: Desk, suggestion: Suggestion, assignment: Assignment | None = None
) -> bool:
    """Whether this person's seat is the one that acts for `desk` on this case.

    The unit's desk is that of the assignment in question; without one, of the unit that answers.
    """
    if not user.is_authenticated or not user.is_active:
        return False
    if desk is Desk.MEMBER:
        return suggestion.author_id == user.pk
    if desk is Desk.OFFICE:
        return suggestion.organ_id in hats(user).office_of
    if desk is Desk.ARBITER:
        return suggestion.organ_id in hats(user).arbiter_of
    if desk is Desk.DEPARTMENT and assignment:
        return assignment.department_id in units_of(user)
    if desk in (Desk.DEPARTMENT, Desk.LEAD):
        return suggestion.unit_id in units_of(user)
    return False


def may(
    user: User, step: Step, suggestion: Suggestion, assignment: Assignment | None = None
) -> bool:
    """Whether the step starts here and is this person's to take.

    A step of an assignment asks for that assignment's state, one of the case for the case's.
    """
    thing = assignment if step in WORK_STEPS else suggestion
    if thing is None or not step.starts_from(thing.state):
        return False
    return sits(user, step.desk, suggestion, assignment)


def open_steps(
    user: User, suggestion: Suggestion, assignment: Assignment | None = None
) -> tuple[Step, ...]:
    """The steps of the case and of the assignment that this person can take now, in table order."""
    found: list[Step] = []
    for steps, thing in ((STEPS, suggestion), (WORK_STEPS, assignment)):
        if thing is not None:
            desks = [desk for desk in Desk if sits(user, desk, suggestion, assignment)]
            found += [step for desk in desks for step in open_to(desk, thing.state, steps)]
    return tuple(found)


def require(
    user: User, step: Step, suggestion: Suggestion, assignment: Assignment | None = None
) -> str:
    """Ask for the seat and return its role; the state is asked for by the UPDATE itself.

    Raises:
        PermissionDenied: the person sees the case but does not sit at the step's desk.
    """
    if not sits(user, step.desk, suggestion, assignment):
        raise PermissionDenied(_("This step belongs to another desk."))
    if step.desk in (Desk.DEPARTMENT, Desk.LEAD):
        own = assignment.department_id if assignment and step.desk is Desk.DEPARTMENT else None
        return role_in(user, own or suggestion.unit_id or 0)
    return {
        Desk.MEMBER: Member.key,
        Desk.OFFICE: Office.key,
        Desk.ARBITER: Arbiter.key,
    }[step.desk]


def require_membership(user: User, organ: str) -> None:
    """Ask for a membership in force; only members of an organ submit suggestions.

    Raises:
        PermissionDenied: the person is no member of that organ.
    """
    if organ not in hats(user).member_of:
        raise PermissionDenied(_("Only members of the conference submit suggestions."))


def sees_ratings(user: User, suggestion: Suggestion) -> bool:
    """A single rating is for its author and the office in charge; never for the unit."""
    return suggestion.author_id == user.pk or suggestion.organ_id in hats(user).office_of


def reads_reasons(user: User, suggestion: Suggestion) -> bool:
    """What office and author wrote to each other about the review is for the author and those who
    oversee an organ through whose hands the case went; not for units, nor for merged authors."""
    if suggestion.author_id == user.pk:
        return True
    organs = {suggestion.organ_id, suggestion.author_organ_id, *suggestion.past.organs()}
    return any(oversees(hats(user), organ) for organ in organs)


@dataclass(frozen=True)
class Reader:
    """How one person stands to one case: from which desk, with which steps open."""

    desk: Desk
    work: Assignment | None
    steps: tuple[Step, ...]
    sees_ratings: bool


def reader(user: User, suggestion: Suggestion, works: Sequence[Assignment]) -> Reader:
    """The desk from which this person reads the case; SYSTEM for one who only oversees it.

    Whoever sits in one of the units reads with that unit's assignment in hand.
    """
    units = units_of(user)
    own = [one for one in works if one.is_in_force and one.department_id in units]
    work = answering(own) or next(iter(own), None)
    desks = (Desk.MEMBER, Desk.OFFICE, Desk.DEPARTMENT, Desk.ARBITER)
    desk = next((one for one in desks if sits(user, one, suggestion, work)), Desk.SYSTEM)
    steps = open_steps(user, suggestion, work or answering(list(works)))
    return Reader(desk, work, steps, sees_ratings(user, suggestion))


def author_organ(user: User) -> str:
    """The organ for which this person submits: the first of their memberships in force.

    Raises:
        PermissionDenied: the person is no member of any organ.
    """
    for organ in hats(user).member_of:
        return organ
    raise PermissionDenied(_("Only members of the conference submit suggestions."))
