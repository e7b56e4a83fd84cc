"""What somebody is told about their place in a unit: the floors below do not know its name."""

import datetime as dt

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from departments.models import Absence, Department
from departments.models.officer import place_title
from design import dates
from events.models import Event
from members.models import User
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


def absent_and_stand_in(event: Event) -> list[User]:
    """Who is absent and who stands in, before and now; not who entered it."""
    names = ("stand_in", "stand_in_before")
    codes = {event.code, *(event.data.get(name) for name in names)} - {event.actor, None}
    return list(User.objects.filter(is_active=True, code__in=codes).order_by("pk"))


def absence(event: Event) -> dict[str, object]:
    """Who is absent from where, from when to when, and who stands in."""
    found = Absence.objects.for_page().get(code=event.data["absence"])
    return {
        "name": found.user.name or found.user.code,
        "place": found.place_name,
        "since": dates.day(dt.date.fromisoformat(event.data["since"])),
        "until": dates.day(dt.date.fromisoformat(event.data["until"])),
        "stand_in": str(found.stand_in) if found.stand_in else _("nobody"),
    }


def absent(title: Promise, text: Promise) -> Notice:
    """Make a notice about an absence."""
    return Notice(
        readers=absent_and_stand_in,
        title=title,
        text=text,
        context=absence,
        url=lambda event: reverse("departments:absences"),
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
    ("account", "absence_entered"): absent(
        _("Absent: {name}, {since} to {until}"),
        _(
            "At {place}. Stand-in: {stand_in}. What needs an act there goes to the stand-in "
            "meanwhile."
        ),
    ),
    ("account", "absence_changed"): absent(
        _("Absence changed: {name}, {since} to {until}"),
        _("At {place}. Stand-in: {stand_in}."),
    ),
    ("account", "absence_ended"): absent(
        _("Not absent any more: {name}"),
        _("At {place}. The stand-in, {stand_in}, has nothing more to do for this."),
    ),
    # The administrator knows; who sits in the unit sees it on the desk.
    ("unit", "added"): None,
    ("unit", "changed"): None,
    ("unit", "switched_off"): None,
    ("unit", "switched_on"): None,
}
LEDGER_WORDS = {
    ("account", "absence_entered"): _("absence entered"),
    ("account", "absence_changed"): _("absence changed"),
    ("account", "absence_ended"): _("absence ended"),
    ("unit", "added"): _("unit added"),
    ("unit", "changed"): _("unit changed"),
    ("unit", "switched_off"): _("unit switched off"),
    ("unit", "switched_on"): _("unit switched on again"),
}
