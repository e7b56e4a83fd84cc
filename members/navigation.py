from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from design.navigation import Entry
from members.policies import hats


def _signed_in(request: HttpRequest) -> bool:
    return request.user.is_authenticated


def _reads_ledger(request: HttpRequest) -> bool:
    return bool(hats(request.user).ledger_of)


NAV = (
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
