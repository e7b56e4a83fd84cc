from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from design.navigation import Entry
from members.models import Committee, Sector, User
from members.registry import OrganPage, PageState, number_of
from members.wearing import shown


def _signed_in(request: HttpRequest) -> bool:
    return request.user.is_authenticated


def _reads_ledger(request: HttpRequest) -> bool:
    return bool(shown(request).ledger_of)


def _everybody(request: HttpRequest) -> bool:
    return True


def _administers(request: HttpRequest) -> bool:
    return bool(shown(request).admin_of)


NAV = (
    Entry(
        label=pgettext_lazy("the organ administrator's desk", "Our organ"),
        url_name="members:organ",
        icon="landmark",
        seen_by=_administers,
        order=75,
        bar=True,
    ),
    Entry(
        label=_("Help"),
        url_name="members:help",
        icon="life-buoy",
        seen_by=_everybody,
        order=70,
        foot=True,
    ),
    Entry(
        label=_("Privacy notice"),
        url_name="members:privacy",
        icon="shield",
        seen_by=_everybody,
        order=86,
        foot=True,
    ),
    Entry(
        label=_("Terms of use"),
        url_name="members:terms",
        icon="scroll",
        seen_by=_everybody,
        order=87,
        foot=True,
    ),
    Entry(
        label=_("Ledger"),
        url_name="members:ledger",
        icon="scroll-text",
        seen_by=_reads_ledger,
        order=80,
    ),
    Entry(
        label=_("My account"),
        url_name="members:profile",
        icon="circle-user-round",
        seen_by=_signed_in,
        order=90,
    ),
)


def count_committees(user: User, organ: str) -> dict[str, Any]:
    """How many committees are at work."""
    return {"at_work": number_of(Committee.objects.filter(organ=organ, is_active=True))}


def committees_state(user: User, organ: Any) -> PageState:
    """How many committees are at work."""
    words = ngettext("%(count)s committee", "%(count)s committees", organ.at_work)
    return PageState(words % {"count": organ.at_work})


def count_sectors(user: User, organ: str) -> dict[str, Any]:
    """How many sectors the organ offers."""
    return {"sectors_offered": number_of(Sector.objects.offered_by(organ))}


def sectors_state(user: User, organ: Any) -> PageState:
    """How many sectors the organ offers."""
    words = ngettext("%(count)s sector", "%(count)s sectors", organ.sectors_offered)
    return PageState(words % {"count": organ.sectors_offered})


ORGAN_PAGES = (
    OrganPage(
        label=_("The organ’s contact"),
        sentence=_("Whom people call: it stands on the page of help."),
        url_name="members:contact",
        icon="phone",
        order=68,
    ),
    OrganPage(
        label=_("Committees"),
        sentence=_("The special committees and who sits in them."),
        url_name="members:committees",
        icon="users",
        order=64,
        asks=count_committees,
        state=committees_state,
    ),
    OrganPage(
        label=_("Sectors"),
        sentence=_("Which sectors your organ offers to choose from."),
        url_name="members:sectors",
        icon="shapes",
        order=66,
        asks=count_sectors,
        state=sectors_state,
    ),
)
