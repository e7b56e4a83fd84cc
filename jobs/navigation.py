"""The way to one's own long work, in the account menu."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from design.navigation import ACCOUNT, Entry
from members.wearing import has_a_desk


def _has_a_desk(request: HttpRequest) -> bool:
    return has_a_desk(request.user)


NAV = (
    Entry(
        label=_("Lists and long work"),
        url_name="jobs:mine",
        icon="hourglass",
        seen_by=_has_a_desk,
        order=ACCOUNT + 3,
    ),
)
