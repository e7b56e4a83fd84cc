"""Who is told that a colleague's whole desk is theirs now: they alone, in one line."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy

from departments.models import Department
from events.models import Event
from members.models import User
from notifications.registry import Notice
from suggestions.lifecycle import undo_window
from suggestions.notices.making import GIVEN


def taker(event: Event) -> list[User]:
    """Who took it over, unless they did it themselves."""
    code = event.data["to"]
    return list(User.objects.filter(code=code, is_active=True)) if code != event.actor else []


def context(event: Event) -> dict[str, Any]:
    """Whose desk it was, where, and how many cases."""
    giver = User.objects.get(code=event.data["giver"])
    unit = Department.objects.get(code=event.code)
    return {"count": len(event.data["works"]), "name": str(giver), "unit": unit.name}


SUCCEEDING: dict[tuple[str, str], Notice | None] = {
    ("unit", "desk_handed_over"): Notice(
        readers=taker,
        title=gettext_lazy("Taken over from {name}: {count}"),
        text=gettext_lazy("Of what {name} handled at {unit} all is yours to handle now: {count}."),
        context=context,
        url=lambda event: reverse("suggestions:unit"),
        group=GIVEN,
        waits=undo_window,
    ),
    ("unit", "desk_taken_back"): None,
}
