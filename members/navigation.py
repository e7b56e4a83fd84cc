from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from design.navigation import Entry
from members.wearing import shown


def _signed_in(request: HttpRequest) -> bool:
    return request.user.is_authenticated


def _reads_ledger(request: HttpRequest) -> bool:
    return bool(shown(request).ledger_of)


def _looks_after_organ(request: HttpRequest) -> bool:
    return bool(shown(request).admin_of)


def _everybody(request: HttpRequest) -> bool:
    return True


NAV = (
    Entry(
        label=_("The organ’s contact"),
        url_name="members:contact",
        icon="phone",
        seen_by=_looks_after_organ,
        order=83,
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
