"""The navigation: entries that the apps bring along, for whoever may see them.

An app names its table in `apps.py` by dotted path (`navigation = "app.navigation.NAV"`). It is
read once all apps are loaded.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from django.apps import apps
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.module_loading import import_string

ACCOUNT = 90
"""Entries from this order on stand in the account menu instead of the header's line."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One way from everywhere. `bar`: also in the bar at the bottom of a phone. `foot`: a page
    of help, which stands in the footer instead of the header. `also`: the name of an address below
    which pages belong to it too, before the entry whose own address that is."""

    label: str | Promise
    url_name: str
    icon: str
    seen_by: Callable[[HttpRequest], bool]
    order: int = 50
    bar: bool = False
    badge: Callable[[HttpRequest], int | None] | None = None
    foot: bool = False
    also: str = ""


@dataclass(frozen=True)
class Link:
    """An entry as one reader sees it. `badge`: how many things wait there, None for nothing."""

    label: str | Promise
    url: str
    icon: str
    is_here: bool
    badge: int | None
    order: int
    bar: bool
    foot: bool

    @property
    def in_menu(self) -> bool:
        return self.order >= ACCOUNT


@cache
def registered() -> tuple[Entry, ...]:
    """All entries of all apps in their order. Raises ImportError where a table is not there."""
    tables: list[Iterable[Entry]] = [
        import_string(config.navigation)
        for config in apps.get_app_configs()
        if hasattr(config, "navigation")
    ]
    return tuple(sorted((entry for table in tables for entry in table), key=lambda e: e.order))


def entries_for(request: HttpRequest) -> tuple[Link, ...]:
    """The entries that this reader sees, in their order; the one they are at is marked."""
    seen = [(entry, reverse(entry.url_name)) for entry in registered() if entry.seen_by(request)]
    here = _here(request.path, seen)
    return tuple(
        Link(
            label=entry.label,
            url=url,
            icon=entry.icon,
            is_here=url == here,
            badge=entry.badge(request) if entry.badge else None,
            order=entry.order,
            bar=entry.bar,
            foot=entry.foot,
        )
        for entry, url in seen
    )


def _here(path: str, seen: list[tuple[Entry, str]]) -> str:
    """The address of the entry that the page belongs to: the longest below which it stands. Where
    two are as long, the entry whose own page it is comes first, then those that have it `also`."""
    own = [(url, 2 if path == url else 0, url) for _entry, url in seen]
    also = [(reverse(entry.also), 1, url) for entry, url in seen if entry.also]
    fits = [one for one in (*own, *also) if _is_at(path, one[0])]
    return max(fits, key=lambda one: (len(one[0]), one[1]), default=("", 0, ""))[2]


def _is_at(path: str, url: str) -> bool:
    return path == url or (url != "/" and path.startswith(url))
