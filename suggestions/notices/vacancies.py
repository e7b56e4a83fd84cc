"""Who is told that nobody sits at a desk any more: those right above it, once."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from departments.models import Department
from departments.policies import officers_of
from design.dates import day
from events.models import Event
from members import areas
from members.models import Organ, User
from members.policies import office_people
from notifications.registry import Notice
from suggestions.notices.making import OFFICE


def _unit(event: Event) -> Department:
    return Department.objects.select_related("parent", "organ").get(code=event.code)


def above_unit(event: Event) -> list[User]:
    """Those of the unit above; for a top unit the office of its organ."""
    unit = _unit(event)
    return (officers_of(unit.parent) if unit.parent else []) or office_people(unit.organ_id)


def above_organ(event: Event) -> list[User]:
    """The office of the next organ above."""
    higher = areas.chain(event.code)[1:2]
    return office_people(higher[0]) if higher else []


def of_unit(event: Event) -> dict[str, Any]:
    return {"desk": _unit(event).name, **_days(event)}


def of_organ(event: Event) -> dict[str, Any]:
    return {"desk": Organ.objects.get(pk=event.code).office_name, **_days(event)}


def _days(event: Event) -> dict[str, Any]:
    moments = {name: event.data.get(name) for name in ("since", "from")}
    return {name: day(date.fromisoformat(text)) for name, text in moments.items() if text}


def still_empty(event: Event) -> bool:
    """Whether nobody sits there yet."""
    here = {"code": event.code, "empty_since__isnull": False}
    if event.kind == "unit":
        return Department.objects.filter(**here).exists()
    return Organ.objects.filter(**here).exists()


def _notices(
    kind: str, readers: Any, context: Any, to: Promise
) -> dict[tuple[str, str], Notice | None]:
    return {
        (kind, "emptied"): Notice(
            readers=readers,
            title=gettext_lazy("Nobody sits at {desk}"),
            text=gettext_lazy(
                "Since {since} nobody has a seat there. What waits there is yours to do "
                "from {from} on, until somebody sits there again."
            ),
            context=context,
            url=lambda event: reverse("suggestions:vacancies"),
            group=OFFICE,
            still_true=still_empty,
            to=to,
        ),
        (kind, "filled"): Notice(
            readers=readers,
            title=gettext_lazy("Somebody sits at {desk} again"),
            text=gettext_lazy("What waits there is theirs again."),
            context=context,
            url=lambda event: reverse("suggestions:vacancies"),
            group=OFFICE,
            mail=False,
            to=to,
        ),
    }


VACANCIES = _notices(
    "unit",
    above_unit,
    of_unit,
    gettext_lazy("officers of the unit above; of a top unit the office"),
) | _notices("organ", above_organ, of_organ, gettext_lazy("the office of the organ above"))
