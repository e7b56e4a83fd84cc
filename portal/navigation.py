"""The ways at the foot of every page."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from design.navigation import Entry


def everybody(request: HttpRequest) -> bool:
    return True


NAV = (
    Entry(
        label=_("Published suggestions"),
        url_name="portal:published",
        icon="newspaper",
        seen_by=everybody,
        order=75,
        foot=True,
    ),
    Entry(
        label=_("Figures"),
        url_name="portal:figures",
        icon="chart-column",
        seen_by=everybody,
        order=77,
        foot=True,
    ),
    Entry(
        label=_("About the platform"),
        url_name="portal:about",
        icon="info",
        seen_by=everybody,
        order=80,
        foot=True,
    ),
)
