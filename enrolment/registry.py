"""What somebody still has in hand, as the apps above tell it when a place of theirs is to end.

An app names its table in its AppConfig: `open_work = "suggestions.leaving.OPEN_WORK"`, a tuple of
`Finder`: a callable (user, organ) that returns the matters of that person in that organ only.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from django.apps import apps
from django.utils.module_loading import import_string

from members.models import User
from members.roles import Words

type HandOver = Callable[[User, str, User, datetime], int]
"""Called with (who leaves, the organ, who acts, when): gives the work to those who remain and
returns how much it was."""


@dataclass(frozen=True, kw_only=True)
class Matter:
    """Something that is open: how much, what becomes of it, where to look."""

    label: Words
    count: int
    sentence: Words = ""
    url: str = ""
    hand_over: HandOver | None = None


type Finder = Callable[[User, str], Iterable[Matter]]


@cache
def _finders() -> tuple[Finder, ...]:
    tables = (getattr(config, "open_work", "") for config in apps.get_app_configs())
    return tuple(finder for path in tables if path for finder in import_string(path))


def open_work(user: User, organ: str) -> list[Matter]:
    """Return what of the organ's work lies with the person, without what counts nothing."""
    found = (matter for finder in _finders() for matter in finder(user, organ))
    return [matter for matter in found if matter.count]
