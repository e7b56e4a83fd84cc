"""A case as values: what the pages say of it, for a program."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.html import strip_tags

from deadlines.explain import explain
from suggestions import clocks, policies, rulings, story
from suggestions.api.ways import open_steps
from suggestions.lifecycle import OUTCOME_CLASSES, STATE_LABELS, TURN, Desk, State
from suggestions.models import Assignment, Suggestion, enclosed
from suggestions.models.suggestion import answering
from workdays.calendar import current

if TYPE_CHECKING:
    from deadlines.models import DueDate
    from design.pieces import Light
    from members.models import User
    from suggestions.models.aside import Promised, Word
    from suggestions.story import Entry

# The office and those above it see that a case is supervised.
OVERSEERS = (Desk.OFFICE, Desk.SYSTEM)


def address(name: str, code: str) -> str:
    """The path of something behind the second door."""
    return reverse(f"api:{name}", args=[code])


def result(pk: int) -> dict[str, Any]:
    """What is answered to a step: where the case stands now. Codes only: it is kept for a week."""
    code, state = Suggestion.sealed_too.values_list("code", "state").get(pk=pk)
    works = Assignment.objects.in_force().filter(suggestion=pk).order_by("code")
    return {
        "code": code,
        "state": state,
        "assignments": list(works.values("code", "state")),
        "url": address("suggestion", code),
    }


def case(suggestion: Suggestion, *, user: User, at: datetime) -> dict[str, Any]:
    """All that this reader may know of a case, and what they can do with it now."""
    works = suggestion.works()
    reader = policies.reader(user, suggestion, works)
    work = reader.work or answering(works)
    return {
        **_about(suggestion),
        **_stand(suggestion, work, reader, works, at=at),
        "cosigners": getattr(suggestion, "cosigner_names", None) or [],
        "assignments": [work_of(one) for one in works if one.is_in_force],
        "promises": [_promise(one, at=at) for one in suggestion.promises()],
        "proposed": _proposed(suggestion) if reader.desk is Desk.OFFICE else [],
        "history": _file(suggestion, works, reader, user),
        "ratings": [_word(one, works) for one in reader.words],
        "desk": reader.desk.value,
        "steps": [
            {"name": one.name, "label": str(one.label), "url": address(one.name, one.code)}
            for one in open_steps(user, suggestion, reader, work, at=at)
        ],
    }


def _about(suggestion: Suggestion) -> dict[str, Any]:
    subject = suggestion.category
    return {
        "code": suggestion.code,
        "url": address("suggestion", suggestion.code),
        "instrument": suggestion.instrument,
        "title": suggestion.title,
        "situation": suggestion.situation,
        "ask": suggestion.ask,
        "author": {"name": str(suggestion.author), "organ": named(suggestion.author_organ)},
        "place": named(suggestion.place),
        "organ": named(suggestion.organ),
        "category": named(subject) if subject else None,
        "wish": suggestion.wish,
        "submitted_at": suggestion.submitted_at,
        "closed_at": suggestion.closed_at,
    }


def _stand(
    suggestion: Suggestion,
    work: Assignment | None,
    reader: policies.Reader,
    works: list[Assignment],
    *,
    at: datetime,
) -> dict[str, Any]:
    """Where it stands: who has it, until when and why, in one sentence and in values."""
    calendar, promise = current(), clocks.waiting_promise(suggestion)
    decision = rulings.awaited(works)
    told = story.sentence(
        suggestion,
        at=at,
        calendar=calendar,
        reader=reader.voice,
        promise=promise,
        decision=decision,
    )
    lit = clocks.case_light(suggestion, work, at=at, calendar=calendar, decision=decision)
    ruling = decision.clock if decision and decision.is_ruling else None
    return {
        "state": labelled(suggestion.state, STATE_LABELS[State(suggestion.state)]),
        "sentence": strip_tags(told),
        "holder": _holder(suggestion),
        "due": _due(ruling or clocks.running(suggestion, work)),
        "light": light_of(lit),
        "supervised": bool(suggestion.supervised_at) and reader.desk in OVERSEERS,
    }


def _file(
    suggestion: Suggestion, works: list[Assignment], reader: policies.Reader, user: User
) -> list[dict[str, Any]]:
    found = story.entries(
        suggestion,
        works,
        story.standing(list(enclosed.lines(suggestion.code))),
        rating_shown=reader.follows_ratings,
        reasons_shown=policies.reads_reasons(user, suggestion),
        inside_shown=reader.sees_inside(user, suggestion),
    )
    return [_entry(entry) for entry in found]


def _holder(suggestion: Suggestion) -> dict[str, Any] | None:
    """Whose turn it is; None where the case waits for nobody."""
    desk = TURN[State(suggestion.state)]
    if desk is None:
        return None
    if desk is Desk.DEPARTMENT and suggestion.unit:
        return {"kind": "unit", **named(suggestion.unit)}
    if desk is Desk.MEMBER:
        return {"kind": "author", "code": "", "name": str(suggestion.author)}
    return {
        "kind": "office",
        "code": suggestion.organ_id,
        "name": str(suggestion.organ.office_name),
    }


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


def work_of(work: Assignment) -> dict[str, Any]:
    """One unit's assignment."""
    return {
        "code": work.code,
        "unit": named(work.department),
        "part": labelled(work.part, work.get_part_display()),
        "state": labelled(work.state, work.get_state_display()),
        "round": work.round,
        "officer": str(work.officer) if work.officer else None,
        "urgency": work.urgency,
        "assigned_at": work.assigned_at,
        "signed_at": work.signed_at,
        "due_at": work.due_at,
        "delivered_at": work.delivered_at,
    }


def _promise(one: Promised, *, at: datetime) -> dict[str, Any]:
    return {
        "code": one.code,
        "unit": one.holder,
        "state": labelled(one.state, one.word),
        "due_on": one.due_on,
        "due_at": one.due_at,
        "light": light_of(clocks.promise_light(one, at=at, calendar=current())),
        "claim": one.claim,
        "evidence": one.evidence,
    }


def _proposed(suggestion: Suggestion) -> list[dict[str, Any]]:
    """The units that the platform proposes to the office, and for which words."""
    found = suggestion.recommendations.standing().with_rules()
    return [
        {
            **named(one.department),
            "because": one.because,
            "by_rule": one.rule is not None,
            "others": [named(unit) for unit in one.others()],
            "urgency": one.urgency,
        }
        for one in found
    ]


def _entry(entry: Entry) -> dict[str, Any]:
    seal = entry.seal and labelled(entry.seal, OUTCOME_CLASSES.get(entry.seal, entry.seal))
    return {
        "at": entry.at,
        "step": entry.step,
        "who": str(entry.who),
        "office": str(entry.office),
        "act": strip_tags(str(entry.act)),
        "words": [{"label": str(label), "text": text} for label, text in entry.words],
        "files": [
            {"name": one.name, "size": one.size, "url": address("file", one.code)}
            for one in entry.files
        ],
        "class": seal or None,
        "draft": entry.draft or None,
    }


def _word(word: Word, works: list[Assignment]) -> dict[str, Any]:
    codes = {work.pk: work.code for work in works}
    return {
        "rater": word.rater,
        "assignment": codes.get(word.assignment_id or 0),
        "round": word.round,
        "attitude": word.attitude,
        "result": word.result,
        "comment": word.comment,
        "rated_at": word.rated_at,
    }


def named(thing: Any) -> dict[str, str]:
    """Something by its public code, with its name in the reader's language."""
    return {"code": thing.code, "name": str(thing.name)}


def labelled(value: str, label: object) -> dict[str, str]:
    """A value of a field with its word."""
    return {"code": str(value), "label": str(label)}


def light_of(lit: Light) -> dict[str, str]:
    """A traffic light: its colour's name and what it says."""
    return {"kind": lit.kind, "text": str(lit.text)}
