"""What every page needs besides its own matter."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from design.navigation import Link, entries_for

BAR_LENGTH = 5
"""More thumbs' targets than these do not fit at 320 px."""


@dataclass(frozen=True)
class Shell:
    """What stands around a page: ways, account menu, phone bar, idle time in seconds."""

    links: tuple[Link, ...]
    idle_seconds: int

    @property
    def nav(self) -> list[Link]:
        return [link for link in self.links if not link.in_menu and not link.foot]

    @property
    def menu(self) -> list[Link]:
        return [link for link in self.links if link.in_menu and not link.foot]

    @property
    def foot(self) -> list[Link]:
        return [link for link in self.links if link.foot]

    @property
    def bar(self) -> list[Link]:
        return [link for link in self.links if link.bar][:BAR_LENGTH]


def page(request: HttpRequest) -> dict[str, Any]:
    """`shell` for the templates; nothing is asked of the database until a page draws it."""
    idle = settings.SESSION_IDLE_SECONDS
    return {"shell": SimpleLazyObject(lambda: Shell(entries_for(request), idle))}
