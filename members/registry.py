"""Words for what stands in the ledger as short names.

An app names its table in its AppConfig: `ledger_words = "suggestions.words.LEDGER"`, a dict from
(kind, step) or from a kind alone to a lazy string. What no table names is shown as it is stored.
"""

from collections.abc import Mapping
from functools import cache

from django.apps import apps
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from members.roles import Words

type Key = str | tuple[str, str]

ACCOUNT_WORDS: Mapping[Key, Words] = {
    "account": _("Account"),
    ("account", "enrolled"): _("account opened"),
    ("account", "appointed"): _("made a member"),
    ("account", "seated"): _("given a seat"),
    ("account", "ended"): _("last day of a seat or membership set"),
    ("account", "posted"): _("given a place in a unit"),
    ("account", "post_ended"): _("last day of a place in a unit set"),
    ("account", "address_moved"): _("address changed by the office"),
    ("account", "mobile_moved"): _("mobile number changed by the office"),
    ("account", "account_closed"): _("account closed"),
    ("account", "account_reopened"): _("account opened again"),
    ("account", "profile_changed"): _("profile changed"),
    ("account", "notices_chosen"): _("choice of notices changed"),
    ("account", "lists_arranged"): _("own lists arranged"),
    ("account", "password_changed"): _("password changed"),
    ("account", "password_reset"): _("forgotten password set anew"),
    ("account", "password_set"): _("password set"),
    ("account", "email_changed"): _("address changed"),
    ("account", "email_removed"): _("address removed"),
    ("account", "mobile_changed"): _("mobile number changed"),
    ("account", "text_step_on"): _("second step by text message turned on"),
    ("account", "text_step_off"): _("second step by text message turned off"),
    ("account", "totp_added"): _("authenticator app set up"),
    ("account", "totp_removed"): _("authenticator app removed"),
    ("account", "recovery_codes_made"): _("recovery codes made"),
    ("account", "passkey_added"): _("passkey added"),
    ("account", "passkey_removed"): _("passkey removed"),
    ("account", "sessions_ended"): _("signed out on other devices"),
    ("account", "sign_in_limited"): _("too many wrong passwords"),
}


@cache
def _tables() -> dict[Key, Words]:
    words: dict[Key, Words] = {}
    for config in apps.get_app_configs():
        path = getattr(config, "ledger_words", "")
        if path:
            words |= import_string(path)
    return words


def kind_words(kind: str) -> Words:
    """Return what a kind of thing is called in the reader's language."""
    return _tables().get(kind, kind)


def step_words(kind: str, step: str) -> Words:
    """Return what a step is called in the reader's language."""
    return _tables().get((kind, step), step.replace("_", " "))
