"""What the apps above bring along: words for the ledger, pages for an organ's administrator.

The ledger's short names: an app names its table in its AppConfig,
`ledger_words = "suggestions.words.LEDGER"`, a dict from (kind, step) or from a kind
alone to a lazy string. What no table names is shown as it is stored. Things that have a name of
their own come with it: `ledger_names = "departments.reports.LEDGER_NAMES"`, a dict from a kind to a
function from codes to names; what is an organ's code needs none.

The administrator's desk: `organ_pages = "app.navigation.ORGAN_PAGES"`, a tuple of `OrganPage`.
Every such page takes the organ from its address: `?organ=430000`, else the first one.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.db.models import F, Func, IntegerField, QuerySet, Subquery
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from members.models import Committee, Organ, Sector, User
from members.roles import Words

type Key = str | tuple[str, str]
type Namer = Callable[[Collection[str]], Mapping[str, str]]

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
    ("organ", "contact_changed"): _("contact changed"),
    ("account", "agreed"): _("agreed to a document"),
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
    ("account", "sign_on_linked"): _("outside sign-on linked"),
    ("account", "sign_on_unlinked"): _("outside sign-on unlinked"),
    ("account", "totp_added"): _("authenticator app set up"),
    ("account", "totp_removed"): _("authenticator app removed"),
    ("account", "recovery_codes_made"): _("recovery codes made"),
    ("account", "passkey_added"): _("passkey added"),
    ("account", "passkey_removed"): _("passkey removed"),
    ("account", "sessions_ended"): _("signed out on other devices"),
    ("account", "sign_in_limited"): _("too many wrong passwords"),
    ("account", "committee_joined"): _("given a place in a committee"),
    ("account", "committee_left"): _("last day in a committee set"),
    "committee": _("Committee"),
    ("committee", "added"): _("committee added"),
    ("committee", "changed"): _("committee changed"),
    "sector": _("Sector"),
    ("sector", "added"): _("sector added"),
    ("sector", "used"): _("offered to choose from"),
    ("sector", "unused"): _("not offered any more"),
}


def _committees(codes: Collection[str]) -> dict[str, str]:
    return {one.pk: one.name for one in Committee.objects.filter(pk__in=codes)}


def _sectors(codes: Collection[str]) -> dict[str, str]:
    return {one.pk: one.name for one in Sector.objects.filter(pk__in=codes)}


LEDGER_NAMES: Mapping[str, Namer] = {"committee": _committees, "sector": _sectors}


@cache
def _tables() -> dict[Key, Words]:
    words: dict[Key, Words] = {}
    for config in apps.get_app_configs():
        path = getattr(config, "ledger_words", "")
        if path:
            words |= import_string(path)
    return words


@cache
def _namers() -> dict[str, Namer]:
    found: dict[str, Namer] = {}
    for config in apps.get_app_configs():
        path = getattr(config, "ledger_names", "")
        if path:
            found |= import_string(path)
    return found


def names_of(things: Collection[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """Return the names of things of the ledger, each by its kind and code, for those that have one.
    One question for all that are named alike."""
    asked: dict[Namer, set[tuple[str, str]]] = {}
    for kind, code in things:
        if namer := _namers().get(kind):
            asked.setdefault(namer, set()).add((kind, code))
    found: dict[tuple[str, str], str] = {}
    for namer, some in asked.items():
        names = namer({code for _kind, code in some})
        found |= {(kind, code): names[code] for kind, code in some if code in names}
    return found


def kind_words(kind: str) -> Words:
    """Return what a kind of thing is called in the reader's language."""
    return _tables().get(kind, kind)


def step_words(kind: str, step: str) -> Words:
    """Return what a step is called in the reader's language."""
    return _tables().get((kind, step), step.replace("_", " "))


@dataclass(frozen=True)
class Waiting:
    """One thing that is missing in an organ or waits there, in words, and where to see to it."""

    text: str
    url: str


@dataclass(frozen=True)
class PageState:
    """How things stand behind a page: the one number that matters, and what waits."""

    number: str = ""
    waits: tuple[Waiting, ...] = ()


def on_desk(user: User, organ: Organ) -> bool:
    """Whoever administers the organ."""
    return True


def nothing_to_ask(user: User, organ: str) -> dict[str, Any]:
    """A page without a number."""
    return {}


def nothing_to_say(user: User, organ: Any) -> PageState:
    """A page without a number."""
    return PageState()


def number_of(rows: QuerySet[Any], *distinct: str) -> "Subquery[Any]":
    """Return how many rows there are, or how many different values of these fields, as a part of
    another question to the database."""
    counted = Func(
        *(F(name) for name in distinct or ("pk",)),
        function="COUNT",
        template="%(function)s(DISTINCT (%(expressions)s))",
        output_field=IntegerField(),
    )
    return Subquery(rows.order_by().annotate(number_of=counted).values("number_of"))


@dataclass(frozen=True, kw_only=True)
class OrganPage:
    """One area of an organ administrator's work, as it stands on the desk.

    `seen_by` is asked with the reader and the organ. What the page wants to know of the organ
    (given by its code) `asks` names as expressions; all pages' are answered by one query, and
    `state` finds the answers on the organ under the names given.
    """

    label: Words
    sentence: Words
    url_name: str
    icon: str
    order: int = 50
    seen_by: Callable[[User, Organ], bool] = on_desk
    asks: Callable[[User, str], Mapping[str, Any]] = nothing_to_ask
    state: Callable[[User, Any], PageState] = nothing_to_say


@cache
def organ_pages() -> tuple[OrganPage, ...]:
    """Return the pages of all apps in their order."""
    found: list[OrganPage] = []
    for config in apps.get_app_configs():
        if path := getattr(config, "organ_pages", ""):
            found.extend(import_string(path))
    return tuple(sorted(found, key=lambda page: page.order))
