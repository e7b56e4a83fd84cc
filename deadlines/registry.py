"""What the apps above tell this one: when to remind, and who follows when a due date moves."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.apps import apps
from django.utils.module_loading import import_string

from workdays.arithmetic import Calendar, workdays_left


@dataclass(frozen=True, slots=True)
class Rule:
    """Remind of one phase of one kind of thing, some working days before or after it is due.

    `offset`: −2 is two working days before, 0 the due day, 1 the first working day after.
    `latest`: if its day was missed, it is still sent while no later rule applies; False for words
    that are true on that day only.
    The event it writes is the step `remind_<name>`.
    """

    name: str
    kind: str
    phase: str
    offset: int
    latest: bool = True

    @property
    def step(self) -> str:
        """The ledger's name of the reminder."""
        return f"remind_{self.name}"


def rules() -> tuple[Rule, ...]:
    """Return the rules of all apps, which name them in `reminder_rules` by dotted path."""
    found: list[Rule] = []
    for app in apps.get_app_configs():
        if path := getattr(app, "reminder_rules", None):
            found.extend(import_string(path))
    return tuple(found)


def moved_handlers() -> tuple[str, ...]:
    """Return who handles the event `due_moved`: "announce", and what apps name in `due_moved`."""
    named = (getattr(app, "due_moved", ()) for app in apps.get_app_configs())
    return ("announce", *(name for names in named for name in names))


def due_today(rules: Iterable[Rule], due_on: date, today: date, calendar: Calendar) -> Rule | None:
    """Return the one rule to keep today for something due on that day, if any. Pure.

    Of all rules whose day has come only the latest speaks, so that after an outage one reminder
    comes and not five. Nobody is reminded on a day off: it waits for the next working day.
    """
    if not calendar.day(today).counts:
        return None
    position = -workdays_left(today, due_on, calendar)
    come: Sequence[Rule] = [
        rule
        for rule in rules
        if rule.offset == position or (rule.latest and rule.offset < position)
    ]
    return max(come, key=lambda rule: rule.offset, default=None)
