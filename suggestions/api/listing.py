"""A desk's list as values: the same rows as on its page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from deadlines.lights import light
from suggestions import clocks, promised
from suggestions.api.reading import address, labelled, light_of, named, work_of
from suggestions.lifecycle import STATE_LABELS, State
from suggestions.models import Assignment

if TYPE_CHECKING:
    from design.pieces import Light
    from suggestions.models import Cosigner, Suggestion
    from suggestions.rows import Row
    from workdays.arithmetic import Calendar

# What stands above a member's list, each with its name there.
ABOVE = ("to_rate", "to_confirm", "returned", "declined")


def rows(desk: Mapping[str, Any], *, at: datetime, calendar: Calendar) -> list[dict[str, Any]]:
    """The page of the list: cases, a unit's assignments, or its promises."""
    if desk.get("promises"):
        return [_of_promise(row) for row in desk["rows"]]
    things = desk["page"].rows
    if things and isinstance(things[0], Assignment):
        return [_of_promise(row) if row.promise else _of_work(row) for row in desk["rows"]]
    made = {row.thing.pk: _of_promise(row) for row in desk["rows"] if row.promise}
    return [made.get(one.pk) or _row(one, at=at, calendar=calendar) for one in things]


def waiting(desk: Mapping[str, Any]) -> dict[str, Any] | None:
    """What waits for a member's own word before all else; None at other desks."""
    if "to_rate" not in desk:
        return None
    above = {name: [_shown(row) for row in desk[name]] for name in ABOVE}
    return {**above, "to_cosign": [_asked(one) for one in desk["to_cosign"]]}


def _row(case: Suggestion, *, at: datetime, calendar: Calendar) -> dict[str, Any]:
    """Of the desks of author and office a case."""
    broken = promised.new_day_by(case)
    due_at = broken or promised.late_since(case, at) or case.due_at
    lit = light(due_at, at, calendar) if due_at else None
    lit = clocks.not_kept_light() if broken else lit
    return _values(case, lit or clocks.closed_light(case.state), due_at=due_at)


def _of_work(row: Row) -> dict[str, Any]:
    """Of the desks of unit and arbiter a part of a case."""
    return _values(row.suggestion, row.light, due_at=row.due_at, work=row.thing)


def _shown(row: Row) -> dict[str, Any]:
    return _values(row.suggestion, row.light, due_at=row.due_at)


def _of_promise(row: Row) -> dict[str, Any]:
    promise = row.promise or row.thing
    work = row.thing if isinstance(row.thing, Assignment) else None
    found = _values(row.suggestion, row.light, due_at=row.due_at, work=work)
    state = labelled(promise.state, promise.get_state_display())
    return found | {"promise": {"code": promise.code, "state": state, "due_on": promise.due_on}}


def _values(
    case: Suggestion, lit: Light, *, due_at: datetime | None, work: Assignment | None = None
) -> dict[str, Any]:
    unit = work.department if work else case.unit
    return {
        "code": case.code,
        "title": case.title,
        "state": labelled(case.state, STATE_LABELS[State(case.state)]),
        "place": named(case.place),
        "organ": named(case.organ),
        "unit": named(unit) if unit else None,
        "due_at": due_at,
        "light": light_of(lit),
        "submitted_at": case.submitted_at,
        "closed_at": case.closed_at,
        "assignment": work_of(work) if work else None,
        "promise": None,
        "url": address("suggestion", case.code),
    }


def _asked(cosigner: Cosigner) -> dict[str, Any]:
    """What somebody reads before they say whether they stand by it."""
    case = cosigner.suggestion
    return {
        "code": case.code,
        "title": case.title,
        "situation": case.situation,
        "ask": case.ask,
        "author": str(case.author),
        "place": named(case.place),
        "cosign": address("cosign", case.code),
        "decline": address("decline_cosign", case.code),
    }
