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
    which pages belong to it too, where no entry's own address fits."""

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
    also = [(reverse(entry.also), url) for entry, url in seen if entry.also]
    here = _here(request.path, [url for _entry, url in seen]) or next(
        (url for above, url in also if request.path.startswith(above)), ""
    )
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


def _here(path: str, urls: list[str]) -> str:
    """The longest address that the page's own address begins with."""
    above = [url for url in urls if path == url or (url != "/" and path.startswith(url))]
    return max(above, key=len, default="")
