"""What a token may be for: a part of what its owner may do, never more."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

READ, SUBMIT, HANDLE, DECIDE, RATE = "read", "submit", "handle", "decide", "rate"

SCOPES: Mapping[str, Promise] = {
    READ: _("Read what I may read"),
    SUBMIT: _("Write, submit and withdraw suggestions in my name"),
    HANDLE: _("Act for my unit: sign for, record contacts, answer"),
    DECIDE: _("Act for my office: accept, assign, decide"),
    RATE: _("Rate answers in my name"),
}
LONGEST_DAYS = 365
LIFETIMES: Mapping[int, Promise] = {
    30: _("30 days"),
    90: _("90 days"),
    LONGEST_DAYS: _("One year"),
}
LEDGER_WORDS = {
    ("account", "token_made"): _("access token made"),
    ("account", "token_revoked"): _("access token revoked"),
}


def scope_choices() -> list[tuple[str, Promise]]:
    return list(SCOPES.items())


def lifetime_choices() -> list[tuple[int, Promise]]:
    return list(LIFETIMES.items())
