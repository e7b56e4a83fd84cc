"""What this app adds to the navigation."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from departments.wearing import units_shown
from design.navigation import Entry
from members.wearing import shown


def oversees_some(request: HttpRequest) -> bool:
    return bool(shown(request).overseer_of)


def is_of_unit(request: HttpRequest) -> bool:
    return bool(units_shown(request))


NAV = (
    Entry(
        label=_("Our unit in figures"),
        url_name="reports:unit",
        icon="chart-column",
        seen_by=is_of_unit,
        order=22,
    ),
    Entry(
        label=_("Overview"),
        url_name="reports:overview",
        icon="chart-column",
        seen_by=oversees_some,
        order=15,
    ),
)
