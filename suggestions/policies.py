"""Who sits at which desk of a suggestion, and what that seat may do now.

The same rows of `suggestions.lifecycle` answer "may I" (a door) and "which may I" (the buttons).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from departments.policies import role_in, units_of
from members.policies import hats
from members.roles import Member, Office
from suggestions.lifecycle import Desk, Step, open_to

if TYPE_CHECKING:
    from members.models import User
    from suggestions.models import Suggestion


def sits(user: User, desk: Desk, suggestion: Suggestion) -> bool:
    """Whether this person's seat is the one that acts for `desk` on this suggestion."""
    if not user.is_authenticated or not user.is_active:
        return False
    if desk is Desk.MEMBER:
        return suggestion.author_id == user.pk
    if desk is Desk.OFFICE:
        return suggestion.organ_id in hats(user).office_of
    if desk is Desk.DEPARTMENT:
        return suggestion.unit_id in units_of(user)
    return False


def may(user: User, step: Step, suggestion: Suggestion) -> bool:
    """Whether the step starts here and is this person's to take."""
    return suggestion.state == step.source and sits(user, step.desk, suggestion)


def open_steps(user: User, suggestion: Suggestion) -> tuple[Step, ...]:
    """The steps that this person can take now, in the order of the table."""
    state = suggestion.state
    desks = [desk for desk in Desk if open_to(desk, state) and sits(user, desk, suggestion)]
    return tuple(step for desk in desks for step in open_to(desk, state))


def require(user: User, step: Step, suggestion: Suggestion) -> str:
    """Ask for the seat and return its role; the state is asked for by the UPDATE itself.

    Raises:
        PermissionDenied: the person sees the suggestion but does not sit at the step's desk.
    """
    if not sits(user, step.desk, suggestion):
        raise PermissionDenied(_("This step belongs to another desk."))
    if step.desk is Desk.DEPARTMENT and suggestion.unit_id:
        return role_in(user, suggestion.unit_id)
    return {Desk.MEMBER: Member.key, Desk.OFFICE: Office.key}[step.desk]


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


@dataclass(frozen=True)
class Reader:
    """How one person stands to one case: from which desk, with which steps open."""

    desk: Desk
    steps: tuple[Step, ...]
    sees_ratings: bool


def reader(user: User, suggestion: Suggestion) -> Reader:
    """The desk from which this person reads the case; SYSTEM for one who only oversees it."""
    desks = (Desk.MEMBER, Desk.OFFICE, Desk.DEPARTMENT)
    desk = next((one for one in desks if sits(user, one, suggestion)), Desk.SYSTEM)
    return Reader(desk, open_steps(user, suggestion), sees_ratings(user, suggestion))


def author_organ(user: User) -> str:
    """The organ for which this person submits: the first of their memberships in force.

    Raises:
        PermissionDenied: the person is no member of any organ.
    """
    for organ in hats(user).member_of:
        return organ
    raise PermissionDenied(_("Only members of the conference submit suggestions."))
