"""The file of a case: what was said and done, the newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from design.dates import day

if TYPE_CHECKING:
    from events.models import Event
    from suggestions.models import Assignment, Contact, Reply, Suggestion


@dataclass(frozen=True)
class Entry:
    """One entry of the file: words of a person, or (without `words`) an act in one line."""

    at: datetime
    who: str
    office: str = ""
    words: tuple[tuple[str, str], ...] = ()
    act: str = ""
    seal: str = ""
    step: str = ""


def entries(
    suggestion: Suggestion,
    works: list[Assignment],
    events: list[Event],
    *,
    rating_shown: bool,
) -> list[Entry]:
    """The file of the case, newest first: words in full, acts of the house in one line."""
    units = {work.department.code: work.department.name for work in works}
    told = [_act(event, suggestion, units, rating_shown=rating_shown) for event in events]
    found = [entry for entry in told if entry]
    found.append(_authors_words(suggestion))
    for work in works:
        found += _units_words(work)
    lines = {(event.at, event.step): event.pk for event in events}
    return sorted(found, key=lambda one: (one.at, lines.get((one.at, one.step), 0)), reverse=True)


def _authors_words(suggestion: Suggestion) -> Entry:
    words = [("", suggestion.situation)]
    if suggestion.ask:
        words.append((_("What should be done"), suggestion.ask))
    return Entry(
        at=suggestion.submitted_at,
        who=_("Member %(name)s") % {"name": suggestion.author},
        office=suggestion.author_organ.name,
        words=tuple(words),
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
    return talks + [_answer(reply, unit) for reply in assignment.replies.all()]


def _answer(reply: Reply, unit: str) -> Entry:
    """An answer with its seal, and beside its words the date or the reason that belongs to it."""
    words = [("", reply.text)]
    if reply.promised_on:
        words.append((_("Promised by"), str(day(reply.promised_on))))
    if reply.reason:
        words.append((_("Why it cannot be done now"), reply.reason))
    titles = (_("Answer"), _("Second answer"), _("Third answer"))
    return Entry(
        at=reply.replied_at,
        who=unit,
        office=titles[min(reply.round, len(titles) - 1)],
        words=tuple(words),
        seal=reply.outcome_class,
        step="reply",
    )


def _act(
    event: Event, suggestion: Suggestion, units: dict[str, str], *, rating_shown: bool
) -> Entry | None:
    """The line of an act; None for what stands in the file with its own words."""
    office = suggestion.organ.office_name
    unit = units.get(str(event.data.get("unit")), suggestion.unit.name if suggestion.unit else "")
    if event.step in SAID:
        return _said(event, suggestion, unit)
    if event.step == "rate" and not rating_shown:
        return None
    texts = {
        "accept": _("%(office)s accepted the suggestion.") % {"office": office},
        "assign": _("%(office)s handed it to %(unit)s.") % {"office": office, "unit": unit},
        "sign": _("%(unit)s signed for it.") % {"unit": unit},
        "rate": _rated(event, suggestion),
        "supervise": _("Asked for a second time: the case is supervised now."),
        "close": _("The rating window closed; the case is closed."),
        "lapse": _("The rating window closed; the case is closed."),
        "follow": _("The rating window closed; the promise is being followed."),
        "settle": _("What was promised is settled; the case is closed."),
        "promise_stands": _("Nobody spoke against the report: the promise counts as kept."),
        "promise_lapses": _("Nobody spoke against the report: the promise counts as given up."),
        "promise_replaced": _("A new answer takes the place of what was promised."),
        "promise_confirm": _("The author confirmed that the promise was kept."),
        "promise_change": _("The author accepted that it cannot be done now."),
    }
    if event.step == "lapse" and rating_shown:
        texts["lapse"] = _("The time to rate is over; the case is closed.")
    text = texts.get(event.step)
    return Entry(at=event.at, who="", act=text, step=event.step) if text else None


def _rated(event: Event, suggestion: Suggestion) -> str:
    if event.actor == suggestion.author.code:
        return _("The author rated the answer.")
    return _("Another of those who asked rated the answer.")


# Acts that come with words of their own: typed at the step, kept beside the ledger.
SAID = ("redo", "reopen", "promise_report", "promise_contest", "promise_renew")


def _said(event: Event, suggestion: Suggestion, unit: str) -> Entry:
    """An act with the words that were typed at it; without them once they were erased."""
    member = _("Member %(name)s") % {"name": suggestion.author}
    due = date.fromisoformat(str(event.data["due_on"])) if "due_on" in event.data else None
    kept = event.data.get("claim") == "kept"
    who, what = {
        "redo": (member, _("Asks for another answer: what is still missing")),
        "reopen": (suggestion.organ.office_name, _("Opened the case again for a new fact")),
        "promise_report": (
            unit,
            _("Reports: the promise is kept") if kept else _("Reports: it cannot be done now"),
        ),
        "promise_contest": (member, _("Says that it is not so")),
        "promise_renew": (
            unit,
            _("Gives a new date: %(day)s") % {"day": day(due)} if due else "",
        ),
    }[event.step]
    remark = getattr(event, "remark", None)
    text = remark.text if remark else _("These words have been erased.")
    return Entry(at=event.at, who=who, office=what, words=(("", text),), step=event.step)
