from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from design.navigation import Entry
from members.models import Member, User
from members.registry import OrganPage, PageState, number_of
from members.wearing import shown
from workdays import clock


def is_admin(request: HttpRequest) -> bool:
    return bool(shown(request).admin_of)


NAV = (
    Entry(
        label=_("People"),
        url_name="enrolment:desk",
        icon="users-round",
        seen_by=is_admin,
        order=76,
        bar=True,
    ),
)


def count_people(user: User, organ: str) -> dict[str, Any]:
    """How many members the organ has today, without those who are only invited."""
    members = Member.objects.in_force(clock.today()).filter(organ=organ)
    members = members.exclude(user__in=User.objects.only_invited())
    return {"members_today": number_of(members)}


def people_state(user: User, organ: Any) -> PageState:
    """How many members the organ has today."""
    words = ngettext("%(count)s member", "%(count)s members", organ.members_today)
    return PageState(words % {"count": organ.members_today})


ORGAN_PAGES = (
    OrganPage(
        label=_("People"),
        sentence=_("Members, officers and staff: enrol and invite them, end what they are."),
        url_name="enrolment:desk",
        icon="users-round",
        order=10,
        asks=count_people,
        state=people_state,
    ),
)
