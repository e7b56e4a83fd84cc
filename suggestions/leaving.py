"""What of an organ's cases lies with somebody whose place there is to end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, Value
from django.utils.translation import gettext_lazy as _

from enrolment.registry import Matter
from members.models import Member
from suggestions.actions import succeeding
from suggestions.models import Cosigner, Draft, Suggestion

if TYPE_CHECKING:
    from members.models import User


def as_member(user: User, organ: str) -> Iterator[Matter]:
    """What they wrote as a member of the organ and what they are asked there."""
    counts = _counted(user, organ)
    yield Matter(
        label=_("Their open suggestions"),
        count=counts["own"],
        sentence=_("They are handled and answered as before; the person reads how they end."),
    )
    yield Matter(
        label=_("Requests to co-sign that they have not answered"),
        count=counts["asked"],
        sentence=_("They lapse by themselves."),
    )
    yield Matter(
        label=_("Drafts that they have not sent"),
        count=counts["drafts"],
        sentence=_("To be sent before the last day is over, or not at all."),
    )


def _counted(user: User, organ: str) -> Counter[str]:
    """How many of each in one question; of drafts none where they are a member elsewhere too."""
    elsewhere = Member.objects.filter(user=user).exclude(organ=organ)
    each = {
        "own": Suggestion.objects.written_by(user).open().filter(author_organ=organ),
        "asked": Cosigner.objects.waiting_for(user).filter(suggestion__author_organ=organ),
        "drafts": Draft.objects.filter(~Exists(elsewhere), author=user),
    }
    named = [
        rows.order_by().values(name=Value(name)).annotate(count=Count("*"))
        for name, rows in each.items()
    ]
    together = named[0].union(*named[1:], all=True).order_by()
    return Counter({row["name"]: row["count"] for row in together})


def as_officer(user: User, organ: str) -> Iterator[Matter]:
    """What they handle by name in the organ's units."""
    yield Matter(
        label=_("Assignments that they handle"),
        count=len(succeeding.in_hand_of(user, organ)),
        sentence=_("Colleagues of the same unit take them over, in turn."),
        hand_over=succeeding.hand_over,
    )


OPEN_WORK = (as_member, as_officer)
