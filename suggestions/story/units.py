"""The units of a case: who has which part, until when, who is waited for, and what they did."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from design.dates import day, listed, together
from files.models import brought
from suggestions import promised
from suggestions.deputies import absence_of
from suggestions.lifecycle import REDO, REOPEN, STATE_LABELS, Part, State, Work
from suggestions.models import enclosed
from suggestions.story import papers
from suggestions.story.entry import Said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from events.models import Event
    from suggestions.models import Assignment, Suggestion
    from suggestions.models.aside import Promised


@dataclass(frozen=True)
class UnitLine:
    """One unit in the facts: what it is on the case, where that stands, until when. ``until`` says
    whose day `due` is: that of the answer or the opinion, of the promise, or of its new date."""

    name: str
    part: str
    state: str
    due: str
    first_due: str
    officer: str
    entered: str = ""
    absent: str = ""
    until: str = ""
    code: str = ""


def lines(
    suggestion: Suggestion,
    works: list[Assignment],
    events: Sequence[Event],
    *,
    at: datetime,
    absences_shown: bool = False,
    inside_shown: bool = False,
) -> list[UnitLine]:
    """The units in force, the one that answers first; of a reopened case those of its new life.
    Who has answered stands by what it promised there until that is settled.

    ``absences_shown``: to colleagues, of works that came `with_absences`: whether whoever handles
    it is absent, and who stands in; ``inside_shown``: also that an answer came back.
    """
    promises = suggestion.promises()
    found = []
    for one in in_force(works, events):
        owed = promised.of_work(one, promises)
        line = _line(suggestion, one, owed, at=at, absences_shown=absences_shown)
        back = inside_shown and owed is None and came_back(suggestion, one)
        found.append(replace(line, state=work_word(one, sent_back=True)) if back else line)
    return found


def came_back(suggestion: Suggestion, work: Assignment) -> bool:
    """Whether the unit's answer came back to be changed, and none is on its way since."""
    here = (one for one in suggestion.past.drafts if one.work == work.code)
    back = any(one.returned_at and not one.taken_back and one.round == work.round for one in here)
    return back and work.state == Work.IN_PROGRESS


def work_word(work: Assignment, *, sent_back: bool = False, sign_by: datetime | None = None) -> str:
    """How a unit's part stands, in words: also that its answer came back, or what it waits for,
    and by when a head signs it."""
    if sign_by:
        words = {"state": work.get_state_display(), "day": day(sign_by)}
        return _("%(state)s by %(day)s") % words
    if sent_back and work.state == Work.IN_PROGRESS:
        return _("Sent back for changes")
    asked = work.asked_for_time
    if work.is_running and asked and asked.is_waiting:
        state = work.get_state_display()
        return _("%(state)s, more time asked for") % {"state": state}
    if work.round and work.state == Work.IN_PROGRESS:
        return _("Asked for again")
    return str(work.get_state_display())


def _line(
    suggestion: Suggestion,
    one: Assignment,
    owed: Promised | None,
    *,
    at: datetime,
    absences_shown: bool,
) -> UnitLine:
    due = day(one.due_at) if one.is_running else ""
    due = day(owed.day_in_force) if owed else due
    is_held = suggestion.state == State.ON_HOLD and one.is_running
    stands = str(STATE_LABELS[State.ON_HOLD]) if is_held else work_word(one)
    return UnitLine(
        name=one.department.name_with_parent,
        part=str(one.get_part_display()),
        state=str(promised.word(owed.state, late=owed.is_late(at))) if owed else stands,
        due=due,
        first_due=_first_due(one),
        officer=str(one.officer or ""),
        entered=papers.entered(suggestion, one),
        absent=absence_of(one) if absences_shown else "",
        until=_whose(one, owed) % {"day": due} if due else "",
        code=one.code,
    )


def _whose(work: Assignment, owed: Promised | None) -> str:
    """Whose day it is that stands beside a unit: another may hold for who has the next word."""
    if owed:
        return _("new date due %(day)s") if owed.is_contested else _("promised for %(day)s")
    return _("opinion due %(day)s") if work.is_co else _("answer due %(day)s")


def in_force(works: Sequence[Assignment], events: Sequence[Event]) -> list[Assignment]:
    """The assignments in force in the order of `lines`; ``events``: the newest first."""
    order = (Part.SOLE, Part.LEAD, Part.SEPARATE, Part.CO)
    reopened = next((event.at for event in events if event.step == REOPEN.name), None)
    found = [one for one in works if one.is_in_force]
    if reopened:
        found = [one for one in found if one.assigned_at >= reopened]
    here = [one for one in found if one.state != Work.DONE] or found
    return sorted(here, key=lambda one: order.index(Part(one.part)))


def _first_due(work: Assignment) -> str:
    """The date before an extension or a ruling; "" where it was never moved so."""
    time = work.asked_for_time
    given = time and time.granted and time.round == work.round
    return day(time.first_due) if time and given else ""


def waited_for(
    suggestion: Suggestion, works: list[Assignment], *, at: datetime, inside_shown: bool = False
) -> str:
    """Whom the answer waits for: where several units are on the case, or it has been handed in.

    ``inside_shown``: also that it waits for a head's word, or came back to be changed.
    """
    if suggestion.state not in (State.ASSIGNED, State.IN_HANDLING, State.ON_HOLD, State.REWORK):
        return ""
    checked = [one.department.name for one in works if one.is_checked]
    if checked and suggestion.state != State.ON_HOLD:
        words = {"units": listed(checked), "office": suggestion.organ.office_name}
        return _("%(units)s has handed in its answer; %(office)s looks it over first.") % words
    inside = _inside(suggestion, works) if inside_shown else ""
    if inside:
        return inside
    missing = suggestion.past.missing()
    silent = [one.department.name for one in works if one.code in missing]
    if silent:
        words = {"units": listed(silent)}
        return _("The answer waits for the agreement of %(units)s to its text.") % words
    co = [one for one in works if one.is_running and one.is_co]
    if co:
        return _opinions_of(co, suggestion, at=at if inside_shown else None)
    apart = [one for one in works if one.is_running and one.part == Part.SEPARATE]
    if len(apart) > 1:
        names = listed(one.department.name for one in apart)
        return _("Still to answer, each for itself: %(units)s.") % {"units": names}
    return ""


def _opinions_of(co: list[Assignment], suggestion: Suggestion, *, at: datetime | None) -> str:
    """Whose opinion is missing; to those inside, asked `at` a moment, also that it is late, and
    who can do something about it."""
    words = {"units": listed(one.department.name for one in co)}
    waits = _("The answer waits for the opinion of %(units)s.") % words
    late = [one for one in co if at and one.due_at < at]
    if not late or suggestion.state == State.ON_HOLD:
        return waits
    words = {
        "units": listed(one.department.name for one in late),
        "day": day(min(one.due_at for one in late)),
        "office": suggestion.organ.office_name,
    }
    more = _(
        "The opinion of %(units)s was due on %(day)s and is overdue. %(office)s can remind the "
        "unit, or let the lead answer without it."
    )
    return together(waits, more % words)


def own_part(work: Assignment | None) -> str:
    """Of a co-handler that has given its opinion: whether that came in time; it waits no more."""
    if work is None or work.state != Work.OPINION_GIVEN or work.delivered_at is None:
        return ""
    if work.delivered_at <= work.due_at:
        return _("Your unit gave its opinion in time.")
    return _("Your unit gave its opinion late: it was due on %(day)s.") % {"day": day(work.due_at)}


def _inside(suggestion: Suggestion, works: list[Assignment]) -> str:
    """Who has the next word on an answer between its unit's head and its officer."""
    for one in works:
        unit = one.department.name
        if one.state == Work.PENDING_SIGNOFF:
            return _("The answer waits for the signature of the head of %(unit)s.") % {"unit": unit}
        if came_back(suggestion, one):
            words = {"who": one.officer or unit, "day": day(one.due_at)}
            return (
                _("The answer was sent back for changes; %(who)s hands it in again by %(day)s.")
                % words
            )
    return ""


def given_back(works: list[Assignment]) -> str:
    """How often the case has gone from one unit to another."""
    times = sum(not one.is_in_force for one in works)
    if not times:
        return ""
    return ngettext("Passed on %(n)d time.", "Passed on %(n)d times.", times) % {"n": times}


def told(event: Event, suggestion: Suggestion, works: dict[str, Assignment]) -> tuple[str, str]:
    """What an act of a unit, or on one, is in one line, and the words that came with it."""
    work = works.get(event.data.get("assignment", ""))
    hold = getattr(suggestion, "hold", None)
    words = {
        "office": suggestion.organ.office_name,
        "unit": work.department.name if work else "",
        "units": listed(_reminded(event, works)),
        "part": str(work.get_part_display()) if work else "",
        "day": _date(event),
        "whose": work.asked_back.whose if work and work.asked_back else "",
    }
    line = _lines().get(event.step, "")
    if "deputy_of" in event.data:
        line = _deputys_lines().get(event.step, line)
    if event.step in ("hold",) and hold:
        return line % words, hold.reason
    return (line % words, _words(event, work)) if line else ("", "")


def _reminded(event: Event, works: dict[str, Assignment]) -> list[str]:
    codes = event.data.get("assignments", [])
    return [works[code].department.name for code in codes if code in works]


def _date(event: Event) -> str:
    for name in ("due", "until", "wanted"):
        if name in event.data:
            return day(datetime.fromisoformat(event.data[name]))
    return ""


def _words(event: Event, work: Assignment | None) -> str:
    back, time = (work.asked_back, work.asked_for_time) if work else (None, None)
    kept = {
        "ask_return": back.reason if back else "",
        "approve_return": back.decision_note if back else "",
        "refuse_return": back.decision_note if back else "",
        "dispute": back.dispute_note if back else "",
        "bind": back.ruling_note if back else "",
        "release": back.ruling_note if back else "",
    }
    of_time = time.words_at(event.step, event.at) if time else ""
    return kept.get(event.step) or of_time or event.words


def _lines() -> dict[str, str]:
    return {
        "hand_over": _("%(office)s handed it to %(unit)s: %(part)s, by %(day)s."),
        "sign": _("%(unit)s signed for it."),
        "ask_return": _("%(unit)s says that it is a matter of %(whose)s."),
        "approve_return": _("%(office)s took it from %(unit)s."),
        "refuse_return": _("%(office)s left it with %(unit)s."),
        "dispute": _("%(unit)s called the arbiter."),
        "bind": _("The arbiter ruled that it stays with %(unit)s."),
        "release": _("The arbiter ruled that it is not a matter of %(unit)s."),
        "recall": _("%(office)s took it from %(unit)s and gave it to another."),
        "ask_extension": _("%(unit)s asked for time until %(day)s."),
        "grant_extension": _("%(office)s gave %(unit)s time until %(day)s."),
        "refuse_extension": _("%(office)s gave %(unit)s no more time."),
        "give_opinion": _("%(unit)s gave its opinion."),
        "return_opinion": _("The opinion of %(unit)s was sent back."),
        "waive": _("%(office)s goes on without the opinion of %(unit)s."),
        "correct": _("%(office)s corrected title, place or category."),
        "correct_answer": _("%(unit)s corrected its answer."),
        "ask_agreement": _("%(unit)s sent its answer round for agreement."),
        "agree": _("%(unit)s agreed to the answer."),
        "object": _("%(unit)s objected to the answer."),
        "dispense": _("%(office)s goes on without the agreement of %(unit)s."),
        "ask_signoff": _("%(unit)s laid its answer before its head."),
        "sign_off": _("The head of %(unit)s signed the answer off."),
        "record_signoff": _("%(unit)s recorded the stamped letter of its answer."),
        "refuse_signoff": _("The head of %(unit)s gave the answer back to the officer."),
        "withdraw_answer": _("%(unit)s took its answer back before it was signed."),
        "urge_head": _("%(unit)s reminded its head to sign the answer."),
        "hand_in": _("%(unit)s handed in its answer; %(office)s looks it over."),
        "deliver": _("%(office)s delivered the answer of %(unit)s."),
        "return_answer": _("%(office)s sent the answer back to %(unit)s."),
        "urge": _("%(office)s reminded %(units)s of the date."),
        "hold": _("%(office)s put it on hold until %(day)s."),
        "resume": _("%(office)s let it go on."),
        "hold_ends": _("The hold is over; the units go on."),
    }


def _deputys_lines() -> dict[str, str]:
    """What is said where a deputy or stand-in did it with the head's seat."""
    return {
        "sign_off": _("A deputy signed the answer off for the head of %(unit)s."),
        "refuse_signoff": _(
            "A deputy gave the answer back to the officer for the head of %(unit)s."
        ),
    }


def missing(assignment: Assignment) -> Said:
    """What the author found missing in the answer before, with its files; without words in the
    first round, or once they were erased."""
    said = enclosed.lines(assignment.suggestion.code).filter(remark__isnull=False)
    last = said.filter(step=REDO.name).first() if assignment.round else None
    return Said("", last.words, brought(last)) if last else Said("", "")
