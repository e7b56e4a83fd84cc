"""The ways to a reader, and what they answer."""

import pkgutil
from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import import_module
from typing import Protocol

from django.utils.functional import Promise

from notifications.models import Notification
from notifications.registry.notices import Reader

FOLDER = "notifications.channels"


class Verdict(StrEnum):
    """What became of one try to send."""

    SENT = "sent"
    REFUSED = "refused"
    """For good: this one will never be taken."""
    LATER = "later"
    """Not now: this one again later, the others meanwhile."""
    UNREACHABLE = "unreachable"
    """The way itself is closed: this one and all others again later."""


@dataclass(frozen=True)
class Outcome:
    """The verdict on one notification; `error` says why without personal data."""

    notification: Notification
    verdict: Verdict
    error: str = ""


class Send(Protocol):
    """Sends a batch one by one, and tells of each before going on to the next."""

    def __call__(self, batch: Sequence[Notification]) -> Generator[Outcome]: ...


@dataclass(frozen=True, kw_only=True)
class Channel:
    """A way to a reader, as people call it. `send` is None where nothing leaves the house.

    `takes(mail, reader)` says whether this channel writes to this reader, `mail` being the
    notice's own word on whether it should reach people who are not on the site. `asked_for`: only
    what a person chose to have this way, of the groups that offer it. Those of a smaller `order`
    are sent first. `address_url` names the page where a reader gives the address that it needs.
    """

    name: str
    label: str | Promise
    takes: Callable[[bool, Reader], bool]
    send: Send | None = None
    asked_for: bool = False
    order: int = 50
    address_url: str = ""

    @property
    def stays_inside(self) -> bool:
        """Whether nothing leaves the house: being written is being delivered."""
        return self.send is None


@cache
def channels() -> Mapping[str, Channel]:
    """Return the channels by name, one from each folder."""
    folder = import_module(FOLDER)
    names = sorted(module.name for module in pkgutil.iter_modules(folder.__path__) if module.ispkg)
    found = [import_module(f"{FOLDER}.{name}").CHANNEL for name in names]
    return {channel.name: channel for channel in found}
