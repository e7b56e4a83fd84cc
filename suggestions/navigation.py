"""What this app adds to the navigation of the desks."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from departments.policies import empty_units, units_of
from design.navigation import Entry
from members.policies import hats


def is_member(request: HttpRequest) -> bool:
    return bool(hats(request.user).member_of)


def has_written(request: HttpRequest) -> bool:
    """Who is or was a member: what somebody wrote stays theirs to read."""
    worn = hats(request.user)
    return bool(worn.member_of or worn.was_member_of)


def is_office(request: HttpRequest) -> bool:
    return bool(hats(request.user).office_of)


def is_arbiter(request: HttpRequest) -> bool:
    return bool(hats(request.user).arbiter_of)


def is_officer(request: HttpRequest) -> bool:
    return bool(units_of(request.user))


def has_empty_desks(request: HttpRequest) -> bool:
    """Kept with the hats and units that every page asks for: no query of its own."""
    return bool(hats(request.user).empty_below or empty_units(request.user))


NAV = (
    Entry(
        label=pgettext_lazy("the office's desk", "Desk"),
        url_name="suggestions:office",
        icon="list-checks",
        seen_by=is_office,
        order=10,
        bar=True,
    ),
    Entry(
        label=_("Rules for routing"),
        url_name="suggestions:rules",
        icon="signpost",
        seen_by=is_office,
        order=85,
    ),
    Entry(
        label=pgettext_lazy("the unit's desk", "Unit's desk"),
        url_name="suggestions:unit",
        icon="building-2",
        seen_by=is_officer,
        order=20,
        bar=True,
    ),
    Entry(
        label=_("To be settled"),
        url_name="suggestions:disputes",
        icon="scale",
        seen_by=is_arbiter,
        order=25,
        bar=True,
    ),
    Entry(
        label=_("Nobody sits there"),
        url_name="suggestions:vacancies",
        icon="user-round-x",
        seen_by=has_empty_desks,
        order=27,
    ),
    Entry(
        label=_("My suggestions"),
        url_name="suggestions:mine",
        icon="house",
        seen_by=has_written,
        order=30,
        bar=True,
    ),
    Entry(
        label=_("Write"),
        url_name="suggestions:write",
        icon="pencil",
        seen_by=is_member,
        order=40,
        bar=True,
    ),
)
