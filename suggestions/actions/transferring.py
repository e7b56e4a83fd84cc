"""A suggestion goes to another organ, above, below or across (转办), and may come back once."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from suggestions import clocks, places, policies
from suggestions.actions import publishing
from suggestions.lifecycle import BOUNCE, TAKING_OVER, TRANSFER, NotNow
from suggestions.models import Recommendation, Suggestion, Transfer

if TYPE_CHECKING:
    from members.models import Organ, User
    from suggestions.lifecycle import Step

ROUTED = ("announce", "suggestions.route")


class CannotTransfer(ValueError):
    """It cannot go to that organ; the words say why."""


@transaction.atomic
def transfer(*, suggestion: Suggestion, to: Organ, reason: str, by: User, at: datetime) -> Transfer:
    """Hand it to an organ that has units and has not had it yet.

    The clock of this side stops, with its date kept; that of the other side starts with its own
    rules. It is routed among the other organ's units. So a case visits each organ once, and its
    way ends. What was published of it is recalled: the other office has not looked it over.

    Raises:
        PermissionDenied: `by` has no seat in the office of the organ in charge.
        NotNow: it is with a unit or with another organ by now, or has ended.
        CannotTransfer: that organ has had it, or has no units on the platform.
    """
    role = policies.require(by, TRANSFER, suggestion)
    suggestion.lock()
    if to.code == suggestion.organ_id or to.code in organs_of(suggestion):
        raise CannotTransfer(_("That organ has had this case already."))
    if not places.with_units().filter(pk=to.code).exists():
        raise CannotTransfer(_("No unit of that organ works with the platform yet."))
    source = suggestion.organ
    _pass_on(suggestion, TRANSFER, to=to, by=by, at=at, role=role, reason=reason)
    return Transfer.objects.create(
        suggestion=suggestion, from_organ=source, to_organ=to, at=at, by=by
    )


@transaction.atomic
def bounce(*, suggestion: Suggestion, reason: str, by: User, at: datetime) -> Transfer:
    """Give it back to the organ it came from, before anything else was decided on it here.

    One case is given back at most once; then whoever has it keeps it, or finds a third organ.

    Raises:
        PermissionDenied: `by` has no seat in the office of the organ in charge.
        NotNow: it did not just come from another organ, or was given back before.
    """
    role = policies.require(by, BOUNCE, suggestion)
    suggestion.lock()
    fresh = Suggestion.objects.get(pk=suggestion.pk)
    if not fresh.past.can_bounce(suggestion.organ_id):
        raise NotNow(_("It cannot be given back: it did not just come from there."))
    last = suggestion.transfers.select_related("from_organ").latest("id")
    _pass_on(suggestion, BOUNCE, to=last.from_organ, by=by, at=at, role=role, reason=reason)
    last.bounced_at, last.bounced_by = at, by
    last.save(update_fields=["bounced_at", "bounced_by"])
    return last


def organs_of(suggestion: Suggestion) -> set[str]:
    """The codes of the organs through whose hands it has gone."""
    found: set[str] = set()
    for pair in suggestion.transfers.values_list("from_organ", "to_organ"):
        found |= set(pair)
    return found


def _pass_on(
    suggestion: Suggestion,
    step: Step,
    *,
    to: Organ,
    by: User,
    at: datetime,
    role: str,
    reason: str,
) -> None:
    """Change the organ in the UPDATE that asks for the state; the line is that of who acted."""
    source = suggestion.organ
    publishing.end(suggestion, at=at)
    suggestion.shift(step, organ=to, routed_at=None)
    Recommendation.objects.filter(suggestion=suggestion).delete()
    data = {"from_organ": source.code, "to_organ": to.code}
    suggestion.record(
        step,
        by=by,
        at=at,
        role=role,
        data=data,
        remark=reason,
        pending=ROUTED,
        organ=source.code,
    )
    phase = TAKING_OVER if step is TRANSFER else ""
    clocks.turn(suggestion, step, by=by, at=at, phase=phase)
