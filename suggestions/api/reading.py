"""A case as values: what the pages say of it, for a program."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.html import strip_tags

from deadlines.explain import explain
from deadlines.lights import light
from events.models import Event
from suggestions import clocks, policies, story
from suggestions.api.doors import door_of
from suggestions.lifecycle import OUTCOME_CLASSES, STATE_LABELS, TURN, Desk, State
from suggestions.models import Assignment
from suggestions.models.suggestion import answering
from workdays.calendar import current

if TYPE_CHECKING:
    from deadlines.models import DueDate
    from design.pieces import Light
    from members.models import User
    from suggestions.models import Suggestion
    from suggestions.story import Entry

HOLDERS = {Desk.OFFICE: "office", Desk.DEPARTMENT: "unit", Desk.MEMBER: "author"}


def address(name: str, code: str) -> str:
    """The path of something behind the second door."""
    return reverse(f"api:{name}", args=[code])


def row(thing: Suggestion | Assignment, *, at: datetime) -> dict[str, Any]:
    """One line of a list: of the desks of author and office a case, of the unit's its part."""
    work = thing if isinstance(thing, Assignment) else None
    case = thing.suggestion if isinstance(thing, Assignment) else thing
    unit = work.department if work else case.unit
    stopped = work.delivered_at if work else None
    calendar = current()
    lit = light(thing.due_at, at, calendar, stopped_at=stopped) if thing.due_at else None
    return {
        "code": case.code,
        "title": case.title,
        "state": _labelled(case.state, STATE_LABELS[State(case.state)]),
        "place": _named(case.place),
        "organ": _named(case.organ),
        "unit": _named(unit) if unit else None,
        "due_at": thing.due_at,
        "light": _light(lit or clocks.closed_light()),
        "submitted_at": case.submitted_at,
        "closed_at": case.closed_at,
        "assignment": _work(work) if work else None,
        "url": address("suggestion", case.code),
    }


def result(code: str, state: str, works: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """What is answered to a step: where the case stands now. Codes only: it is kept for a week."""
    return {
        "code": code,
        "state": state,
        "assignments": [{"code": work, "state": where} for work, where in works],
        "url": address("suggestion", code),
    }


def case(suggestion: Suggestion, *, user: User, at: datetime) -> dict[str, Any]:
    """All that this reader may know of a case, and what they can do with it now."""
    works = suggestion.works()
    reader = policies.reader(user, suggestion, works)
    work = reader.work or answering(works)
    calendar = current()
    events = list(Event.objects.of("suggestion", suggestion.code))
    told = story.sentence(suggestion, at=at, calendar=calendar, reader=reader.desk)
    entries = story.entries(suggestion, works, events, rating_shown=reader.sees_ratings)
    lit = clocks.case_light(suggestion, work, at=at, calendar=calendar)
    return {
        "code": suggestion.code,
        "instrument": suggestion.instrument,
        "title": suggestion.title,
        "situation": suggestion.situation,
        "ask": suggestion.ask,
        "author": {"name": str(suggestion.author), "organ": _named(suggestion.author_organ)},
        "place": _named(suggestion.place),
        "organ": _named(suggestion.organ),
        "state": _labelled(suggestion.state, STATE_LABELS[State(suggestion.state)]),
        "sentence": strip_tags(told),
        "holder": _holder(suggestion),
        "due": _due(clocks.running(suggestion, work)),
        "light": _light(lit),
        "submitted_at": suggestion.submitted_at,
        "closed_at": suggestion.closed_at,
        "assignments": [_work(one) for one in works if one.is_in_force],
        "proposed": _proposed(suggestion) if reader.desk is Desk.OFFICE else [],
        "history": [_entry(entry) for entry in entries],
        "rating": _rating(suggestion) if reader.sees_ratings else None,
        "desk": reader.desk.value,
        "steps": _steps(reader, suggestion, work),
        "url": address("suggestion", suggestion.code),
    }


def _steps(
    reader: policies.Reader, suggestion: Suggestion, work: Assignment | None
) -> list[dict[str, Any]]:
    """What this reader can do now; a step without an address is taken on its page."""
    found = []
    for step in reader.steps:
        door = door_of(step)
        thing = work if door and door.of_work else suggestion
        url = address(step.name, thing.code) if door and thing else None
        found.append({"name": step.name, "label": str(step.label), "url": url})
    return found


def _holder(suggestion: Suggestion) -> dict[str, Any] | None:
    """Whose turn it is; None where the case waits for nobody."""
    desk = TURN[State(suggestion.state)]
    if desk is None:
        return None
    if desk is Desk.DEPARTMENT and suggestion.unit:
        return {"kind": "unit", **_named(suggestion.unit)}
    if desk is Desk.MEMBER:
        return {"kind": "author", "code": "", "name": str(suggestion.author)}
    office = {"code": suggestion.organ_id, "name": suggestion.organ.office_name}
    return {"kind": HOLDERS[Desk.OFFICE], **office}


def _due(due: DueDate | None) -> dict[str, Any] | None:
    """The date that is waited for, and how it was counted."""
    if due is None:
        return None
    total = explain(due)
    return {
        "at": due.due_at,
        "phase": due.phase,
        "provisional": due.provisional,
        "basis": {
            "from": total.start,
            "working_days": total.days,
            "rule": total.rule,
            "skipped": [
                {"first": run.first, "last": run.last, "reason": run.reason}
                for run in total.skipped
            ],
            "worked_weekends": list(total.worked_weekends),
            "first_due": total.moved_from,
            "held_since": total.held_since,
        },
    }


def _work(work: Assignment) -> dict[str, Any]:
    return {
        "code": work.code,
        "unit": _named(work.department),
        "part": _labelled(work.part, work.get_part_display()),
        "state": _labelled(work.state, work.get_state_display()),
        "urgency": work.urgency,
        "assigned_at": work.assigned_at,
        "signed_at": work.signed_at,
        "due_at": work.due_at,
        "delivered_at": work.delivered_at,
    }


def _proposed(suggestion: Suggestion) -> list[dict[str, Any]]:
    """The units that the platform proposes to the office, and for which words."""
    found = suggestion.recommendations.of_active_units()
    return [{**_named(one.department), "because": one.because} for one in found]


def _entry(entry: Entry) -> dict[str, Any]:
    seal = entry.seal and _labelled(entry.seal, OUTCOME_CLASSES.get(entry.seal, entry.seal))
    return {
        "at": entry.at,
        "step": entry.step,
        "who": entry.who,
        "office": str(entry.office),
        "act": entry.act,
        "words": [{"label": str(label), "text": text} for label, text in entry.words],
        "class": seal or None,
    }


def _rating(suggestion: Suggestion) -> dict[str, Any] | None:
    given = suggestion.rating()
    if given is None:
        return None
    names = ("attitude", "result", "comment", "rated_at")
    return {name: getattr(given, name) for name in names}


def _named(thing: Any) -> dict[str, str]:
    return {"code": thing.code, "name": thing.name}


def _labelled(value: str, label: object) -> dict[str, str]:
    return {"code": value, "label": str(label)}


def _light(lit: Light) -> dict[str, str]:
    return {"kind": lit.kind, "text": str(lit.text)}
