"""The way to the page about the door, at the foot of every page."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from design.navigation import Entry


def _signed_in(request: HttpRequest) -> bool:
    return request.user.is_authenticated


NAV = (
    Entry(
        label=_("For programs"),
        url_name="gateway:about",
        icon="plug",
        seen_by=_signed_in,
        order=85,
        foot=True,
    ),
)
