"""What can be found: each app names its texts in `apps.py` by dotted path."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string


@dataclass(frozen=True)
class Source:
    """One kind of thing whose texts are found.

    `rows()` are those that may be found at all, each with what `said(row)` reads of it; `code` is
    the way from a row to the code of its thing. `locked` names what is held while a row is read to
    be indexed, so that nobody rewrites it meanwhile. What `is_public` is indexed apart: how long
    a stranger's search takes tells nothing of what is not public.
    """

    rows: Callable[[], Any]
    said: Callable[[Any], Iterable[str]]
    code: str = "code"
    is_public: bool = False
    locked: tuple[str, ...] = ("self",)


@cache
def sources() -> Mapping[str, Source]:
    """All kinds by name. Raises `ImproperlyConfigured` if a name is taken twice."""
    found: dict[str, Source] = {}
    for config in apps.get_app_configs():
        path = getattr(config, "texts", None)
        table = import_string(path) if path else {}
        if twice := found.keys() & table.keys():
            raise ImproperlyConfigured(f"{path}: texts registered twice: {sorted(twice)}")
        found |= table
    return found
