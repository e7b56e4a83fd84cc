"""The way to one's own long work, in the account menu."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from design.navigation import ACCOUNT, Entry


def _signed_in(request: HttpRequest) -> bool:
    return request.user.is_authenticated


NAV = (
    Entry(
        label=_("Lists and long work"),
        url_name="jobs:mine",
        icon="hourglass",
        seen_by=_signed_in,
        order=ACCOUNT + 3,
    ),
)
