from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from design.navigation import Entry
from members.policies import hats


def is_admin(request: HttpRequest) -> bool:
    return bool(hats(request.user).admin_of)


NAV = (
    Entry(
        label=_("People"),
        url_name="enrolment:desk",
        icon="users-round",
        seen_by=is_admin,
        order=70,
        bar=True,
    ),
)
