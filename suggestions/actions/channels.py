"""A suggestion is with another channel, such as the 12345 hotline (转外部渠道)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from suggestions import clocks, policies
from suggestions.actions import asking, promising
from suggestions.lifecycle import CHECK, HAND_OFF, TAKE_BACK, WRITE_BACK
from suggestions.models import HandOff, Reply, Suggestion

if TYPE_CHECKING:
    from members.models import User


@dataclass(frozen=True)
class Answer:
    """What came back: a promise (B) with its date, what cannot be done (C) with its reason."""

    text: str
    outcome_class: str
    promised_on: date | None = None
    reason: str = ""


@transaction.atomic
def hand_off(
    *, suggestion: Suggestion, channel: str, number: str, reason: str, by: User, at: datetime
) -> HandOff:
    """Note that it was handed to a channel of `lifecycle.CHANNELS`, under the number there.

    Raises:
        PermissionDenied: `by` has no seat in the office of the organ in charge.
        NotNow: it is with a unit by now, or has ended.
    """
    role = policies.require(by, HAND_OFF, suggestion)
    data = {"channel": channel}
    suggestion.move(HAND_OFF, by=by, at=at, role=role, data=data, remark=reason)
    clocks.turn(suggestion, HAND_OFF, by=by, at=at)
    return HandOff.objects.create(
        suggestion=suggestion, channel=channel, number=number, at=at, by=by
    )


@transaction.atomic
def check(*, suggestion: Suggestion, note: str, by: User, at: datetime) -> None:
    """Note how it stands there; the clock for asking again starts anew.

    Raises:
        PermissionDenied: `by` has no seat in the office of the organ in charge.
        NotNow: it is not with another channel any more.
    """
    role = policies.require(by, CHECK, suggestion)
    suggestion.move(CHECK, by=by, at=at, role=role, remark=note)
    clocks.turn(suggestion, CHECK, by=by, at=at)


@transaction.atomic
def write_back(*, suggestion: Suggestion, answer: Answer, by: User, at: datetime) -> Reply:
    """Enter the answer that came from there. It is rated as any other, and counts for no unit.

    What it promises (B) is a commitment, which the office in charge holds.

    Raises:
        PermissionDenied: `by` has no seat in the office of the organ in charge.
        NotNow: it was answered or taken back in the meantime.
    """
    role = policies.require(by, WRITE_BACK, suggestion)
    data = {"class": answer.outcome_class}
    suggestion.move(WRITE_BACK, by=by, at=at, role=role, data=data)
    clocks.turn(suggestion, WRITE_BACK, by=by, at=at)
    asking.ask(suggestion, at=at)
    asking.tell_senders(suggestion, at=at)
    reply = Reply.objects.create(
        hand_off=_end(suggestion, at=at),
        author=by,
        text=answer.text,
        outcome_class=answer.outcome_class,
        promised_on=answer.promised_on,
        reason=answer.reason,
        replied_at=at,
    )
    promising.make(reply, by=by, at=at, role=role)
    return reply


@transaction.atomic
def take_back(*, suggestion: Suggestion, reason: str, by: User, at: datetime) -> None:
    """Take it back from there, to hand it to a unit instead.

    Raises:
        PermissionDenied: `by` has no seat in the office of the organ in charge.
        NotNow: it was answered or taken back in the meantime.
    """
    role = policies.require(by, TAKE_BACK, suggestion)
    suggestion.move(TAKE_BACK, by=by, at=at, role=role, remark=reason)
    clocks.turn(suggestion, TAKE_BACK, by=by, at=at)
    _end(suggestion, at=at)


def _end(suggestion: Suggestion, *, at: datetime) -> HandOff:
    """End the one that runs."""
    running = HandOff.objects.get(suggestion=suggestion, ended_at=None)
    running.ended_at = at
    running.save(update_fields=["ended_at"])
    return running
