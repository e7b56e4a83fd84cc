"""What the apps above tell this one: who witnesses a promise, and what follows when it moves.

An app says `commitment_subjects = "suggestions.subjects.SUBJECTS"` in its AppConfig: a dict from a
kind of thing to a `Subject`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

from django.apps import apps
from django.utils.module_loading import import_string

if TYPE_CHECKING:
    from commitments.models import Commitment
    from members.models import User


@dataclass(frozen=True, kw_only=True)
class Subject:
    """A kind of thing about which something can be promised.

    ``title``: its line for people. ``sees``: who may read of it. ``witnesses``: who says whether
    the promise was kept. ``lock``: hold the thing itself before its promises, so that two acts
    never wait for each other; False where nobody may act on it now. ``moved``: after each step, in
    its transaction.
    """

    title: Callable[[str], str]
    sees: Callable[[User, str], bool]
    witnesses: Callable[[User, str], bool]
    lock: Callable[[str], bool]
    moved: Callable[[Commitment, User | None, datetime], None]


@cache
def subjects() -> Mapping[str, Subject]:
    """Return the kinds of all apps."""
    found: dict[str, Subject] = {}
    for config in apps.get_app_configs():
        if path := getattr(config, "commitment_subjects", None):
            found |= import_string(path)
    return found


def subject(kind: str) -> Subject:
    """Return what is known of a kind.

    Raises:
        KeyError: no app has registered it.
    """
    return subjects()[kind]
