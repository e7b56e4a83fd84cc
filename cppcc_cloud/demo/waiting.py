"""Cases in which each desk of the demo has something unusual to decide, by the real actions."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from commitments.actions import keeping
from commitments.lifecycle import Claim
from commitments.models import Commitment
from cppcc_cloud.demo import front
from cppcc_cloud.demo.cast import FOLDER, PLAN, SOLVED, TALK, Begun, submitted
from departments.models import Department
from members.models import User
from suggestions.actions import (
    channels,
    completing,
    disputing,
    drafting,
    extending,
    handling,
    holding,
    rating,
    returning,
    reviewing,
)
from suggestions.actions.handling import Talk
from suggestions.actions.returning import Whose
from suggestions.actions.reviewing import Charge
from suggestions.models import Assignment
from workdays.arithmetic import due_moment, local_date


def play(*, at: datetime) -> int:
    """Walk each case of the file once; how many were added."""
    front.prepare(at=at)
    cases = json.loads((FOLDER / "waiting.json").read_text(encoding="utf-8"))
    return sum(_play(case, at) for case in cases)


@transaction.atomic
def _play(case: dict[str, Any], at: datetime) -> bool:
    begun = submitted(case, at)
    if begun is None:
        return False
    _STATES[case["state"]](begun, case)
    return True


def _clerk(begun: Begun) -> User:
    seats = {"seats__organ": begun.suggestion.organ_id, "seats__role": "office"}
    return User.objects.filter(**seats).order_by("pk")[0]


def _assigned(begun: Begun, case: dict[str, Any]) -> tuple[Assignment, User]:
    """Given to the unit on the next day, with whoever works there."""
    unit = Department.objects.get(code=case["unit"])
    clerk, at = _clerk(begun), begun.days(1)
    act: dict[str, Any] = {"suggestion": begun.suggestion, "by": clerk, "at": at}
    [work] = reviewing.accept_and_assign(charges=[Charge(unit)], urgency=case["urgency"], **act)
    return work, User.objects.filter(offices__department=unit).order_by("pk")[0]


def _signed(begun: Begun, case: dict[str, Any]) -> tuple[Assignment, User]:
    work, officer = _assigned(begun, case)
    handling.sign(assignment=work, by=officer, at=begun.days(1, 2))
    return work, officer


def _talked(begun: Begun, work: Assignment, how: str, officer: User) -> None:
    """The unit has spoken with the author, some hours after it signed or on the next day."""
    at = begun.days(2)
    talk = Talk(how, local_date(at), TALK)
    handling.contact(assignment=work, talk=talk, by=officer, at=at)


def _returned(begun: Begun, case: dict[str, Any]) -> None:
    missing, at = case["words"], begun.days(1)
    completing.send_back(suggestion=begun.suggestion, missing=missing, by=_clerk(begun), at=at)


def _return_requested(begun: Begun, case: dict[str, Any]) -> tuple[Assignment, User]:
    work, officer = _signed(begun, case)
    whose = Whose(Department.objects.get(code=case["proposed"]))
    act: dict[str, Any] = {"by": officer, "at": begun.days(1, 4)}
    returning.ask(assignment=work, reason=case["words"], whose=whose, **act)
    return work, officer


def _disputed(begun: Begun, case: dict[str, Any]) -> None:
    work, officer = _return_requested(begun, case)
    clerk = _clerk(begun)
    returning.refuse(assignment=work, note=case["note"], by=clerk, at=begun.days(2))
    work = Assignment.objects.get(pk=work.pk)
    disputing.dispute(assignment=work, note=case["words"], by=officer, at=begun.days(2, 3))


def _reassigning(begun: Begun, case: dict[str, Any]) -> None:
    work, _officer = _return_requested(begun, case)
    clerk, at = _clerk(begun), begun.days(2)
    returning.approve(assignment=work, successor=None, by=clerk, at=at)


def _extension(begun: Begun, case: dict[str, Any]) -> None:
    work, officer = _signed(begun, case)
    later = local_date(work.due_at) + timedelta(days=7)
    act: dict[str, Any] = {"by": officer, "at": begun.days(3)}
    extending.ask(assignment=work, reason=case["words"], wanted=due_moment(later), **act)


def _on_hold(begun: Begun, case: dict[str, Any]) -> None:
    _signed(begun, case)
    at = begun.days(2)
    act: dict[str, Any] = {"by": _clerk(begun), "at": at, "reason": case["words"]}
    until = local_date(at) + timedelta(days=20)
    holding.hold(suggestion=begun.suggestion, until=until, **act)


def _handed_off(begun: Begun, case: dict[str, Any]) -> None:
    act: dict[str, Any] = {"by": _clerk(begun), "at": begun.days(1), "reason": case["words"]}
    number = f"DEMO-{begun.suggestion.code}"
    channels.hand_off(suggestion=begun.suggestion, channel="hotline", number=number, **act)


def _replied(begun: Begun, case: dict[str, Any]) -> None:
    work, officer = _signed(begun, case)
    _talked(begun, work, "phone", officer)
    handling.reply(assignment=work, by=officer, at=begun.days(4), **SOLVED)


def _only_signed(begun: Begun, case: dict[str, Any]) -> None:
    """The unit has it, and has not said a word."""
    _signed(begun, case)


def _signing(begun: Begun, case: dict[str, Any]) -> None:
    """The answer is written and waits for the head's word."""
    work, officer = _signed(begun, case)
    _talked(begun, work, "phone", officer)
    act: dict[str, Any] = {"by": officer, "at": begun.days(case["drafted"])}
    drafting.answer(assignment=work, text=case["words"], outcome_class="A", **act)


def _promised(begun: Begun, case: dict[str, Any]) -> Commitment:
    """Answered by a promise for a day, and rated; the day comes, or is over."""
    work, officer = _signed(begun, case)
    _talked(begun, work, "visit", officer)
    due_on = local_date(begun.days(case["promised"], capped=False))
    promised: dict[str, Any] = {"outcome_class": "B", "promised_on": due_on}
    act: dict[str, Any] = {"by": officer, "at": begun.days(4)}
    handling.reply(assignment=work, text=case.get("words", PLAN), **promised, **act)
    word = {"attitude": "satisfied", "result": "basically_satisfied"}
    rating.rate(suggestion=begun.suggestion, by=begun.author, at=begun.days(5), **word)
    [made] = Commitment.objects.about("suggestion", begun.suggestion.code)
    return made


def _not_kept(begun: Begun, case: dict[str, Any]) -> None:
    """A promise was reported as kept, and its author says that it was not."""
    made = _promised(begun, {**case, "promised": 9, "words": PLAN})
    officer = User.objects.filter(offices__department__code=case["unit"]).order_by("pk")[0]
    said: dict[str, Any] = {"claim": Claim.KEPT, "evidence": case["note"]}
    keeping.report(commitment=made, by=officer, at=begun.days(8), **said)
    made.refresh_from_db()
    keeping.contest(commitment=made, words=case["words"], by=begun.author, at=begun.days(9))


def _submitted(begun: Begun, case: dict[str, Any]) -> None:
    """It waits for the office, and for those who were asked to stand by it."""


_STATES: dict[str, Callable[[Begun, dict[str, Any]], object]] = {
    "submitted": _submitted,
    "signed": _only_signed,
    "signing": _signing,
    "promised": _promised,
    "returned": _returned,
    "return_requested": _return_requested,
    "disputed": _disputed,
    "reassigning": _reassigning,
    "extension": _extension,
    "on_hold": _on_hold,
    "handed_off": _handed_off,
    "replied": _replied,
    "not_kept": _not_kept,
}
