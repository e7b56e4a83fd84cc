"""Who is told that a colleague's whole desk is theirs now: they and their stand-in, in one line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy

from departments.models import Department
from departments.policies import relieved, with_stand_ins
from events.models import Event
from members.models import User
from notifications.registry import Notice
from suggestions.lifecycle import undo_window
from suggestions.notices.making import GIVEN


def taker(event: Event) -> list[User]:
    """Who took it over, with their stand-in, unless they did it themselves."""
    code = event.data["to"]
    found = list(User.objects.filter(code=code, is_active=True)) if code != event.actor else []
    return with_stand_ins(found, unit_of(event))


def unit_of(event: Event) -> Department:
    return Department.objects.get(code=event.code)


def absent(event: Event, readers: Sequence[User]) -> set[int]:
    """Who of them is absent from the unit, with a stand-in who has the mail meanwhile."""
    return relieved(readers, units=[unit_of(event).pk], office="")


def context(event: Event) -> dict[str, Any]:
    """Whose desk it was, where, and how many cases."""
    giver = User.objects.get(code=event.data["giver"])
    return {"count": len(event.data["works"]), "name": str(giver), "unit": unit_of(event).name}


SUCCEEDING: dict[tuple[str, str], Notice | None] = {
    ("unit", "desk_handed_over"): Notice(
        readers=taker,
        title=gettext_lazy("Taken over from {name}: {count}"),
        text=gettext_lazy("Of what {name} handled at {unit} all is yours to handle now: {count}."),
        context=context,
        url=lambda event: reverse("suggestions:unit"),
        group=GIVEN,
        waits=undo_window,
        rests=absent,
        to=gettext_lazy("who took the cases over"),
    ),
    ("unit", "desk_taken_back"): None,
}
