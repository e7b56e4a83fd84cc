"""What this app adds to the navigation."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from design.navigation import Entry
from members.wearing import shown


def oversees_some(request: HttpRequest) -> bool:
    return bool(shown(request).overseer_of)


NAV = (
    Entry(
        label=_("Overview"),
        url_name="reports:overview",
        icon="chart-column",
        seen_by=oversees_some,
        order=15,
    ),
)
