"""The way to the page about the door, at the foot of every page."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from design.navigation import Entry
from members.wearing import has_a_desk


def _has_a_desk(request: HttpRequest) -> bool:
    return has_a_desk(request.user)


NAV = (
    Entry(
        label=_("For programs"),
        url_name="gateway:about",
        icon="plug",
        seen_by=_has_a_desk,
        order=85,
        foot=True,
    ),
)
