"""What the apps above know of a unit's work: this floor does not know its name.

An app says `unit_work = "suggestions.subjects.work_of_unit"`: a function from a unit to the codes
of what is still open there. And `remit_trial = "suggestions.rulebook.remits.try_remit"`: a function
from a unit that is not saved, a text and its reader to what would be proposed.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from django.apps import apps
from django.utils.module_loading import import_string

from departments.models import Department
from members.models import User


@cache
def _asked() -> tuple[Callable[[Department], Sequence[str]], ...]:
    paths = (getattr(config, "unit_work", "") for config in apps.get_app_configs())
    return tuple(import_string(path) for path in paths if path)


def open_work(unit: Department) -> list[str]:
    """Return the codes of what a unit still has to do, oldest first for each kind."""
    return [code for ask in _asked() for code in ask(unit)]


@dataclass(frozen=True)
class RemitTried:
    """What is proposed for a text, before and with the words that are tried; `title`: of a case."""

    title: str
    before: str
    now: str
    verdict: str


@cache
def _trials() -> tuple[Callable[[Department, str, User], RemitTried], ...]:
    paths = (getattr(config, "remit_trial", "") for config in apps.get_app_configs())
    return tuple(import_string(path) for path in paths if path)


def try_remit(unit: Department, sample: str, user: User) -> RemitTried | None:
    """Return what the words of a unit that is not saved would change for a text."""
    return next((ask(unit, sample, user) for ask in _trials()), None)
