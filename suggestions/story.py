"""A case in words and stations: what every desk's pages say of it.

The sentence says who has it, until when and what comes next; the river shows the stations; the
file tells what was said and done, the newest first.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from deadlines.lights import time_left
from design.dates import day
from design.pieces import Station
from files.models import Attachment
from suggestions.lifecycle import ACCEPT, ASSIGN, STEPS, Desk, State, Step, open_to
from workdays.arithmetic import Calendar

if TYPE_CHECKING:
    from events.models import Event
    from suggestions.models import Assignment, Contact, Suggestion

# The stations of the river, each with the steps that put a case there.
RIVER = (
    ("submit", State.SUBMITTED),
    ("accept", State.ACCEPTED),
    ("assign", State.ASSIGNED),
    ("sign", State.IN_HANDLING),
    ("reply", State.REPLIED),
    ("rate", State.CLOSED),
)

# The station at which the date of the case stands: what has to be reached by then.
DUE_STATION = {
    State.SUBMITTED: "accept",
    State.ACCEPTED: "assign",
    State.ASSIGNED: "reply",
    State.IN_HANDLING: "reply",
    State.REPLIED: "rate",
}


@dataclass(frozen=True)
class Entry:
    """One entry of the file: words of a person, or (without `words`) an act in one line."""

    at: datetime
    who: str
    office: str = ""
    words: tuple[tuple[str, str], ...] = ()
    files: tuple[Attachment, ...] = ()
    act: str = ""
    seal: str = ""
    step: str = ""


def sentence(
    suggestion: Suggestion, *, at: datetime, calendar: Calendar, reader: Desk
) -> SafeString:
    """Who has it, until when, what happens next, as one line of HTML for that reader."""
    name = suggestion.unit.name if suggestion.unit else suggestion.organ.office_name
    if suggestion.due_at is None:
        return format_html(
            _("<strong>{unit}</strong> has answered; the case is closed since {day}."),
            unit=name,
            day=day(suggestion.closed_at),
        )
    words = _LATE if at > suggestion.due_at else _NOW
    now = format_html(
        words[State(suggestion.state)](),
        unit=name,
        day=day(suggestion.due_at),
        left=time_left(suggestion.due_at, at, calendar),
    )
    return format_html(
        pgettext("two sentences after one another", "{first} {second}"),
        first=now,
        second=_next(State(suggestion.state), reader),
    )


_NOW = {
    State.SUBMITTED: lambda: _(
        "<strong>{unit}</strong> is reviewing it and decides by <strong>{day}</strong> ({left})."
    ),
    State.ACCEPTED: lambda: _(
        "<strong>{unit}</strong> has accepted it and hands it to a unit by "
        "<strong>{day}</strong> ({left})."
    ),
    State.ASSIGNED: lambda: _(
        "<strong>{unit}</strong> has been given it and answers by <strong>{day}</strong> ({left})."
    ),
    State.IN_HANDLING: lambda: _(
        "<strong>{unit}</strong> is handling it and answers by <strong>{day}</strong> ({left})."
    ),
    State.REPLIED: lambda: _(
        "<strong>{unit}</strong> has answered. The rating window is open until "
        "<strong>{day}</strong> ({left})."
    ),
}


def _late_decision() -> str:
    return _(
        "<strong>{unit}</strong> has it; its decision was due by <strong>{day}</strong> ({left})."
    )


def _late_answer() -> str:
    return _(
        "<strong>{unit}</strong> has it; the answer was due by <strong>{day}</strong> ({left})."
    )


_LATE = {
    State.SUBMITTED: _late_decision,
    State.ACCEPTED: _late_decision,
    State.ASSIGNED: _late_answer,
    State.IN_HANDLING: _late_answer,
    State.REPLIED: _NOW[State.REPLIED],
}


def _next(state: State, reader: Desk) -> str:
    if state in (State.SUBMITTED, State.ACCEPTED):
        return _("Then a unit handles it and answers.")
    if state is State.REPLIED:
        return _("Please rate it.") if reader is Desk.MEMBER else _("The author rates it.")
    return _("Then you rate.") if reader is Desk.MEMBER else _("Then the author rates.")


def stations(suggestion: Suggestion, events: list[Event]) -> list[Station]:
    """The river: six stations with their dates, from the ledger's lines of this case."""
    reached: dict[str, datetime] = {}
    for event in reversed(events):
        reached["rate" if event.step == "lapse" else event.step] = event.at
    order = [state for _step, state in RIVER]
    here = order.index(State(suggestion.state))
    closed = suggestion.state == State.CLOSED.value
    labels = _river_labels()
    return [
        Station(
            label=labels[step],
            note=_station_note(step, index, here, reached, suggestion),
            state=_station_state(index, here, closed=closed),
        )
        for index, (step, _state) in enumerate(RIVER)
    ]


def _station_state(index: int, here: int, *, closed: bool) -> str:
    if index < here or (closed and index == here):
        return "behind"
    return "here" if index == here else "ahead"


def _station_note(
    step: str, index: int, here: int, reached: dict[str, datetime], suggestion: Suggestion
) -> str:
    if index <= here and step in reached:
        return str(day(reached[step], weekday=False))
    if step == DUE_STATION.get(State(suggestion.state)) and suggestion.due_at:
        return _("by %(day)s") % {"day": day(suggestion.due_at, weekday=False)}
    return ""


def _river_labels() -> dict[str, str]:
    return {
        "submit": pgettext("station", "Submitted"),
        "accept": pgettext("station", "Accepted"),
        "assign": pgettext("station", "Assigned"),
        "sign": pgettext("station", "In handling"),
        "reply": pgettext("station", "Answered"),
        "rate": pgettext("station", "Rated"),
    }


def entries(
    suggestion: Suggestion,
    assignment: Assignment | None,
    events: list[Event],
    *,
    rating_shown: bool,
) -> list[Entry]:
    """The file of the case, newest first: words in full, acts of the house in one line."""
    told = [_act(event, suggestion, rating_shown=rating_shown) for event in events]
    found = [entry for entry in told if entry]
    found.append(_authors_words(suggestion))
    if assignment:
        found += _units_words(assignment)
    order = [step.name for step in STEPS]
    return sorted(found, key=lambda entry: (entry.at, order.index(entry.step)), reverse=True)


def _authors_words(suggestion: Suggestion) -> Entry:
    words = [("", suggestion.situation)]
    if suggestion.ask:
        words.append((_("What should be done"), suggestion.ask))
    return Entry(
        at=suggestion.submitted_at,
        who=_("Member %(name)s") % {"name": suggestion.author},
        office=suggestion.author_organ.name,
        words=tuple(words),
        files=tuple(suggestion.attachments()),
        step="submit",
    )


def _talk_line(contact: Contact) -> str:
    """How they spoke, and on which day unless it was noted down on the same."""
    kind = str(contact.get_kind_display())
    if contact.held_on == localdate(contact.recorded_at):
        return kind
    return f"{kind} · {day(contact.held_on)}"


def _units_words(assignment: Assignment) -> list[Entry]:
    unit = assignment.department.name
    talks = [
        Entry(
            at=contact.recorded_at,
            who=unit,
            office=_talk_line(contact),
            words=(("", contact.note),),
            step="contact",
        )
        for contact in assignment.contacts.all()
    ]
    answers = [
        Entry(
            at=reply.replied_at,
            who=unit,
            office=_("Answer"),
            words=(("", reply.text),),
            seal=reply.outcome_class,
            step="reply",
        )
        for reply in assignment.replies.all()
    ]
    return talks + answers


def _act(event: Event, suggestion: Suggestion, *, rating_shown: bool) -> Entry | None:
    """The line of an act; None for what stands in the file with its own words."""
    office = suggestion.organ.office_name
    unit = suggestion.unit.name if suggestion.unit else ""
    texts = {
        "accept": _("%(office)s accepted the suggestion.") % {"office": office},
        "assign": _("%(office)s handed it to %(unit)s.") % {"office": office, "unit": unit},
        "sign": _("%(unit)s signed for it.") % {"unit": unit},
        "rate": _("The author rated the answer; the case is closed."),
        "lapse": _("Nobody rated in time; the case is closed as not rated."),
    }
    if event.step in ("rate", "lapse") and not rating_shown:
        closed = _("The rating window closed; the case is closed.")
        return Entry(at=event.at, who="", act=closed, step=event.step)
    text = texts.get(event.step)
    return Entry(at=event.at, who="", act=text, step=event.step) if text else None


def office_verb(suggestion: Suggestion) -> str:
    """What the office does next with a case; "" when it is not its turn."""
    verbs = {ACCEPT: _("Accept and assign"), ASSIGN: _("Assign")}
    steps = open_to(Desk.OFFICE, suggestion.state)
    return next((verbs[step] for step in steps if step in verbs), "")


def unit_verb(assignment: Assignment) -> str:
    """What the unit does next with an assignment; "" when it has answered."""
    if not assignment.is_held:
        return ""
    return _("Sign or answer") if assignment.is_unsigned else _("Answer")


@dataclass(frozen=True)
class Button:
    """A way on from the case page: the verb and where it leads."""

    label: str
    url: str


def buttons(
    steps: tuple[Step, ...], suggestion: Suggestion, assignment: Assignment | None
) -> list[Button]:
    """The next acts of this reader, the most likely first."""
    names = [step.name for step in steps]
    decide = reverse("suggestions:decide", args=[suggestion.code])
    ways = {
        "accept": (office_verb(suggestion), decide),
        "assign": (office_verb(suggestion), decide),
        "rate": (_("Rate"), reverse("suggestions:rate", args=[suggestion.code])),
    }
    if assignment:
        code = [assignment.code]
        ways["sign"] = (unit_verb(assignment), reverse("suggestions:reply", args=code))
        ways["reply"] = (unit_verb(assignment), reverse("suggestions:reply", args=code))
        ways["contact"] = (_("Record contact"), reverse("suggestions:contact", args=code))
    order = ("accept", "assign", "reply", "contact", "sign", "rate")
    return [Button(*ways[name]) for name in order if name in names and name in ways]
