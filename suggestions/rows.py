"""One row of a desk's list: its light, its state and its next act, for the page and the table."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from commitments.lifecycle import State as Kept
from commitments.models.held import last_day_over
from deadlines.lights import end_of_amber, light, time_left
from design.pieces import Light
from suggestions import promised
from suggestions.clocks import PRESSING, closed_light, not_kept_light, paused_light, word_dates
from suggestions.lifecycle import (
    ACCEPT,
    PAUSED,
    STATE_LABELS,
    TO_ASSIGN,
    URGE,
    WORK_LABELS,
    State,
    Work,
)
from suggestions.models import Assignment, Suggestion, Urge
from suggestions.models.cases import UNIT_STATES
from suggestions.rulings import ruling_dates
from suggestions.story import (
    asked_way,
    kept_way,
    office_way,
    promise_way,
    unit_way,
    urge_way,
    while_signing,
    work_word,
)
from workdays.arithmetic import Calendar, local_date, workday_from

if TYPE_CHECKING:
    from commitments.models import Commitment
    from departments.models import Department
    from suggestions.story import Button


# What can be done with several cases of the office's desk at once.
ASSIGN_PICK, ACCEPT_PICK, URGE_PICK = "assign", "accept", "urge"


@dataclass(frozen=True)
class Row:
    """One case in a list: its light, its state and its next act in words beside the case itself.

    `verb` is "" where this desk has nothing to do; `url` is where it leads. `due_at` is the date
    of what it stands there for: where that is a promise, the day to which its holder is held.
    `beside`: what can be done with it where no act is next.
    `unpicked` says why nothing can be done with it together with others, though it is late.
    """

    thing: Any
    suggestion: Suggestion
    light: Light
    state: str | Promise
    proposed: str = ""
    verb: str = ""
    url: str = ""
    until: datetime | None = None
    due_at: datetime | None = None
    promise: Commitment | None = None
    picks: tuple[str, ...] = ()
    unpicked: str = ""
    beside: tuple[Button, ...] = ()

    @property
    def unit(self) -> Department | None:
        """Whose part it is: of a case the unit that has it, of a promise its holder."""
        if self.thing is self.suggestion:
            return self.suggestion.unit
        unit: Department | None = getattr(self.thing, "department", None) or self.thing.holder
        return unit

    @property
    def officer(self) -> str:
        """Who handles a unit's part of a case, by the rule of `deputies.by_name`: the officer named
        for it or, while nobody is named, who signed for it in the unit; "" of anything else."""
        officer = getattr(self.thing, "officer", None)
        if officer is None and not getattr(self.thing, "entered", False):
            officer = getattr(self.thing, "signed_by", None)
        return str(officer or "")


def case_row(
    suggestion: Suggestion,
    at: datetime,
    calendar: Calendar,
    *,
    of_office: bool = False,
    proposed: bool = False,
    acts: bool = True,
    by_promise: bool = False,
) -> Row:
    """A case, for its author or, `of_office`, by the date of its office's own word; ``proposed``:
    with what the office does next too.

    Without ``acts``: another office has it, and nothing is to be done from here. ``by_promise``:
    of an answer still to be rated a promise whose day comes first counts.
    """
    best = (
        [one.department.short_name for one in suggestion.recommendations.all()] if proposed else []
    )
    verb, url = office_way(suggestion) if acts else ("", "")
    if proposed and not verb:
        verb, url = asked_way(suggestion)
    until = getattr(suggestion, "appeal_until", None)
    owed_since = promised.late_since(suggestion, at)
    broken = promised.new_day_by(suggestion)
    word_by = _word_by(suggestion, of_office=of_office or proposed)
    soon = _promised_before(suggestion) if by_promise else None
    here_due = broken or owed_since or soon or word_by or suggestion.due_at
    # Until when its author can object is a right, and no light: what is over runs for nobody.
    shown = light(here_due, at, calendar) if here_due else closed_light(suggestion.state)
    shown = not_kept_light() if broken else _of_whom(shown, suggestion, here_due)
    picks = _picks(suggestion, at, calendar) if proposed else ()
    if acts and not verb and URGE_PICK in picks:
        verb, url = urge_way(suggestion)
    return Row(
        thing=suggestion,
        suggestion=suggestion,
        light=shown,
        state=_state(suggestion, late=bool(owed_since), broken=bool(broken), soon=bool(soon)),
        proposed=best[0] if best else "",
        verb=verb,
        url=url,
        until=until,
        due_at=here_due,
        picks=picks,
        unpicked=_unpicked(suggestion) if proposed and not picks and shown.kind == "red" else "",
    )


def _of_whom(shown: Light, suggestion: Suggestion, due_at: datetime | None) -> Light:
    """A late light that says so where the date is that of the office's own word to a unit."""
    if shown.kind != "red" or not due_at or due_at != getattr(suggestion, "asked_due", None):
        return shown
    return replace(shown, text=_("our decision %(late)s") % {"late": shown.text})


def confirm_row(suggestion: Suggestion, at: datetime, calendar: Calendar) -> Row:
    """A case whose author is asked whether a promise was kept, with the way to say so; it was
    asked for `with_reported`."""
    code = getattr(suggestion, "reported", None)
    url = kept_way(code) if code else suggestion.get_absolute_url()
    return replace(case_row(suggestion, at, calendar), url=url)


def _promised_before(suggestion: Suggestion) -> datetime | None:
    """The day of a promise in an answer still to be rated, where that comes before the rating's."""
    by = promised.to_be_kept_by(suggestion) if suggestion.state == State.REPLIED else None
    return by if by and suggestion.due_at and by < suggestion.due_at else None


def _state(suggestion: Suggestion, *, late: bool, broken: bool, soon: bool) -> str | Promise:
    """How a case stands, in words: before all else that a promise was not kept, or is overdue."""
    if broken or late or soon:
        return promised.word(Kept.NOT_KEPT if broken else Kept.OPEN, late=late)
    if _ruling_due(suggestion):
        return WORK_LABELS[Work.DISPUTED]
    return STATE_LABELS[State(suggestion.state)]


def _ruling_due(suggestion: Suggestion) -> datetime | None:
    """Until when the arbiter rules on a case that comes `for_rows`; None where no ruling is due."""
    if suggestion.state not in UNIT_STATES:
        return None
    due: datetime | None = getattr(suggestion, "ruling_due", None)
    return due


def _word_by(suggestion: Suggestion, *, of_office: bool) -> datetime | None:
    """Until when somebody besides a unit has the next word: the arbiter, or on the office's own
    desk the office; while a unit works on it the date that comes first."""
    asked_due = getattr(suggestion, "asked_due", None) if of_office else None
    if asked_due and suggestion.due_at and not getattr(suggestion, "paused", False):
        return min(asked_due, suggestion.due_at)
    return asked_due or _ruling_due(suggestion)


def _picks(suggestion: Suggestion, at: datetime, calendar: Calendar) -> tuple[str, ...]:
    """What the office can do with the case together with others; the desk's words for each."""
    broken = promised.new_day_by(suggestion)
    due_at = promised.late_since(suggestion, at) or suggestion.due_at
    shown = light(due_at, at, calendar).kind if due_at else ""
    is_pressing = broken is not None or shown in PRESSING
    may = {
        ASSIGN_PICK: suggestion.state in TO_ASSIGN,
        ACCEPT_PICK: ACCEPT.starts_from(suggestion.state),
        URGE_PICK: _can_be_urged(suggestion, at) and is_pressing,
    }
    return tuple(name for name, here in may.items() if here)


def pickable(found: Any, pick: str, at: datetime, calendar: Calendar) -> Any:
    """Of an office's list those with which it can do that together, by the rules of `_picks`; of
    those to be reminded of, without what was reminded of on this working day already."""
    if pick != URGE_PICK:
        return found.filter(state__in=TO_ASSIGN if pick == ASSIGN_PICK else ACCEPT.sources)
    day = workday_from(local_date(at), calendar)
    reminded = Urge.objects.filter(suggestion=OuterRef("pk"), day=day, undone_at=None)
    return found.filter(_to_urge(at, calendar)).exclude(Exists(reminded))


def _to_urge(at: datetime, calendar: Calendar) -> Q:
    """`_can_be_urged` of what is pressing, asked of the database."""
    late = Q(new_day_by__isnull=False) | Q(owed_on__lte=last_day_over(at))
    pressing = late | Q(due_at__lt=end_of_amber(at, calendar))
    answered = Q(state=State.REPLIED.value) & late
    promised_now = Q(new_day_by__isnull=False) | Q(owed_on__isnull=False)
    followed = Q(state=State.FOLLOWUP.value) & promised_now & pressing
    at_work = [one for one in URGE.sources if one not in (State.REPLIED, State.FOLLOWUP)]
    return Q(unit__isnull=False) & (answered | followed) | (
        Q(state__in=at_work, paused=False) & pressing
    )


def _can_be_urged(suggestion: Suggestion, at: datetime) -> bool:
    """Whether a unit has the next word; after the answer that is on a promise that it holds."""
    if suggestion.state == State.REPLIED:
        late = promised.new_day_by(suggestion) or promised.late_since(suggestion, at)
        return bool(suggestion.unit_id and late)
    if suggestion.state == State.FOLLOWUP:
        owed = promised.new_day_by(suggestion) or getattr(suggestion, "owed_on", None)
        return bool(suggestion.unit_id and owed)
    return URGE.starts_from(suggestion.state) and not getattr(suggestion, "paused", False)


def _unpicked(suggestion: Suggestion) -> str:
    """Why nobody is reminded of a case that is late."""
    if getattr(suggestion, "asked", None):
        return _("A unit waits for your decision.")
    if _ruling_due(suggestion):
        return _("It waits for the arbiter’s ruling.")
    answered = suggestion.state in (State.REPLIED, State.FOLLOWUP)
    if suggestion.state == State.HANDED_OFF or (answered and not suggestion.unit_id):
        return _("It is with another channel: ask there.")
    waits_for_author = suggestion.state in (State.RETURNED, State.REPLIED, State.FOLLOWUP)
    return _("It waits for its author’s word.") if waits_for_author else ""


def work_row(
    assignment: Assignment,
    at: datetime,
    calendar: Calendar,
    *,
    verb: str | None = None,
    signs: bool = False,
    promise: Commitment | None = None,
    word_by: datetime | None = None,
) -> Row:
    """One unit's part of a case; ``verb``: what is said instead of what its unit does next.

    ``signs``: the reader heads the unit, so that the next word on its answer may be theirs;
    ``promise``: what its answer promised and is not settled, for which it stands there then;
    ``word_by``: until when it waits for a head's signature, or a decision (see `word_dates`).
    """
    if promise:
        return replace(_promise_row(promise, assignment.suggestion, at, calendar), thing=assignment)
    back = getattr(assignment, "sent_back", False)
    paused = is_held(assignment)
    shown, due_at = _light_of_work(assignment, word_by, at, calendar)
    sign_by = word_by if assignment.state == Work.PENDING_SIGNOFF else None
    # Of what the office holds nothing is asked now; its page still lets it be answered.
    asks = verb is None and not paused
    verb, url = unit_way(assignment, signs=signs) if asks else (verb or "", "")
    return Row(
        thing=assignment,
        suggestion=assignment.suggestion,
        light=paused_light() if paused else shown,
        state=STATE_LABELS[State.ON_HOLD]
        if paused
        else work_word(assignment, sent_back=back, sign_by=sign_by),
        verb=verb,
        url=url,
        due_at=due_at,
        beside=() if verb else while_signing(assignment),
    )


def is_held(work: Assignment) -> bool:
    """Whether its unit would work on it, but the office holds the case."""
    return work.is_running and work.suggestion.state == State.ON_HOLD


def _light_of_work(
    work: Assignment, word_by: datetime | None, at: datetime, calendar: Calendar
) -> tuple[Light, datetime]:
    """The light of a unit's part, and the date that it goes by. Red alone is what counts as late.

    Where office or arbiter have the next word, theirs, in grey: nothing is asked of the unit. An
    answer in time goes by its signature's date where that comes first.
    """
    if word_by and work.state in PAUSED:
        words = _("decision: %(left)s") % {"left": time_left(word_by, at, calendar)}
        return Light("grey", words), word_by
    own = light(work.due_at, at, calendar, stopped_at=work.delivered_at)
    if word_by is None or word_by >= work.due_at or own.kind == "red":
        return own, work.due_at
    signs = light(word_by, at, calendar)
    if signs.kind != "red":
        return signs, word_by
    return Light("amber", _("signature: %(late)s") % {"late": signs.text}), word_by


def work_rows(
    works: Iterable[Assignment], at: datetime, calendar: Calendar, *, headed: Container[int] = ()
) -> list[Row]:
    """Parts of cases on the desk of their unit, what it promised among them.

    ``headed``: the units that the reader heads.
    """
    here = list(works)
    made, words = promised.of_works(here), word_dates(here)
    return [
        work_row(
            one,
            at,
            calendar,
            signs=one.department_id in headed,
            promise=made.get(one.pk),
            word_by=words.get(one.code),
        )
        for one in here
    ]


def dispute_rows(works: Iterable[Assignment], at: datetime, calendar: Calendar) -> list[Row]:
    """What the arbiter is called on: by the date of the ruling, while that is due the first first;
    after it by that of the unit."""
    here = list(works)
    until = ruling_dates(here)
    rows = [work_row(one, at, calendar, verb="") for one in here]
    if not until:
        return rows
    dated = [
        replace(
            row,
            light=row.light if is_held(row.thing) else light(by, at, calendar),
            due_at=by,
        )
        if (by := until.get(row.thing.code))
        else row
        for row in rows
    ]
    return sorted(dated, key=lambda row: (row.due_at is None, row.due_at, row.suggestion.pk))


def promise_rows(promises: Iterable[Commitment], at: datetime, calendar: Calendar) -> list[Row]:
    """What units have promised, each with its case; of a sealed case nothing is said."""
    made = list(promises)
    cases = (
        Suggestion.objects.for_rows()
        .select_related("author")
        .filter(code__in=[one.about for one in made])
    )
    found = {one.code: one for one in cases}
    return [_promise_row(one, found[one.about], at, calendar) for one in made if one.about in found]


def _promise_row(one: Commitment, case: Suggestion, at: datetime, calendar: Calendar) -> Row:
    verb, url = promise_way(one)
    shown = light(one.held_to, at, calendar) if one.held_to else closed_light()
    return Row(
        thing=one,
        suggestion=case,
        light=not_kept_light() if one.state == Kept.NOT_KEPT else shown,
        state=promised.word(one.state, late=one.is_late(at)),
        verb=verb,
        url=url,
        due_at=one.held_to,
        promise=one,
    )
