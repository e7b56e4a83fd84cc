"""Putting a case into the hands of one unit, and out of them again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from deadlines.models import DueDate
from suggestions import clocks
from suggestions.actions import progress
from suggestions.lifecycle import (
    CANCEL,
    HAND_OVER,
    OUT_OF_FORCE,
    UNIT_PHASES,
    NotNow,
    Part,
    Step,
    Work,
)
from suggestions.models import (
    Agreement,
    Assignment,
    DraftAnswer,
    ExtensionRequest,
    Recommendation,
    ReturnRequest,
)
from suggestions.models.agreement import LAPSED as NO_MORE
from suggestions.models.extension_request import GRANTED
from suggestions.models.return_request import LAPSED

if TYPE_CHECKING:
    from departments.models import Department
    from members.models import User
    from suggestions.models import Suggestion


@dataclass(frozen=True)
class Charge:
    """One unit and what it is on the case."""

    department: Department
    part: Part = Part.SOLE


class WrongParts(ValueError):
    """Units that do not fit together: see `lifecycle.Part`."""


class HasItAlready(NotNow):
    """A unit is given a case once."""

    def __init__(self, department: Department) -> None:
        words = _("%(unit)s has this case already. Please choose another unit.")
        super().__init__(words % {"unit": department.name})


def check(suggestion: Suggestion, charges: Sequence[Charge]) -> None:
    """Ask that the units belong to the organ and fit together.

    Raises:
        WrongParts, ValueError: they do not.
    """
    for charge in charges:
        _require_ours(suggestion, charge.department)
    parts = [charge.part for charge in charges]
    fits = (
        parts == [Part.SOLE]
        or (len(parts) > 1 and parts[0] is Part.LEAD and set(parts[1:]) == {Part.CO})
        or (len(parts) > 1 and set(parts) == {Part.SEPARATE})
    )
    if not fits or len({charge.department.pk for charge in charges}) < len(charges):
        raise WrongParts(_("One unit alone, one lead with others, or several separately."))


def _require_ours(suggestion: Suggestion, department: Department) -> None:
    if department.organ_id != suggestion.organ_id or not department.is_active:
        raise ValueError("the unit is not one of the organ in charge")


@transaction.atomic
def hand_over(
    suggestion: Suggestion,
    charge: Charge,
    *,
    urgency: str,
    by: User,
    at: datetime,
    replaces: Assignment | None = None,
    role: str = "office",
) -> Assignment:
    """Make one unit's assignment. Its clock starts now, or is that of the one it replaces.

    A co-handler's clock ends with its opinion. For signing and giving back there is time anew.

    Raises:
        HasItAlready: the unit has the case already.
        ValueError: it is not an active unit of the organ in charge.
    """
    _require_ours(suggestion, charge.department)
    if suggestion.assignments.present().filter(department=charge.department).exists():
        raise HasItAlready(charge.department)
    assignment = Assignment(
        code=next_code(suggestion),
        suggestion=suggestion,
        department=charge.department,
        part=charge.part.value,
        urgency=replaces.urgency if replaces else urgency or "ordinary",
        round=replaces.round if replaces else 0,
        replaces=replaces,
        proposed_rank=proposed_rank(suggestion, charge.department),
        assigned_by=by,
        assigned_at=at,
        return_until=clocks.latest(suggestion, "return_window", after=at),
    )
    clocks.start_for_unit(assignment, "sign", by=by, at=at)
    if replaces:
        due = clocks.carry(replaces, assignment, by=by, at=at)
        assignment.due_at = replaces.due_at if due.paused_at else due.due_at
    else:
        due = clocks.start_for_unit(assignment, assignment.phase, by=by, at=at)
        assignment.due_at = due.due_at
    assignment.save(force_insert=True)
    if replaces:
        _carry_extension(replaces, assignment)
    data = {"part": charge.part.value, "due": due.due_at.isoformat()}
    assignment.say(HAND_OVER, by=by, at=at, role=role, data=data)
    return assignment


def _carry_extension(old: Assignment, new: Assignment) -> None:
    """Let the one extension of a clock go over with it."""
    given = ExtensionRequest.objects.filter(assignment=old, decision=GRANTED, round=old.round)
    for one in given:
        one.assignment = new
        one.save(force_insert=True)


def next_code(suggestion: Suggestion) -> str:
    """The code of the case's next assignment: 2026-00417-2."""
    return f"{suggestion.code}-{suggestion.assignments.count() + 1}"


def proposed_rank(suggestion: Suggestion, department: Department) -> int | None:
    """At which place the platform had proposed that unit, if at all."""
    ranks = Recommendation.objects.filter(suggestion=suggestion, department=department)
    return ranks.values_list("rank", flat=True).first()


@transaction.atomic
def take_away(
    assignment: Assignment,
    step: Step,
    *,
    successor: Department | None,
    by: User,
    at: datetime,
    role: str,
    remark: str = "",
) -> Assignment | None:
    """Take a case from a unit and give it to its successor, with the same part and the same date.

    Without one the clock of a unit that answers runs on until the office finds another; the case
    then waits for that, unless other units still answer it.

    Raises:
        NotNow: the assignment has left the step's source states in the meantime.
        HasItAlready, ValueError: the successor cannot be given the case.
    """
    suggestion = assignment.suggestion
    data = {"successor": successor.code} if successor else {}
    assignment.move(step, by=by, at=at, role=role, data=data, remark=remark)
    settle_wishes(assignment, at=at)
    _stop_what_was_asked(assignment, by=by, at=at)
    new = None
    if successor:
        charge = Charge(successor, Part(assignment.part))
        new = hand_over(
            suggestion, charge, urgency="", by=by, at=at, replaces=assignment, role=role
        )
    else:
        _leave(assignment, by=by, at=at)
    progress.follow(suggestion, by=by, at=at)
    return new


def settle_wishes(assignment: Assignment, *, at: datetime) -> None:
    """What the unit still waited to be told is settled by what happened otherwise."""
    for model in (ReturnRequest, ExtensionRequest):
        waiting = model._default_manager.filter(assignment=assignment, decision="")
        waiting.update(decision=LAPSED, decided_at=at)


def _stop_what_was_asked(assignment: Assignment, *, by: User, at: datetime) -> None:
    for phase in ("sign", "return_decision", "extension_decision", "dispute", "signoff"):
        clocks.stop(assignment, phase, by=by, at=at)
    for draft in DraftAnswer.objects.filter(assignment=assignment).on_their_way():
        end_round(draft, by=by, at=at)
        DraftAnswer.objects.filter(pk=draft.pk).update(returned_at=at)


def end_round(draft: DraftAnswer, *, by: User | None, at: datetime) -> None:
    """Nobody is asked any more whether they agree to this text."""
    waiting = Agreement.objects.filter(draft=draft, word="")
    for one in waiting.select_related("assignment"):
        clocks.stop(one.assignment, "cosign", by=by, at=at)
    waiting.update(word=NO_MORE, at=at)


def _leave(assignment: Assignment, *, by: User, at: datetime) -> None:
    """Nobody follows: co-handlers fall away with the last that answers, whose clock runs on."""
    works = Assignment.objects.filter(suggestion=assignment.suggestion_id)
    others = works.in_force().select_related("department", "suggestion")
    if works.current().exists():
        clocks.stop_all(assignment, by=by, at=at)
        return
    for co in others.filter(state__in=CANCEL.sources):
        co.move(CANCEL, by=None, at=at)
        settle_wishes(co, at=at)
        _stop_what_was_asked(co, by=by, at=at)
    for co in others.filter(state=Work.OPINION_GIVEN):
        clocks.stop_all(co, by=by, at=at)


def left_behind(suggestion: Suggestion) -> list[Assignment]:
    """Those taken back whose clock still runs: the next unit takes it over. Newest first."""
    gone = suggestion.assignments.filter(state__in=OUT_OF_FORCE).order_by("-id")
    open_clocks = DueDate.objects.open().filter(kind="assignment", phase__in=UNIT_PHASES)
    codes = [one.code for one in gone]
    running = set(open_clocks.filter(code__in=codes).values_list("code", flat=True))
    return [one for one in gone if one.code in running]
