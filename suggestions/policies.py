"""Who sits at which desk of a suggestion, and what that seat may do now.

The same rows of `suggestions.lifecycle` answer "may I" (a door) and "which may I" (the buttons).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from departments.policies import role_in, units_of
from events.models import Remark
from members.policies import hats
from members.roles import Arbiter, Member, Office
from suggestions.lifecycle import (
    AGAIN,
    MOST_REDOS,
    RATE,
    REDO,
    STEPS,
    WORK_STEPS,
    Desk,
    Part,
    Step,
    open_to,
)
from suggestions.models.suggestion import answering

if TYPE_CHECKING:
    from collections.abc import Sequence

    from members.models import User
    from suggestions.models import Assignment, Suggestion
    from suggestions.models.aside import Word


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
    if step is RATE:
        return user.is_active and bool(asked_for(user, suggestion))
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
    if not RATE.starts_from(suggestion.state):
        return tuple(found)
    rates = [RATE] if may(user, RATE, suggestion) else []
    return (*rates, *(step for step in found if step is not RATE))


def require(
    user: User, step: Step, suggestion: Suggestion, assignment: Assignment | None = None
) -> str:
    """Ask for the seat and return its role; the state is asked for by the UPDATE itself.

    Raises:
        PermissionDenied: the person sees the case but does not sit at the step's desk.
    """
    if step is RATE:
        return require_rater(user, suggestion)
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


def require_rater(user: User, suggestion: Suggestion) -> str:
    """Ask whether this person is one of those who rate the answer.

    Raises:
        PermissionDenied: they are not asked.
    """
    asked = suggestion.author_id == user.pk or was_asked(user, suggestion)
    if not asked or not user.is_active:
        raise PermissionDenied(_("This step belongs to another desk."))
    return Member.key


def was_asked(user: User, suggestion: Suggestion) -> bool:
    """Whether this person was ever asked to rate an answer of this case."""
    return any(word.rater_id == user.pk for word in suggestion.words())


def asked_for(user: User, suggestion: Suggestion) -> list[Word]:
    """The answers on which this person's word is still missing."""
    return [word for word in suggestion.words() if word.rater_id == user.pk and word.is_asked]


def missing(assignment: Assignment) -> str:
    """What the author found missing in the answer before; "" in the first round, or if erased."""
    if not assignment.round:
        return ""
    said = Remark.objects.filter(event__kind="suggestion", event__code=assignment.suggestion.code)
    last = said.filter(event__step=REDO.name).order_by("-event").first()
    return last.text if last else ""


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


def seen_words(user: User, suggestion: Suggestion) -> list[Word]:
    """The ratings that this person may read: each their own, the office in charge all of them."""
    office = suggestion.organ_id in hats(user).office_of
    said = [word for word in suggestion.words() if not word.is_asked]
    return [word for word in said if office or word.rater_id == user.pk]


def to_redo(works: Sequence[Assignment]) -> list[Assignment]:
    """The answers that can be asked for once more: none where one of them was twice already."""
    answered = [one for one in works if one.part != Part.CO and AGAIN.starts_from(one.state)]
    return [one for one in answered if one.round < MOST_REDOS]


@dataclass(frozen=True)
class Reader:
    """How one person stands to one case: from which desk, with which steps open.

    ``follows_ratings``: whether they learn that somebody has rated, ``words``: which they read.
    """

    desk: Desk
    work: Assignment | None
    steps: tuple[Step, ...]
    follows_ratings: bool
    words: tuple[Word, ...]


def reader(user: User, suggestion: Suggestion, works: Sequence[Assignment]) -> Reader:
    """The desk from which this person reads the case; SYSTEM for one who only oversees it.

    Whoever sits in one of the units reads with that unit's assignment in hand, whoever rates it
    as a member.
    """
    units = units_of(user)
    own = [one for one in works if one.is_in_force and one.department_id in units]
    work = answering(own) or next(iter(own), None)
    rates = was_asked(user, suggestion)
    desks = (Desk.MEMBER, Desk.OFFICE, Desk.DEPARTMENT, Desk.ARBITER)
    otherwise = Desk.MEMBER if rates else Desk.SYSTEM
    desk = next((one for one in desks if sits(user, one, suggestion, work)), otherwise)
    steps = open_steps(user, suggestion, work or answering(list(works)))
    if not to_redo(works):
        steps = tuple(step for step in steps if step is not REDO)
    follows = rates or sees_ratings(user, suggestion)
    return Reader(desk, work, steps, follows, tuple(seen_words(user, suggestion)))


def author_organ(user: User) -> str:
    """The organ for which this person submits: the first of their memberships in force.

    Raises:
        PermissionDenied: the person is no member of any organ.
    """
    for organ in hats(user).member_of:
        return organ
    raise PermissionDenied(_("Only members of the conference submit suggestions."))
