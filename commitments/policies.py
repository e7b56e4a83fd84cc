"""Who may take which step of a commitment: its holder's people, and those it was given to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from commitments import registry
from commitments.lifecycle import STEPS, Seat, Step
from departments.policies import role_in, units_of
from members.policies import hats
from members.roles import Member, Office

if TYPE_CHECKING:
    from commitments.models import Commitment
    from members.models import User


def sits(user: User, seat: Seat, commitment: Commitment) -> bool:
    """Whether this person acts for that seat."""
    if not user.is_authenticated or not user.is_active:
        return False
    if seat is Seat.HOLDER:
        return is_held_by(user, holder=commitment.holder_id, organ=commitment.organ_id)
    if seat is Seat.WITNESS:
        return registry.subject(commitment.kind).witnesses(user, commitment.about)
    return False


def is_held_by(user: User, *, holder: int | None, organ: str) -> bool:
    """Whether this person sits where a promise is held: in its unit or, without one, the office."""
    if holder is None:
        return organ in hats(user).office_of
    return holder in units_of(user)


def may(user: User, step: Step, commitment: Commitment) -> bool:
    """Whether the step starts here and is this person's to take."""
    return step.starts_from(commitment.state) and sits(user, step.seat, commitment)


def open_steps(user: User, commitment: Commitment) -> tuple[Step, ...]:
    """The steps that this person can take now."""
    return tuple(step for step in STEPS if may(user, step, commitment))


def require(user: User, step: Step, commitment: Commitment) -> str:
    """Ask for the seat and return the role in which the person acts.

    Raises:
        PermissionDenied: the person does not sit there.
    """
    if not sits(user, step.seat, commitment):
        raise PermissionDenied(_("This step belongs to another desk."))
    if step.seat is not Seat.HOLDER:
        return Member.key
    return role_in(user, commitment.holder_id) if commitment.holder_id else Office.key
