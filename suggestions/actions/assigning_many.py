"""Several cases in one act of the office: each goes its own way, and one that fails stops none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from suggestions.actions import reviewing
from suggestions.actions.handing import Charge
from suggestions.lifecycle import NotNow

if TYPE_CHECKING:
    from members.models import User
    from suggestions.models import Suggestion

MOST_ASSIGNED = 50


@dataclass(frozen=True)
class Order:
    """One case, the units it is to go to (none: nothing was proposed for it), and how urgent."""

    suggestion: Suggestion
    charges: tuple[Charge, ...]
    urgency: str


@dataclass(frozen=True)
class Refusal:
    """A case with which it was not done, and why in words."""

    suggestion: Suggestion
    why: str


def assign_many(
    *, orders: Sequence[Order], by: User, at: datetime
) -> tuple[list[Suggestion], list[Refusal]]:
    """Accept and assign each, with its own line in the ledger; returns those done and those not.

    No transaction spans them: where somebody was faster with one, the rest goes through.

    Raises:
        PermissionDenied: `by` has no seat in the office of one of them; those before it are done.
        ValueError: more than `MOST_ASSIGNED`.
    """
    if len(orders) > MOST_ASSIGNED:
        raise ValueError(f"at most {MOST_ASSIGNED} at a time")
    done: list[Suggestion] = []
    refused: list[Refusal] = []
    for order in orders:
        why = _why_not(order)
        if not why:
            try:
                reviewing.accept_and_assign(
                    suggestion=order.suggestion,
                    charges=order.charges,
                    urgency=order.urgency,
                    by=by,
                    at=at,
                )
            except NotNow as refusal:
                why = str(refusal)
        if why:
            refused.append(Refusal(order.suggestion, why))
        else:
            done.append(order.suggestion)
    return done, refused


def _why_not(order: Order) -> str:
    if not order.charges:
        return _("No unit is proposed for it.")
    if any(one.department.organ_id != order.suggestion.organ_id for one in order.charges):
        return _("The unit belongs to another organ.")
    return ""
