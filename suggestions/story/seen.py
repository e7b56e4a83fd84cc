"""A case as one person reads it: the same for its page and for paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString

from departments.policies import role_in
from design.dates import together
from events.models import Event
from members.policies import hats, oversees
from members.roles import Arbiter, Auditor, Member, Office
from suggestions import clocks, policies, rulings
from suggestions.lifecycle import Desk
from suggestions.models import enclosed
from suggestions.models.suggestion import answering
from suggestions.story import units
from suggestions.story.entry import Entry
from suggestions.story.file import entries
from suggestions.story.river import stations
from suggestions.story.sentence import sentence
from suggestions.story.standing import standing
from workdays.arithmetic import local_date

if TYPE_CHECKING:
    from deadlines.models import DueDate
    from design.pieces import Light, Station
    from members.models import User
    from suggestions.models import Assignment, Suggestion
    from suggestions.models.aside import Promised, Word
    from workdays.arithmetic import Calendar

# The office and those above it see that a case is supervised.
OVERSEERS = (Desk.OFFICE, Desk.SYSTEM)


@dataclass(frozen=True)
class Seen:
    """All that one reader is shown of a case. What they may do with it is the page's."""

    suggestion: Suggestion
    works: Sequence[Assignment]
    events: Sequence[Event]
    reader: policies.Reader
    assignment: Assignment | None
    due: DueDate | None
    light: Light
    sentence: SafeString
    stations: Sequence[Station]
    entries: Sequence[Entry]
    units: Sequence[units.UnitLine]
    waited_for: str
    given_back: str
    works_on_it: bool
    ratings: Sequence[Word]
    promises: Sequence[tuple[Promised, Light]]
    supervised: bool


def role_of(user: User, shown: Seen) -> str:
    """The role in which somebody reads the case; "" for one who only rates or once co-signed."""
    reader, worn = shown.reader, hats(user)
    desks = {Desk.MEMBER: Member.key, Desk.OFFICE: Office.key, Desk.ARBITER: Arbiter.key}
    if reader.desk in desks:
        return desks[reader.desk]
    if reader.work and (role := role_in(user, reader.work.department_id)):
        return role
    if oversees(worn, shown.suggestion.organ_id):
        return Office.key if worn.office_of else Auditor.key
    return Member.key if worn.member_of else ""


def seen(user: User, suggestion: Suggestion, *, at: datetime, calendar: Calendar) -> Seen:
    """What this person, to whom the case is visible, is shown of it now.

    Of a case that comes `for_page` it asks for the assignments, the ledger's lines and the clock.
    """
    works = suggestion.works(on=local_date(at))
    events = standing(list(enclosed.lines(suggestion.code)))
    reader = policies.reader(user, suggestion, works)
    assignment = reader.work or answering(works)
    works_on_it = reader.desk in (Desk.OFFICE, Desk.DEPARTMENT)
    inside = reader.sees_inside(user, suggestion)
    decision = rulings.awaited(works)
    ruling = decision.clock if decision and decision.is_ruling else None
    return Seen(
        suggestion=suggestion,
        works=works,
        events=events,
        reader=reader,
        assignment=assignment,
        due=ruling or clocks.running(suggestion, assignment),
        light=clocks.case_light(
            suggestion, assignment, at=at, calendar=calendar, decision=decision
        ),
        sentence=sentence(
            suggestion,
            at=at,
            calendar=calendar,
            reader=reader.voice,
            promise=clocks.waiting_promise(suggestion),
            decision=decision,
        ),
        stations=stations(suggestion, events),
        entries=entries(
            suggestion,
            works,
            events,
            rating_shown=reader.follows_ratings,
            reasons_shown=policies.reads_reasons(user, suggestion),
            inside_shown=inside,
        ),
        units=units.lines(
            suggestion, works, events, at=at, absences_shown=works_on_it, inside_shown=inside
        ),
        waited_for=_waited_for(
            units.own_part(reader.work),
            units.waited_for(suggestion, works, at=at, inside_shown=inside),
        ),
        given_back=units.given_back(works),
        works_on_it=works_on_it,
        ratings=reader.words,
        promises=[
            (one, clocks.promise_light(one, at=at, calendar=calendar))
            for one in suggestion.promises()
        ],
        supervised=bool(suggestion.supervised_at) and reader.desk in OVERSEERS,
    )


def _waited_for(own: str, others: str) -> str:
    return together(own, others) if own and others else own or others
