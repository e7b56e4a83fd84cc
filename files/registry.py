"""What the apps above tell this one: of each kind of thing, who sees it and so its files.

An app says `attachments = "suggestions.attachments.KINDS"` in its AppConfig: a dict from a kind to
a `Kind`. A kind that no app names is seen by nobody.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string

from members.models import User

type Keys = Iterable[tuple[int, uuid.UUID]]
"""(uploader's pk, form key) pairs."""


def _none(keys: Keys) -> Keys:
    return ()


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of thing that files belong to.

    `sees(user, code)`: whether this person may open the files of that thing.
    `drafts(keys)`: which of these form keys still hold an unsent draft; its files are kept as long
    as the draft is. A form without drafts leaves it out: its files wait for a day.
    """

    sees: Callable[[User, str], bool]
    drafts: Callable[[Keys], Keys] = _none


@cache
def kinds() -> Mapping[str, Kind]:
    """Return all kinds by name. Raises `ImproperlyConfigured` if a name is taken twice."""
    found: dict[str, Kind] = {}
    for config in apps.get_app_configs():
        path = getattr(config, "attachments", None)
        table = import_string(path) if path else {}
        if twice := found.keys() & table.keys():
            raise ImproperlyConfigured(f"{path}: kinds registered twice: {sorted(twice)}")
        found |= table
    return found
