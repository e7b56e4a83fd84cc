"""What becomes of a promise: made, reported, confirmed or contested, given a new date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from commitments import policies, registry
from commitments.lifecycle import (
    CHANGE,
    CLOCKS,
    CONFIRM,
    CONTEST,
    MAKE,
    RENEW,
    REPLACE,
    REPORT,
    STAND_CHANGED,
    STAND_KEPT,
    Claim,
    NotNow,
    State,
    Step,
)
from commitments.models import Commitment, GivenDate
from deadlines.actions import clocks
from events.actions import ledger
from events.actions.sweeping import one_by_one
from workdays.arithmetic import due_moment

if TYPE_CHECKING:
    from departments.models import Department
    from events.models import Event
    from members.models import Organ, User

KIND = "commitment"


@dataclass(frozen=True)
class Matter:
    """What is promised about: a kind of thing and its code, its organ and instrument."""

    kind: str
    code: str
    organ: Organ
    instrument: str = "micro"


@transaction.atomic
def make(
    *,
    code: str,
    matter: Matter,
    holder: Department | None,
    words: str,
    due_on: date,
    by: User,
    at: datetime,
    role: str = "",
) -> Commitment:
    """Write a promise down with its date; who may promise is asked for by whoever calls.

    Without a holder the office of the matter's organ holds it.

    Raises:
        Refused: the day is over already.
        IntegrityError: that code is taken.
    """
    commitment = Commitment.objects.create(
        code=code,
        kind=matter.kind,
        about=matter.code,
        organ=matter.organ,
        instrument=matter.instrument,
        holder=holder,
        words=words,
        due_on=due_on,
        due_at=due_moment(due_on, settings.DUE_HOUR),
        made_by=by,
        made_at=at,
    )
    _give(commitment, due_on, by=by, at=at)
    _record(MAKE, commitment, by=by, at=at, role=role)
    return commitment


@transaction.atomic
def report(*, commitment: Commitment, claim: Claim, evidence: str, by: User, at: datetime) -> Event:
    """Say that it was kept, with what shows it, or that it cannot be done, with the reason.

    Return the line of the ledger, as all that somebody says of a promise.

    Raises:
        PermissionDenied: `by` has no seat where it is held.
        NotNow: it was reported or settled already.
    """
    role = policies.require(by, REPORT, commitment)
    before = _hold(commitment)
    said = {"claim": claim.value, "evidence": evidence, "reported_by": by, "reported_at": at}
    commitment.shift(REPORT, **said)
    _stop(commitment, before, by=by, at=at)
    _wait(commitment, by=by, at=at)
    return _done(REPORT, commitment, by=by, at=at, role=role, remark=evidence)


@transaction.atomic
def confirm(*, commitment: Commitment, by: User, at: datetime) -> Event:
    """Say that it is as reported: kept, or rightly given up.

    Raises:
        PermissionDenied: `by` is nobody it was promised to.
        NotNow: it is not reported, or settled already.
    """
    role = policies.require(by, CONFIRM, commitment)
    _hold(commitment)
    step = CONFIRM if commitment.claim == Claim.KEPT else CHANGE
    _settle(step, commitment, by=by, at=at, confirmed_by=by, confirmed_at=at)
    return _done(step, commitment, by=by, at=at, role=role)


@transaction.atomic
def contest(*, commitment: Commitment, words: str, by: User, at: datetime) -> Event:
    """Say that it is not as reported, and why. Its holder then gives a new date.

    Raises:
        PermissionDenied: `by` is nobody it was promised to.
        NotNow: it is not reported, or settled already.
    """
    role = policies.require(by, CONTEST, commitment)
    before = _hold(commitment)
    commitment.shift(CONTEST)
    _stop(commitment, before, by=by, at=at)
    _wait(commitment, by=by, at=at)
    return _done(CONTEST, commitment, by=by, at=at, role=role, remark=words)


@transaction.atomic
def renew(*, commitment: Commitment, due_on: date, reason: str, by: User, at: datetime) -> Event:
    """Give a new date, with the reason. The dates before it stay in the file.

    Raises:
        PermissionDenied: `by` has no seat where it is held.
        NotNow: it waits to be confirmed, or is settled.
        Refused: the day is over already.
    """
    role = policies.require(by, RENEW, commitment)
    before = _hold(commitment)
    commitment.shift(RENEW, due_on=due_on, due_at=due_moment(due_on, settings.DUE_HOUR))
    _stop(commitment, before, by=by, at=at)
    _give(commitment, due_on, by=by, at=at)
    return _done(RENEW, commitment, by=by, at=at, role=role, remark=reason)


@transaction.atomic
def replace(*, code: str, by: User | None, at: datetime) -> None:
    """Let a new answer take a promise's place; one that is settled, or never was, stays as it is.

    Whoever calls holds the thing it is about.
    """
    unsettled = Commitment.objects.unsettled().select_for_update(no_key=True, of=("self",))
    for commitment in unsettled.filter(code=code):
        _settle(REPLACE, commitment, by=by, at=at)
        _record(REPLACE, commitment, by=None, at=at)


@transaction.atomic
def move_date(*, code: str, due_at: datetime) -> None:
    """Take over the date of the clock that runs, which a new calendar has moved.

    Also where nobody may act on the thing now: its clocks go on.
    """
    commitment = Commitment.objects.unsettled().filter(code=code).first()
    if commitment is None:
        return
    registry.subject(commitment.kind).lock(commitment.about)
    Commitment.objects.filter(pk=commitment.pk).unsettled().update(due_at=due_at)
    registry.subject(commitment.kind).moved(commitment, None, due_at)


def let_stand(*, at: datetime) -> int:
    """Settle as reported what nobody confirmed or contested in time; how many that were."""
    over = Commitment.objects.reported().filter(due_at__lt=at).order_by("due_at", "pk")
    keys = list(over.values_list("pk", flat=True))
    return one_by_one(keys, lambda pk: _stand(pk, at=at), what="the report on promise")


@transaction.atomic
def _stand(pk: int, *, at: datetime) -> bool:
    """Settle one; where nobody may act on the thing now, it waits until somebody may."""
    commitment = Commitment.objects.select_related("holder", "organ").get(pk=pk)
    try:
        _hold(commitment)
    except NotNow:
        return False
    if commitment.state != State.REPORTED or not commitment.due_at or commitment.due_at >= at:
        return False
    step = STAND_KEPT if commitment.claim == Claim.KEPT else STAND_CHANGED
    _settle(step, commitment, by=None, at=at)
    _done(step, commitment, by=None, at=at)
    return True


def _hold(commitment: Commitment) -> str:
    """Lock the thing, then its promise, as it is now; the clock that runs there.

    Raises:
        NotNow: nobody may act on the thing now.
    """
    if not registry.subject(commitment.kind).lock(commitment.about):
        raise NotNow(_("Somebody else was faster: this promise has moved on in the meantime."))
    here = Commitment.objects.select_for_update(no_key=True)
    commitment.refresh_from_db(fields=["state", "claim", "due_at", "due_on"], from_queryset=here)
    return CLOCKS.get(State(commitment.state), "")


def _settle(
    step: Step, commitment: Commitment, *, by: User | None, at: datetime, **changes: object
) -> None:
    before = CLOCKS.get(State(commitment.state), "")
    commitment.shift(step, settled_at=at, due_at=None, **changes)
    _stop(commitment, before, by=by, at=at)


def _stop(commitment: Commitment, phase: str, *, by: User | None, at: datetime) -> None:
    clocks.stop(kind=KIND, code=commitment.code, phase=phase, by=by, at=at)


def _wait(commitment: Commitment, *, by: User | None, at: datetime) -> None:
    """Start the clock of the state just reached, whose length is a rule of the organ."""
    due = clocks.start(
        kind=KIND,
        code=commitment.code,
        phase=CLOCKS[State(commitment.state)],
        organ=commitment.organ,
        by=by,
        at=at,
        instrument=commitment.instrument,
    )
    Commitment.objects.filter(pk=commitment.pk).update(due_at=due.due_at)
    commitment.due_at = due.due_at


def _give(commitment: Commitment, due_on: date, *, by: User, at: datetime) -> None:
    """Start the clock of a date that was given, and keep the date."""
    clocks.start_on(
        kind=KIND,
        code=commitment.code,
        phase=CLOCKS[State.OPEN],
        organ=commitment.organ,
        due_on=due_on,
        by=by,
        at=at,
        instrument=commitment.instrument,
    )
    GivenDate.objects.create(commitment=commitment, due_on=due_on, given_by=by, given_at=at)


def _done(
    step: Step,
    commitment: Commitment,
    *,
    by: User | None,
    at: datetime,
    role: str = "",
    remark: str = "",
) -> Event:
    """Write the line, and let the thing it is about follow."""
    line = _record(step, commitment, by=by, at=at, role=role, remark=remark)
    registry.subject(commitment.kind).moved(commitment, by, at)
    return line


def _record(
    step: Step,
    commitment: Commitment,
    *,
    by: User | None,
    at: datetime,
    role: str = "",
    remark: str = "",
) -> Event:
    """The line stands in the history of the thing that the promise is about."""
    return ledger.record(
        kind=commitment.kind,
        code=commitment.about,
        step=step.name,
        by=by,
        at=at,
        role=role,
        organ=commitment.organ_id,
        data={
            "promise": commitment.code,
            "unit": commitment.holder.code if commitment.holder else "",
            "due_on": commitment.due_on.isoformat(),
            "claim": commitment.claim,
        },
        remark=remark,
    )
