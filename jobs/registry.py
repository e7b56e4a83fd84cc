"""Which kinds of long work there are.

An app says `jobs = "suggestions.tasks.JOBS"` in its AppConfig: a dict from a kind's name to a
`Kind`. It is read once all apps are loaded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import BinaryIO

from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.utils.functional import Promise
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from jobs.lifecycle import ENDED_EARLY
from jobs.models import Job
from members.models import User
from members.roles import Words


def _nothing_more(_job: Job) -> str:
    return ""


def _rows(count: int) -> str:
    return ngettext("%s row", "%s rows", count) % f"{count:,}"


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One kind of long work.

    `label` names it to its starter. `step(job)` does one batch, within a transaction that holds
    the job's row, and moves `job.cursor` and `job.done`; the work has ended once it calls
    `job.end()`, or once `done` reaches a `total` that is `counted`. `may_see(user, job)` is asked
    before each batch and before each download: whoever may no longer see what it is about gets
    nothing more. `finish(job, file)` writes the result, outside of any transaction; it says
    `job.keep_result(name, content_type)`. `reasons` are the words for a `Stop`. `about(job)` says
    what the work is about in a few words, `unit(count)` what is counted ("1,200 rows"). `long`:
    a single step may go on for many minutes, since it is one transaction; a task of its own that
    may live so long does it.
    """

    label: str | Promise
    step: Callable[[Job], None]
    may_see: Callable[[User, Job], bool]
    finish: Callable[[Job, BinaryIO], None] | None = None
    counted: bool = True
    reasons: Mapping[str, str | Promise] = field(default_factory=dict)
    about: Callable[[Job], str] = _nothing_more
    back: Callable[[Job], str] = _nothing_more
    unit: Callable[[int], str] = _rows
    long: bool = False


class UnknownKind(LookupError):
    """A job is of a kind that no app registers."""


@cache
def kinds() -> Mapping[str, Kind]:
    """All kinds by name. Raises `ImproperlyConfigured` if a name is taken twice."""
    found: dict[str, Kind] = {}
    for config in apps.get_app_configs():
        path = getattr(config, "jobs", None)
        table = import_string(path) if path else {}
        if twice := found.keys() & table.keys():
            raise ImproperlyConfigured(f"{path}: kinds of work registered twice: {sorted(twice)}")
        found |= table
    return found


def kind(name: str) -> Kind:
    """The kind of that name. Raises `UnknownKind`."""
    try:
        return kinds()[name]
    except KeyError:
        raise UnknownKind(name) from None


def long_kinds() -> list[str]:
    """The names of those whose single step may go on for many minutes."""
    return [name for name, one in kinds().items() if one.long]


def label(name: str) -> str | Promise:
    """What a kind is called; general words for one that nobody registers any more."""
    found = kinds().get(name)
    return found.label if found else _("Long work")


def reason_words(job: Job) -> str | Promise:
    """Why work ended early, in words; "" where nothing more is known than that it failed."""
    found = kinds().get(job.kind)
    return {**ENDED_EARLY, **(found.reasons if found else {})}.get(job.reason, "")


class _LedgerWords(Mapping[str | tuple[str, str], Words]):
    """The steps of long work; and each kind as a step of its own, for its name in a notice."""

    _STEPS: Mapping[str | tuple[str, str], Words] = {
        "job": _("Long work"),
        ("job", "started"): _("started"),
        ("job", "done"): _("done"),
        ("job", "failed"): _("could not be done"),
        ("job", "cancelled"): _("stopped"),
        ("job", "fetched"): _("result taken away"),
        ("job", "swept"): _("result deleted"),
    }

    def _all(self) -> dict[str | tuple[str, str], Words]:
        return {**self._STEPS, **{("job", name): one.label for name, one in kinds().items()}}

    def __getitem__(self, key: str | tuple[str, str]) -> Words:
        return self._all()[key]

    def __iter__(self) -> Iterator[str | tuple[str, str]]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())


LEDGER_WORDS = _LedgerWords()
