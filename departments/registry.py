"""What the apps above know of a unit's work: this floor does not know its name.

An app says `unit_work = "suggestions.subjects.work_of_unit"`: a function from a unit to the codes
of what is still open there.
"""

from collections.abc import Callable, Sequence
from functools import cache

from django.apps import apps
from django.utils.module_loading import import_string

from departments.models import Department


@cache
def _asked() -> tuple[Callable[[Department], Sequence[str]], ...]:
    paths = (getattr(config, "unit_work", "") for config in apps.get_app_configs())
    return tuple(import_string(path) for path in paths if path)


def open_work(unit: Department) -> list[str]:
    """Return the codes of what a unit still has to do, oldest first for each kind."""
    return [code for ask in _asked() for code in ask(unit)]
