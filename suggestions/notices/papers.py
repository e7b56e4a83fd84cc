"""Who is told of what the office enters for a unit: the unit, which may find it wrong."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy

from design.dates import day
from events.models import Event
from notifications.registry import Notice
from suggestions import lifecycle
from suggestions.notices import readers as of
from suggestions.notices.making import notice
from suggestions.notices.words import context


def with_paper(event: Event) -> dict[str, Any]:
    """With what was entered, and the date of its paper."""
    words = context(event)
    if "act" not in event.data:
        return words | {"act": ""}
    act = lifecycle.step(event.data["act"]).label
    return words | {"act": act, "day": day(date.fromisoformat(event.data["paper_on"]))}


PAPERS: dict[tuple[str, str], Notice | None] = {
    ("suggestion", lifecycle.ENTER.name): notice(
        of.officers,
        gettext_lazy("Entered for you: {title}"),
        gettext_lazy(
            "{office} has entered for {unit} from its paper of {day}: {act}. "
            "If that is wrong, please tell the office."
        ),
        context=with_paper,
    ),
}
