"""What of an organ's cases lies with somebody whose place there is to end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from enrolment.registry import Matter
from suggestions.actions import succeeding
from suggestions.models import Cosigner, Draft, Suggestion

if TYPE_CHECKING:
    from members.models import User


def as_member(user: User, organ: str) -> Iterator[Matter]:
    """What they wrote as a member of the organ and what they are asked there."""
    own = Suggestion.objects.written_by(user).open().filter(author_organ=organ)
    yield Matter(
        label=_("Their open suggestions"),
        count=own.count(),
        sentence=_("They are handled and answered as before; the person reads how they end."),
    )
    asked = Cosigner.objects.waiting_for(user).filter(suggestion__author_organ=organ)
    yield Matter(
        label=_("Requests to co-sign that they have not answered"),
        count=asked.count(),
        sentence=_("They lapse by themselves."),
    )
    if not user.memberships.exclude(organ=organ).exists():
        yield Matter(
            label=_("Drafts that they have not sent"),
            count=Draft.objects.filter(author=user).count(),
            sentence=_("To be sent before the last day is over, or not at all."),
        )


def as_officer(user: User, organ: str) -> Iterator[Matter]:
    """What they handle by name in the organ's units."""
    yield Matter(
        label=_("Assignments that they handle"),
        count=len(succeeding.in_hand_of(user, organ)),
        sentence=_("Colleagues of the same unit take them over, in turn."),
        hand_over=succeeding.hand_over,
    )


OPEN_WORK = (as_member, as_officer)
