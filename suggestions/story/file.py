"""The file of a case: what was said and done, the newest first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from itertools import takewhile
from typing import TYPE_CHECKING

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from design.dates import day, together
from files.models import brought
from suggestions.lifecycle import REOPEN, State
from suggestions.story import corrections, drafts, outcomes, papers, units
from suggestions.story.entry import Entry

if TYPE_CHECKING:
    from events.models import Event
    from suggestions.models import Assignment, Contact, Reply, Suggestion
    from suggestions.models.past import Earlier

ANSWERED = (State.REPLIED, State.FOLLOWUP, State.CLOSED)
SAID = ("say", "add_fact", "say_office", "say_unit")


def entries(
    suggestion: Suggestion,
    works: list[Assignment],
    events: list[Event],
    *,
    rating_shown: bool,
    reasons_shown: bool = False,
    inside_shown: bool = False,
) -> list[Entry]:
    """The file of the case, newest first: words in full, acts of the house in one line.

    ``reasons_shown``: with what office and author wrote to each other about the review;
    ``inside_shown``: with answers that are not delivered, why one was sent back, and opinions.
    """
    by_code = {work.code: work for work in works}
    rated = {event.at for event in events if event.step == "rate"} if rating_shown else None
    told = [_act(event, suggestion, by_code, rated=rated) for event in events]
    found = [drafts.kept(entry, inside_shown=inside_shown) for entry in told if entry]
    if inside_shown:
        found += drafts.entries(suggestion, by_code)
    found += _said(suggestion, works, events)
    found += _authors_words(suggestion)
    found += [_besides(line) for line in outcomes.lines(suggestion, events, words=reasons_shown)]
    for work in works:
        found += _units_words(suggestion, work, opinions_shown=inside_shown)
    found += corrections.entries(suggestion, works)
    lines = {(event.at, event.step): event.pk for event in events}
    return sorted(found, key=lambda one: (one.at, lines.get((one.at, one.step), 0)), reverse=True)


def answers_first(
    suggestion: Suggestion, works: list[Assignment], found: Sequence[Entry]
) -> tuple[list[Entry], list[Entry]]:
    """The answers that hold now, each unit's newest, and the file with a line where they stood.

    While somebody works on the case none does, nor does one from before it was opened again: what
    was answered before stays in the file.
    """
    if suggestion.state not in ANSWERED:
        return [], list(found)
    units_here = {one.department.name for one in works if one.is_in_force}
    held: dict[str, Entry] = {}
    for one in of_present_life(found):
        is_here = one.step == "reply" and one.who in units_here
        if one.seal and not one.folded and (is_here or one.step == "write_back"):
            held.setdefault(one.who, one)
    answers = list(held.values())
    rest = [_pointer(one) if one in answers else one for one in found]
    return answers, rest


def of_present_life(found: Sequence[Entry]) -> list[Entry]:
    """Of a file those entries that came since the case was last opened again."""
    return list(takewhile(lambda entry: entry.step != REOPEN.name, found))


def _pointer(answer: Entry) -> Entry:
    """The line where an answer stood that is read further up; from another channel its own."""
    line = _("%(unit)s answered: see above.") % {"unit": answer.who}
    return Entry(answer.at, "", act=answer.who if answer.step == "write_back" else line)


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
            files=tuple(brought(event)),
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


def _units_words(
    suggestion: Suggestion, assignment: Assignment, *, opinions_shown: bool
) -> list[Entry]:
    unit = assignment.department.name
    talks = [
        Entry(
            at=contact.recorded_at,
            who=unit,
            office=_talk_line(contact),
            words=(("", contact.note),),
            files=tuple(contact.files),
            step="contact",
        )
        for contact in assignment.contacts.all()
    ]
    answers = [
        _answer(reply, unit)
        for reply in assignment.replies.all()
        if reply.outcome_class or opinions_shown
    ]
    marked = [papers.on(entry, suggestion, assignment) for entry in talks + answers]
    return [drafts.on(entry, suggestion, assignment) for entry in marked]


def _answer(reply: Reply, unit: str) -> Entry:
    """An answer with its seal, and beside its words the date or the reason that belongs to it."""
    words = [("", reply.text)]
    if reply.promised_on:
        words.append((_("Promised by"), str(day(reply.promised_on))))
    if reply.reason:
        words.append((_("Why it cannot be done now"), reply.reason))
    if reply.no_contact:
        words.append((_("Why there was no contact"), reply.no_contact))
    titles = (_("Answer"), _("Second answer"), _("Third answer"))
    title = titles[min(reply.round, len(titles) - 1)]
    return Entry(
        at=reply.replied_at,
        who=unit,
        office=title if reply.outcome_class else str(reply.get_kind_display()),
        words=tuple(words),
        files=tuple(reply.files),
        seal=reply.outcome_class,
        step="reply" if reply.outcome_class else "give_opinion",
    )


def _act(
    event: Event,
    suggestion: Suggestion,
    works: dict[str, Assignment],
    *,
    rated: set[datetime] | None,
) -> Entry | None:
    """The line of an act; None for what stands in the file with its own words.

    ``rated``: when somebody rated, for those who learn of it.
    """
    if event.step == "rate" and rated is None:
        return None
    if event.step in TYPED:
        return _typed(event, suggestion, works)
    office = suggestion.organ.office_name
    texts = {
        "accept": _("%(office)s accepted the suggestion.") % {"office": office},
        "rate": _rated(event, suggestion),
        "supervise": _(
            "Asked for a second time, which is the last: the case is supervised now. The office "
            "follows it until it is closed."
        ),
        **_rating_over(event, rated),
        "settle": _("What was promised is settled; the case is closed."),
        "promise_stands": _("Nobody spoke against the report: the promise counts as kept."),
        "promise_lapses": _("Nobody spoke against the report: the promise counts as given up."),
        "promise_replaced": _("Another answer is asked for: the earlier promise holds no more."),
        "promise_confirm": _("The author confirmed that the promise was kept."),
        "promise_change": _("The author accepted that it cannot be done now."),
    }
    line, words = units.told(event, suggestion, works)
    mark = papers.of_event(event, suggestion, works)
    if words:
        return Entry(event.at, line, mark.said, (("", words),), mark.files, step=event.step)
    text = texts.get(event.step) or line
    said = together(text, mark.sentence) if mark.said else text
    files = (*mark.files, *brought(event))
    return Entry(event.at, "", act=said, files=files, step=event.step) if text else None


def _rating_over(event: Event, rated: set[datetime] | None) -> dict[str, str]:
    """The end of a rating; whether everybody rated is said only to those who learn of it."""
    closed = lapsed = _("The rating is over; the case is closed.")
    followed = _("The rating is over; the promise is being followed.")
    if rated is not None:
        lapsed = _("The time to rate is over; the case is closed.")
    if event.at in (rated or ()):
        followed = _("Rated; the promise is being followed.")
    return {"close": closed, "lapse": lapsed, "follow": followed}


def _rated(event: Event, suggestion: Suggestion) -> str:
    if event.actor == suggestion.author.code:
        return _("The author rated the answer.")
    return _("Another of those who asked rated the answer.")


# Acts that come with words of their own: typed at the step, kept beside the ledger.
TYPED = ("redo", "reopen", "promise_report", "promise_contest", "promise_renew")


def _typed(event: Event, suggestion: Suggestion, works: dict[str, Assignment]) -> Entry:
    """An act with the words that were typed at it; without them once they were erased."""
    names = {work.department.code: work.department.name for work in works.values()}
    here = suggestion.unit.name if suggestion.unit else ""
    unit = names.get(str(event.data.get("unit")), here)
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
    files = tuple(brought(event)) if remark else ()
    return Entry(
        at=event.at, who=who, office=what, words=(("", text),), files=files, step=event.step
    )
