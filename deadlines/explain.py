"""The sum behind a due date: kept as codes and dates when it is done, put into words when asked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any, Protocol

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from deadlines.models import DeadlinePolicy
from deadlines.phases import URGENCIES, word
from design import dates
from workdays.arithmetic import SHANGHAI, Count, DayKind, local_date
from workdays.festivals import FESTIVALS

SATURDAY = 5
# What leaves the date as it is.
SAME_DATE = ("carried", "reopened")


class Explainable(Protocol):
    """A DueDate, or a preview of one."""

    @property
    def basis(self) -> Mapping[str, Any]: ...
    @property
    def due_at(self) -> datetime: ...
    @property
    def provisional(self) -> bool: ...
    @property
    def original_due_at(self) -> datetime | None: ...
    @property
    def changes(self) -> Sequence[Mapping[str, Any]]: ...
    @property
    def paused_at(self) -> datetime | None: ...


@dataclass(frozen=True, slots=True)
class Skipped:
    """Days off in a row that were left out for one reason."""

    first: date
    last: date
    reason: str

    @property
    def days(self) -> int:
        """How many days in a row."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to a due date: `what` is extended, set, held, moved or carried.

    `at`: when it was decided; held ones say `since` when and for how many working `days`.
    """

    what: str
    before: datetime
    after: datetime
    at: datetime
    since: datetime | None
    days: int

    @property
    def title(self) -> str:
        """What it is called."""
        return str(CHANGES[self.what][0])

    @property
    def words(self) -> str:
        """When, and from which date to which: both stay to be read."""
        moved = local_date(self.before) != local_date(self.after)
        said = CHANGES[self.what][1] if moved else STAYED[self.what]
        return str(said) % {
            "at": dates.day(self.since or self.at),
            "until": dates.day(self.at),
            "before": dates.day(self.before),
            "after": dates.day(self.after),
        }


MOVED = gettext_lazy("on %(at)s, from %(before)s to %(after)s")
CHANGES = {
    "extended": (gettext_lazy("Extended"), MOVED),
    "set": (gettext_lazy("Set anew"), MOVED),
    "held": (
        gettext_lazy("Held"),
        gettext_lazy("from %(at)s to %(until)s; due %(after)s instead of %(before)s"),
    ),
    "moved": (gettext_lazy("Moved by the yearly notice"), MOVED),
}
STAYED = {
    "extended": MOVED,
    "set": gettext_lazy("on %(at)s, to another hour of %(after)s"),
    "held": gettext_lazy("from %(at)s to %(until)s; the date stays"),
    "moved": MOVED,
}


@dataclass(frozen=True, slots=True)
class Explanation:
    """The sum in words, ready for a page or a mail, in the language active when it was made."""

    start: date
    days: int
    rule: str
    skipped: tuple[Skipped, ...]
    worked_weekends: tuple[date, ...]
    due_at: datetime
    provisional: bool
    moved_from: datetime | None
    changes: tuple[Change, ...] = ()
    held_since: datetime | None = None
    is_given: bool = False


def basis(policy: DeadlinePolicy, count: Count) -> dict[str, Any]:
    """Return what is kept of a sum: codes, numbers and dates only."""
    return {
        "from": count.start.isoformat(),
        "days": count.days,
        "due": count.due.isoformat(),
        "policy": {
            "phase": policy.phase,
            "instrument": policy.instrument,
            "urgency": policy.urgency,
            "organ": policy.organ_id or "",
            "version": policy.version,
        },
        "skipped": [
            {"date": day.date.isoformat(), "kind": day.kind.value, "festival": day.festival}
            for day in count.skipped
        ],
    }


def basis_of_given(start: date, due: date, days: int, asked: Mapping[str, str]) -> dict[str, Any]:
    """Return what is kept of a date that was given: no sum, no rule, nothing left out."""
    return {
        "from": start.isoformat(),
        "days": days,
        "due": due.isoformat(),
        "given": True,
        "policy": {**asked, "organ": "", "version": 0},
        "skipped": [],
    }


def change(
    what: str,
    before: datetime,
    after: datetime,
    *,
    by: str,
    at: datetime,
    since: datetime | None = None,
    **more: str | int,
) -> dict[str, Any]:
    """Return one line of a due date's `changes`: codes, numbers and dates only."""
    moments = {"from": before, "to": after, "at": at} | ({"since": since} if since else {})
    kept = {name: moment.astimezone(SHANGHAI).isoformat() for name, moment in moments.items()}
    return {"what": what, **kept, "by": by, **more}


def explain(due: Explainable) -> Explanation:
    """Return how the date was computed, from what was kept then and not from today's rules."""
    kept = due.basis
    start, last = date.fromisoformat(kept["from"]), date.fromisoformat(kept["due"])
    skipped = [(date.fromisoformat(day["date"]), _reason(day)) for day in kept["skipped"]]
    off = {day for day, _reason_of_it in skipped}
    span = 0 if kept.get("given") else (last - start).days
    after = (start + timedelta(days=n) for n in range(1, span + 1))
    return Explanation(
        start=start,
        days=kept["days"],
        rule=_given() if kept.get("given") else _rule(due, kept["policy"], kept["days"]),
        skipped=tuple(_runs(skipped)),
        worked_weekends=tuple(d for d in after if d.weekday() >= SATURDAY and d not in off),
        due_at=due.due_at,
        provisional=due.provisional,
        moved_from=due.original_due_at if _was_moved(due) else None,
        changes=tuple(_change(line) for line in due.changes if line["what"] in CHANGES),
        held_since=due.paused_at,
        is_given=bool(kept.get("given")),
    )


def _change(line: Mapping[str, Any]) -> Change:
    return Change(
        what=line["what"],
        before=datetime.fromisoformat(line["from"]),
        after=datetime.fromisoformat(line["to"]),
        at=datetime.fromisoformat(line["at"]),
        since=datetime.fromisoformat(line["since"]) if "since" in line else None,
        days=line.get("days", 0),
    )


def _given() -> str:
    return _("a date that was given, not counted")


def _was_moved(due: Explainable) -> bool:
    first = due.original_due_at
    return first is not None and local_date(first) != local_date(due.due_at)


def _rule(due: Explainable, policy: Mapping[str, Any], days: int) -> str:
    phase = word(getattr(due, "kind", ""), policy["phase"])
    matters = URGENCIES.get(policy["urgency"])
    length = ngettext("%(days)d working day", "%(days)d working days", days) % {"days": days}
    what = _("%(phase)s, %(matters)s") % {"phase": phase, "matters": matters} if matters else phase
    words = {"length": length, "what": what, "version": policy["version"]}
    if policy["organ"]:
        return _("%(length)s for %(what)s (the organ’s own rule, version %(version)d)") % words
    return _("%(length)s for %(what)s (general rule, version %(version)d)") % words


def _reason(day: Mapping[str, str]) -> str:
    if festival := FESTIVALS.get(day["festival"]):
        return str(festival)
    if day["kind"] == DayKind.STATUTORY:
        return _("public holiday")
    return _("weekend")


def _runs(days: Iterable[tuple[date, str]]) -> Iterable[Skipped]:
    """Join days that follow each other and have one reason."""
    numbered = enumerate(days)
    for _key, group in groupby(numbered, lambda row: (row[1][0].toordinal() - row[0], row[1][1])):
        run = [day for _number, day in group]
        yield Skipped(run[0][0], run[-1][0], run[0][1])
