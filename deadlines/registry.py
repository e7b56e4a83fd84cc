"""What the apps above tell this one: when to remind, and who follows when a due date moves."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.apps import apps
from django.utils.module_loading import import_string

from deadlines.phases import amber_left
from workdays.arithmetic import Calendar, workdays_left


@dataclass(frozen=True, slots=True)
class Rule:
    """Remind of one phase of one kind of thing, some working days before or after it is due.

    `offset`: −2 is two working days before, 0 the due day, 1 the first working day after.
    `amber`: instead, on the day its light turns amber, which hangs on the term's length.
    `every`: and again each time so many working days have passed since, each once.
    `latest`: if its day was missed, it is still sent while no later rule applies; False for words
    that are true on that day only.
    The event it writes is the step `remind_<name>`.
    """

    name: str
    kind: str
    phase: str
    offset: int = 0
    latest: bool = True
    every: int = 0
    amber: bool = False

    @property
    def step(self) -> str:
        """The ledger's name of the reminder."""
        return f"remind_{self.name}"

    def day(self, days: int) -> int:
        """Return its day for a term of so many working days, counted from the due day."""
        return -amber_left(days) if self.amber else self.offset

    def turn(self, position: int, days: int) -> int:
        """Return which of its times has come last (0: the first) that far from the due day."""
        return (position - self.day(days)) // self.every if self.every else 0


@dataclass(frozen=True, slots=True)
class Occasion:
    """A rule that speaks, and for which time."""

    rule: Rule
    turn: int = 0

    @property
    def name(self) -> str:
        """The key under which it is kept that this was said."""
        return f"{self.rule.name} {self.turn}" if self.turn else self.rule.name


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


def due_today(
    rules: Iterable[Rule], due_on: date, today: date, calendar: Calendar, days: int = 0
) -> Rule | None:
    """Return the one rule to keep today for something due on that day, if any. Pure.

    Of all rules whose day has come only the latest speaks, so that after an outage one reminder
    comes and not five. Nobody is reminded on a day off: it waits for the next working day.
    `days`: the term's length in working days, which moves the rules that speak at amber.
    """
    if not calendar.day(today).counts:
        return None
    occasion = spoken(rules, -workdays_left(today, due_on, calendar), days)
    return occasion.rule if occasion else None


def spoken(rules: Iterable[Rule], position: int, days: int) -> Occasion | None:
    """Return who speaks that many working days after the due day (negative: before). Pure."""

    def its_day(rule: Rule) -> tuple[int, int]:
        first = rule.day(days)
        return first + rule.every * rule.turn(position, days), first

    come = [rule for rule in rules if rule.day(days) <= position]
    still = [rule for rule in come if rule.latest or its_day(rule)[0] == position]
    rule = max(still, key=its_day, default=None)
    return Occasion(rule, rule.turn(position, days)) if rule else None
