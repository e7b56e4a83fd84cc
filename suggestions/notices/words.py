"""The words, the address and the date of a notice."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils.text import Truncator
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from commitments.lifecycle import CONTEST, OWED, REPORT
from commitments.lifecycle import State as Kept
from commitments.models import Commitment
from deadlines.models import DueDate
from deadlines.phases import PHASES as CLOCK_WORDS
from design.dates import day
from events.models import Event, Remark
from members.models import User
from suggestions import lifecycle
from suggestions.models import Agreement, Assignment, Suggestion
from suggestions.notices.readers import case_of, promise_of, work_of

# Which clock a notice speaks of, by step; all others speak of the unit's answer.
PHASES = {
    lifecycle.SUBMIT.name: "review",
    lifecycle.ACCEPT.name: "assign",
    lifecycle.REPLY.name: "rate",
    lifecycle.LAPSE.name: "rate",
    lifecycle.ASK_RETURN.name: "return_decision",
    lifecycle.ASK_EXTENSION.name: "extension_decision",
    lifecycle.DISPUTE.name: "dispute",
    lifecycle.HOLD.name: "hold",
    lifecycle.SEND_BACK.name: "complete",
    lifecycle.RESUBMIT.name: "review",
    lifecycle.DECLINE.name: "appeal",
    lifecycle.APPEAL.name: "review",
    lifecycle.SPLIT.name: "review",
    lifecycle.TRANSFER.name: lifecycle.TAKING_OVER,
    lifecycle.BOUNCE.name: "review",
    lifecycle.HAND_OFF.name: "check",
    lifecycle.CHECK.name: "check",
    lifecycle.TAKE_BACK.name: "assign",
    lifecycle.WRITE_BACK.name: "rate",
    lifecycle.REDO.name: "redo",
    lifecycle.ASK_SIGNOFF.name: "signoff",
    lifecycle.URGE_HEAD.name: "signoff",
    lifecycle.HAND_IN.name: "answer_check",
}
FIRST_WORDS = 40
"""How many signs of a promise a notice quotes: it is read as a text message too."""
OFFICE_PHASES = ("review", lifecycle.TAKING_OVER, "assign", "rate", "hold")


def context(event: Event) -> dict[str, Any]:
    """The plain words that a notice's text names, in the active language."""
    case, work = case_of(event), work_of(event)
    due_at = _due_at(event, case)
    unit = work.department if work else case.unit
    words = {
        "code": case.code,
        "title": case.title,
        "office": case.organ.office_name,
        "unit": unit.name if unit else "",
        "lead": case.unit.name if case.unit else "",
        "day": day(due_at) if due_at else _("no date"),
        "what": str(CLOCK_WORDS.get(event.data.get("phase", ""), "")),
    }
    return words | {"task": _task(event, work, words)}


def _task(event: Event, work: Assignment | None, words: dict[str, str]) -> str:
    """What is asked of the reader: of a co-handler its opinion, of an author a word at the end."""
    if event.step == lifecycle.REPLY.name:
        if event.data.get("left"):
            return _("Other units still answer; then you rate.")
        return _("Please rate the answer by {day}.").format(**words)
    if work and work.is_co:
        return _("Please give your opinion to {lead} by {day}.").format(**words)
    return _("Please answer by {day}.").format(**words)


def of_reminder(event: Event) -> dict[str, Any]:
    """The plain words of a reminder: of an answer its date, of a promise what was promised and the
    day, or that another day is to be named."""
    words = context(event)
    made = _reminded_of(event)
    if made is None:
        return words | {"task": _("It is due on {day}.").format(**words)}
    words["promise"] = Truncator(made.words).chars(FIRST_WORDS)
    if made.state == Kept.NOT_KEPT:
        task = _("What was promised was not kept: “{promise}”. Please name a new date by {day}.")
    else:
        task = _("It is about your promise: “{promise}”, by {day}.")
    return words | {"task": task.format(**words)}


def _reminded_of(event: Event) -> Commitment | None:
    """The promise of which a case that is answered was reminded: of several the one due first."""
    case = case_of(event)
    if case.state not in (lifecycle.State.REPLIED, lifecycle.State.FOLLOWUP):
        return None
    units = Assignment.objects.filter(code__in=event.data.get("assignments", []))
    made = Commitment.objects.about("suggestion", case.code).filter(state__in=OWED)
    return made.filter(holder__in=units.values("department")).first_to_wait_for()


def _due_at(event: Event, case: Suggestion) -> datetime | None:
    """The date of the clock that the step is about, however late the notice is written."""
    for name in ("to", "due", "until", "due_at"):
        if name in event.data:
            return datetime.fromisoformat(event.data[name])
    work = work_of(event)
    if event.step == lifecycle.ASK_AGREEMENT.name:
        return _agreement_due(event, case)
    phase = PHASES.get(event.step, work.phase if work else "handle")
    of_work = work is not None and phase not in OFFICE_PHASES
    thing = ("assignment", work.code) if work and of_work else ("suggestion", case.code)
    clock = DueDate.objects.of(*thing).filter(phase=phase).first()
    return clock.due_at if clock else case.due_at


def _agreement_due(event: Event, case: Suggestion) -> datetime | None:
    """Until when the co-handlers say whether they agree to a text."""
    asked = Agreement.objects.filter(draft__code=event.data.get("draft"))
    codes = asked.values("assignment__code")
    clock = DueDate.objects.filter(kind="assignment", code__in=codes, phase="cosign").last()
    return clock.due_at if clock else case.due_at


def url(event: Event) -> str:
    return case_of(event).get_absolute_url()


def due(event: Event) -> datetime | None:
    """The date that a notice speaks of."""
    return _due_at(event, case_of(event))


def actor(event: Event) -> str:
    """The name of who did it; their code where the account is gone."""
    person = User.objects.filter(code=event.actor).first()
    return person.name if person and person.name else event.actor


def of_promise(event: Event) -> dict[str, Any]:
    """The plain words of a notice about a promise: its unit and its date, and what was typed."""
    commitment = promise_of(event)
    return context(event) | {
        "unit": commitment.holder_name if commitment else "",
        "day": day(_promised_day(event, commitment)),
        "words": _remark(event),
    }


def _promised_day(event: Event, commitment: Commitment | None) -> date | None:
    if event.step in (REPORT.name, CONTEST.name) and commitment and commitment.due_at:
        return localdate(commitment.due_at)
    given = event.data.get("due_on")
    if given:
        return date.fromisoformat(given)
    return commitment.due_on if commitment else None


def with_words(event: Event) -> dict[str, Any]:
    """With what was typed at the step, which those who are told may read."""
    return context(event) | {"words": _remark(event)}


def _remark(event: Event) -> str:
    remark = Remark.objects.filter(event=event).first()
    return remark.text if remark else ""
