"""The file of a case: what was said and done, the newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from design.dates import day
from files.models import Attachment
from suggestions.story import outcomes, units

if TYPE_CHECKING:
    from events.models import Event
    from suggestions.models import Assignment, Contact, Reply, Suggestion
    from suggestions.models.past import Earlier

SAID = ("say", "add_fact", "say_office", "say_unit")


@dataclass(frozen=True)
class Entry:
    """One entry of the file: words of a person, or (without `words`) an act in one line.

    ``folded``: what a line says in whose fold the words are.
    """

    at: datetime
    who: str
    office: str = ""
    words: tuple[tuple[str, str], ...] = ()
    files: tuple[Attachment, ...] = ()
    act: str = ""
    seal: str = ""
    step: str = ""
    folded: str = ""


def entries(
    suggestion: Suggestion,
    works: list[Assignment],
    events: list[Event],
    *,
    rating_shown: bool,
    opinions_shown: bool = True,
    reasons_shown: bool = False,
) -> list[Entry]:
    """The file of the case, newest first: words in full, acts of the house in one line.

    ``reasons_shown``: with what office and author wrote to each other about the review.
    """
    by_code = {work.code: work for work in works}
    told = [_act(event, suggestion, by_code, rating_shown=rating_shown) for event in events]
    found = [entry for entry in told if entry]
    found += _said(suggestion, works, events)
    found += _authors_words(suggestion)
    found += [_besides(line) for line in outcomes.lines(suggestion, events, words=reasons_shown)]
    for work in works:
        found += _units_words(work, opinions_shown=opinions_shown)
    lines = {(event.at, event.step): event.pk for event in events}
    return sorted(found, key=lambda one: (one.at, lines.get((one.at, one.step), 0)), reverse=True)


def _authors_words(suggestion: Suggestion) -> list[Entry]:
    """What the author wants; a text that was replaced since stands folded under its own date."""
    past = suggestion.past.revisions
    texts: list[Earlier | Suggestion] = [*past, suggestion]
    moments = [suggestion.submitted_at, *(text.at for text in past)]
    found = []
    for text, at, until in zip(texts, moments, [*moments[1:], None], strict=True):
        words = [("", text.situation)]
        if text.ask:
            words.append((_("What should be done"), text.ask))
        if until:
            words.insert(0, ("", text.title))
        found.append(
            Entry(
                at=at,
                who=_("Member %(name)s") % {"name": suggestion.author},
                office=suggestion.author_organ.name,
                words=tuple(words),
                files=() if until else tuple(suggestion.attachments()),
                step="resubmit" if at != suggestion.submitted_at else "submit",
                folded=_("Earlier text, replaced on %(day)s") % {"day": day(until)}
                if until
                else "",
            )
        )
    return found


def _besides(line: outcomes.Line) -> Entry:
    """What the review ended in, and what came of it elsewhere."""
    if line.words:
        words = (("", line.words), *line.more)
        return Entry(at=line.at, who=line.said, words=words, seal=line.seal, step=line.step)
    return Entry(at=line.at, who="", act=line.said, step=line.step)


def _said(suggestion: Suggestion, works: list[Assignment], events: list[Event]) -> list[Entry]:
    """What people wrote to each other on the case; words that were erased leave no entry."""
    names = {work.department.code: work.department.name for work in works}
    who = {
        "say": _("Member %(name)s") % {"name": suggestion.author},
        "add_fact": _("Member %(name)s") % {"name": suggestion.author},
        "say_office": suggestion.organ.office_name,
    }
    return [
        Entry(
            at=event.at,
            who=who.get(event.step) or names.get(event.data.get("unit", ""), ""),
            office=_("A new fact") if event.step == "add_fact" else _("Message"),
            words=(("", event.words),),
            step=event.step,
        )
        for event in events
        if event.step in SAID and event.words
    ]


def _talk_line(contact: Contact) -> str:
    """How they spoke, and on which day unless it was noted down on the same."""
    kind = str(contact.get_kind_display())
    if contact.held_on == localdate(contact.recorded_at):
        return kind
    return f"{kind} · {day(contact.held_on)}"


def _units_words(assignment: Assignment, *, opinions_shown: bool) -> list[Entry]:
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
            office=str(reply.get_kind_display()),
            words=_answer(reply),
            seal=reply.outcome_class,
            step="reply" if reply.outcome_class else "give_opinion",
        )
        for reply in assignment.replies.all()
        if reply.outcome_class or opinions_shown
    ]
    return talks + answers


def _answer(reply: Reply) -> tuple[tuple[str, str], ...]:
    words = [("", reply.text)]
    if reply.no_contact:
        words.append((_("Why there was no contact"), reply.no_contact))
    return tuple(words)


def _act(
    event: Event, suggestion: Suggestion, works: dict[str, Assignment], *, rating_shown: bool
) -> Entry | None:
    """The line of an act; None for what stands in the file with its own words."""
    office = suggestion.organ.office_name
    texts = {
        "accept": _("%(office)s accepted the suggestion.") % {"office": office},
        "rate": _("The author rated the answer."),
        "close": _("The rating window closed; the case is closed."),
        "lapse": _("Nobody rated in time; the case is closed as not rated."),
    }
    if event.step == "rate" and not rating_shown:
        return None
    if event.step in ("close", "lapse") and not rating_shown:
        closed = _("The rating window closed; the case is closed.")
        return Entry(at=event.at, who="", act=closed, step=event.step)
    line, words = units.told(event, suggestion, works)
    if words:
        return Entry(at=event.at, who=line, words=(("", words),), step=event.step)
    text = texts.get(event.step) or line
    return Entry(at=event.at, who="", act=text, step=event.step) if text else None
