"""What somebody is told about their place in a unit: the floors below do not know its name."""

import datetime as dt

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from departments.models import Department
from departments.models.officer import place_title
from design import dates
from events.models import Event
from notifications.notices import owner
from notifications.registry import Notice


def place(event: Event) -> dict[str, object]:
    """Which role in which unit and, where it ends, its last day."""
    code, until = str(event.data["unit"]), event.data.get("until")
    unit = Department.objects.filter(code=code).first()
    return {
        "role": place_title(
            str(event.data["role"]), is_deputy=bool(event.data.get("deputy", False))
        ),
        "unit": unit.name if unit else code,
        "day": dates.day(dt.date.fromisoformat(str(until))) if until else "",
    }


def placed(title: Promise, text: Promise) -> Notice:
    """Make a notice about a place; worth no mail."""
    return Notice(
        readers=owner,
        title=title,
        text=text,
        context=place,
        url=lambda event: reverse("suggestions:desk"),
        mail=False,
    )


NOTICES: dict[tuple[str, str], Notice | None] = {
    ("account", "posted"): placed(
        _("You now have the role “{role}”"),
        _("You have it in the unit {unit}. Your desk shows what it is for."),
    ),
    ("account", "post_ended"): placed(
        _("The last day of your role “{role}” is set"),
        _("You have it in the unit {unit} up to and including {day}."),
    ),
    # The administrator knows; who sits in the unit sees it on the desk.
    ("unit", "added"): None,
    ("unit", "changed"): None,
    ("unit", "switched_off"): None,
    ("unit", "switched_on"): None,
}
LEDGER_WORDS = {
    ("unit", "added"): _("unit added"),
    ("unit", "changed"): _("unit changed"),
    ("unit", "switched_off"): _("unit switched off"),
    ("unit", "switched_on"): _("unit switched on again"),
}
