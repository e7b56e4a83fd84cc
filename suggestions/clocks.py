"""The clocks of a case as its pages show them: which one runs, its light, what it says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from commitments.lifecycle import CLOCKS as PROMISE_CLOCKS
from commitments.models.held import first_of
from deadlines.actions import clocks
from deadlines.actions.moves import code_of
from deadlines.lights import light
from deadlines.models import DueDate
from design.pieces import Light
from suggestions.lifecycle import (
    CLOCKS,
    OPEN_STATES,
    RULING,
    STATE_LABELS,
    UNIT_PHASES,
    WITH_A_UNIT,
    State,
    Step,
    Work,
    clocks_of,
    urgency_choices,
)
from workdays.arithmetic import (
    SHANGHAI,
    Calendar,
    add_workdays,
    local_date,
    workdays_between,
)

if TYPE_CHECKING:
    from members.models import Organ, User
    from suggestions.models import Assignment, Suggestion
    from suggestions.models.aside import Promised

PRESSING = ("amber", "red")


@dataclass(frozen=True)
class Choice:
    """One urgency as the office chooses it: the working days it gives and the date that makes."""

    value: str
    label: str
    days: int
    due_at: datetime
    provisional: bool
    opinion_due_at: datetime


def start_for_case(suggestion: Suggestion, phase: str, *, by: User | None, at: datetime) -> DueDate:
    """Start a clock of the office or the author on a suggestion."""
    return clocks.start(
        kind="suggestion",
        code=suggestion.code,
        phase=phase,
        organ=suggestion.organ,
        by=by,
        at=at,
        instrument=suggestion.instrument,
    )


def start_for_unit(assignment: Assignment, phase: str, *, by: User, at: datetime) -> DueDate:
    """Start a clock of the unit on its assignment."""
    suggestion = assignment.suggestion
    return clocks.start(
        kind="assignment",
        code=assignment.code,
        phase=phase,
        organ=suggestion.organ,
        by=by,
        at=at,
        instrument=suggestion.instrument,
        urgency=assignment.urgency,
    )


def preview(suggestion: Suggestion, phase: str, *, at: datetime, urgency: str = "ordinary") -> Any:
    """What a clock of the case's organ would say if it started at `at`; nothing is written."""
    return clocks.preview(
        organ=suggestion.organ,
        phase=phase,
        at=at,
        instrument=suggestion.instrument,
        urgency=urgency,
    )


def stop_all(assignment: Assignment, *, by: User | None, at: datetime) -> None:
    """Stop every clock of an assignment."""
    running = DueDate.objects.filter(kind="assignment", code=assignment.code)
    running.stop(at=at, by=code_of(by))


def start_on(
    suggestion: Suggestion, phase: str, *, due_on: date, by: User | None, at: datetime
) -> DueDate:
    """Start a clock on a suggestion whose last day is given."""
    return clocks.start_on(
        kind="suggestion",
        code=suggestion.code,
        phase=phase,
        organ=suggestion.organ,
        due_on=due_on,
        by=by,
        at=at,
        instrument=suggestion.instrument,
    )


def pause(assignment: Assignment, *, by: User | None, at: datetime) -> DueDate:
    """Hold the clock of a unit's work."""
    return clocks.pause(
        kind="assignment", code=assignment.code, phase=assignment.phase, by=by, at=at
    )


def resume(assignment: Assignment, *, by: User | None, at: datetime) -> DueDate:
    """Let the clock of a unit's work run on."""
    return clocks.resume(
        kind="assignment", code=assignment.code, phase=assignment.phase, by=by, at=at
    )


def held(works: Iterable[Assignment]) -> list[Assignment]:
    """Of these assignments those whose clock is held."""
    by_code = {one.code: one for one in works}
    stopped = DueDate.objects.open().filter(kind="assignment", paused_at__isnull=False)
    found = stopped.filter(code__in=by_code, phase__in=UNIT_PHASES)
    return [by_code[code] for code in found.values_list("code", flat=True)]


def carry(old: Assignment, new: Assignment, *, by: User | None, at: datetime) -> DueDate:
    """Let the next unit take over the clock of the work: same start, same date, same history."""
    return clocks.carry(
        kind="assignment", code=old.code, phase=old.phase, to_code=new.code, by=by, at=at
    )


def latest(suggestion: Suggestion, phase: str, *, after: datetime) -> datetime:
    """The last moment that a phase allows, counted from `after`, such as that of an extension."""
    moment: datetime = preview(suggestion, phase, at=after).due_at
    return moment


def expected(due_at: datetime, *, since: datetime, until: datetime, calendar: Calendar) -> datetime:
    """The date of a held clock if it runs on at `until`: later by the working days between."""
    days = workdays_between(local_date(since), local_date(until), calendar)
    before = due_at.astimezone(SHANGHAI)
    later = add_workdays(before.date(), days, calendar).due
    return datetime.combine(later, before.timetz())


def stop(thing: Suggestion | Assignment, phase: str, *, by: User | None, at: datetime) -> None:
    """Stop the clock of a phase; one that does not run stays as it is."""
    kind = "assignment" if hasattr(thing, "suggestion_id") else "suggestion"
    clocks.stop(kind=kind, code=thing.code, phase=phase, by=by, at=at)


def date_of(suggestion: Suggestion, phase: str, *, at: datetime) -> datetime:
    """The date that a clock of the case's organ would have if it started at `at`."""
    found = clocks.preview(
        organ=suggestion.organ, phase=phase, at=at, instrument=suggestion.instrument
    )
    return found.due_at


def turn(
    suggestion: Suggestion, step: Step, *, by: User | None, at: datetime, phase: str = ""
) -> None:
    """After a step of the case: stop the clock of where it was, start that of where it is now.

    The clock that starts gives the case its date; ``phase`` names another than the state's first.
    """
    stop_before(suggestion, step, by=by, at=at)
    if suggestion.state in OPEN_STATES:
        phase = phase or CLOCKS[State(suggestion.state)]
        suggestion.wait_until(start_for_case(suggestion, phase, by=by, at=at).due_at)


def stop_before(suggestion: Suggestion, step: Step, *, by: User | None, at: datetime) -> None:
    """Stop the clock of every state from which a step of the case starts."""
    opened = [State(state) for state in step.sources if state in OPEN_STATES]
    for phase in {phase for state in opened for phase in clocks_of(state)}:
        stop(suggestion, phase, by=by, at=at)


def running(suggestion: Suggestion, assignment: Assignment | None) -> DueDate | None:
    """The clock that the case waits for now; None when it waits for nobody."""
    if suggestion.state not in OPEN_STATES:
        return None
    phases = clocks_of(State(suggestion.state))
    thing = ("suggestion", suggestion.code)
    if promised := waiting_promise(suggestion):
        thing, phases = ("commitment", promised.code), (PROMISE_CLOCKS[promised.state],)
    elif assignment and phases[0] in UNIT_PHASES:
        # A co-handler's is its opinion's; one that took a second answer over is that one's.
        thing, phases = ("assignment", assignment.code), (*UNIT_PHASES, "answer_check")
    found = DueDate.objects.open().of(*thing).filter(phase__in=phases)
    return found.select_related("policy").first()


def of_work(work: Assignment, *, running: DueDate | None = None) -> DueDate | None:
    """The clock of a unit's work, stopped or not: the last one. No query where it is `running`."""
    if running and running.code == work.code and running.phase in UNIT_PHASES:
        return running
    found = DueDate.objects.of("assignment", work.code).filter(phase__in=UNIT_PHASES)
    return found.select_related("policy").first()


WORD_PHASES = {
    Work.PENDING_SIGNOFF.value: "signoff",
    Work.RETURN_REQUESTED.value: "return_decision",
    Work.DISPUTED.value: RULING,
}
"""The clock of the word for which a unit's work waits: its head's, the office's, the arbiter's."""


def open_of_works() -> Any:
    """The clocks that run on parts of cases: the same rows for a date and for what is late."""
    return DueDate.objects.open().filter(kind="assignment")


def word_dates(works: Iterable[Assignment]) -> dict[str, datetime]:
    """By when a head signs, or office or arbiter decide, for those works that wait for it, by the
    works' codes; a question only where one waits."""
    wanted = {one.code: WORD_PHASES[one.state] for one in works if one.state in WORD_PHASES}
    if not wanted:
        return {}
    found = open_of_works().filter(code__in=wanted, phase__in=set(wanted.values()))
    dates = found.values_list("code", "phase", "due_at")
    return {code: due_at for code, phase, due_at in dates if phase == wanted[code]}


def signing_dates(works: Iterable[Assignment]) -> dict[str, datetime]:
    """The same of those alone that wait for their head."""
    return word_dates(one for one in works if one.state == Work.PENDING_SIGNOFF)


@dataclass(frozen=True)
class Decision:
    """What a unit asks and office or arbiter have to decide: of which assignment, by when.

    ``clock``: theirs; ``is_all``: no unit works on the case until then.
    """

    work: Assignment
    clock: DueDate
    is_all: bool

    @property
    def phase(self) -> str:
        return self.clock.phase

    @property
    def due_at(self) -> datetime:
        return self.clock.due_at

    @property
    def is_ruling(self) -> bool:
        """Whether the case as a whole waits for the arbiter."""
        return self.is_all and self.phase == RULING


def waiting_promise(suggestion: Suggestion) -> Promised | None:
    """The promise that a followed case waits for now; see `first_of`."""
    return first_of(suggestion.promises()) if suggestion.state == State.FOLLOWUP else None


def late_promise(suggestion: Suggestion, at: datetime) -> Promised | None:
    """Of an answer that is still to be rated the promise that is late already; see `first_of`."""
    if suggestion.state != State.REPLIED:
        return None
    return first_of(one for one in suggestion.promises() if one.is_late(at))


def promise_light(promised: Promised, *, at: datetime, calendar: Calendar) -> Light:
    """The light of one promise; grey once it is settled."""
    if promised.held_to is None:
        return Light("grey", promised.word)
    return not_kept_light() if promised.is_contested else light(promised.held_to, at, calendar)


def case_light(
    suggestion: Suggestion,
    assignment: Assignment | None,
    *,
    at: datetime,
    calendar: Calendar,
    decision: Decision | None = None,
) -> Light:
    """The light of a case; after the answer it shows whether the answer came in time, and while it
    waits for the arbiter whether the ruling is."""
    if suggestion.state == State.ON_HOLD:
        return paused_light()
    if decision and decision.is_ruling:
        return light(decision.due_at, at, calendar, started_at=decision.clock.started_at)
    if promised := waiting_promise(suggestion) or late_promise(suggestion, at):
        return promise_light(promised, at=at, calendar=calendar)
    if _said_its_part(suggestion, assignment):
        # Its opinion is there: what runs now is the answer's.
        return light(suggestion.due_at or at, at, calendar, started_at=suggestion.submitted_at)
    over = assignment and assignment.state == Work.DONE
    if assignment and assignment.delivered_at and (suggestion.state == State.CLOSED or not over):
        shown = light(assignment.due_at, at, calendar, stopped_at=assignment.delivered_at)
        return under_way_light() if shown.kind == "green" and _is_owed(suggestion) else shown
    if suggestion.due_at is None:
        return closed_light(suggestion.state)
    started = assignment.assigned_at if assignment and not over else suggestion.submitted_at
    due_at = suggestion.due_at
    if assignment and assignment.is_running and suggestion.state in WITH_A_UNIT:
        due_at = assignment.due_at
    return light(due_at, at, calendar, started_at=started)


def _is_owed(suggestion: Suggestion) -> bool:
    """Whether something that an answer promised is still to be done."""
    return suggestion.state == State.REPLIED and any(one.is_owed for one in suggestion.promises())


def urgencies(organ: Organ, *, at: datetime, instrument: str = "micro") -> Iterable[Choice]:
    """What each urgency would mean if the case were assigned at `at`."""
    choices = urgency_choices()
    found = clocks.previews(
        organ=organ,
        phases=("handle", "opinion"),
        at=at,
        instrument=instrument,
        urgencies=[value for value, _label in choices],
    )
    for value, label in choices:
        answer, opinion = found["handle", value], found["opinion", value]
        yield Choice(
            value=value,
            label=str(label),
            days=answer.policy.working_days,
            due_at=answer.due_at,
            provisional=answer.provisional,
            opinion_due_at=opinion.due_at,
        )


def is_pressing(assignment: Assignment, *, at: datetime, calendar: Calendar) -> bool:
    """Whether the date of a unit's work is near or over."""
    shown = light(assignment.due_at, at, calendar, started_at=assignment.assigned_at)
    return shown.kind in PRESSING


def not_kept_light() -> Light:
    """The light of a promise that was not kept, until a new day is named."""
    return Light("red", pgettext("light", "not kept"))


def under_way_light() -> Light:
    """The light of an answer that came in time and promised what is still to be done."""
    return Light("green", pgettext("light", "promise under way"))


def paused_light() -> Light:
    """The light of what the office holds."""
    return Light("grey", pgettext("light", "on hold"))


ENDED_EARLY = (State.DECLINED, State.MERGED, State.DIVERTED, State.WITHDRAWN)


def closed_light(state: str = State.CLOSED) -> Light:
    """The light of a case that waits for nobody; it says what ended it where no answer did."""
    word = str(STATE_LABELS[State(state)]) if state in ENDED_EARLY else _("closed")
    return Light("grey", word)


def _said_its_part(suggestion: Suggestion, assignment: Assignment | None) -> bool:
    """Whether a co-handler has given its opinion on a case that still waits for its answer."""
    given = assignment is not None and assignment.is_co and assignment.delivered_at is not None
    return given and suggestion.state in WITH_A_UNIT
