"""An answer on its way to its author: signed off by the unit's head, checked by the office."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from deadlines.actions import clocks as due_dates
from files.actions import attaching
from suggestions import clocks, policies
from suggestions.actions import agreeing, handling, progress
from suggestions.actions.handling import Talk
from suggestions.lifecycle import (
    AGREE,
    ASK_SIGNOFF,
    DELIVER,
    DISPENSE,
    HAND_IN,
    RECORD_SIGNOFF,
    REFUSE_SIGNOFF,
    REPLY,
    RETURN_ANSWER,
    SIGN_OFF,
    NotNow,
    State,
)
from suggestions.models import AnswerPolicy, Assignment, DraftAnswer, Reply, Suggestion, enclosed
from suggestions.models.agreement import AGREED, DISPENSED
from suggestions.models.paper import Paper, marked
from workdays.arithmetic import local_date

if TYPE_CHECKING:
    from members.models import User


class NoLetter(Exception):
    """A sign-off on paper needs the scan of the stamped letter."""


def policy_of(suggestion: Suggestion, *, at: datetime) -> AnswerPolicy | None:
    """What an answer to this case passes before its author reads it; None: nothing."""
    rule = AnswerPolicy.objects.holds_for(suggestion, local_date(at))
    return None if rule is None or rule.lets_pass else rule


def rule_of(draft: DraftAnswer) -> AnswerPolicy | None:
    """What an answer on its way passes: what held when it set out, however that was changed."""
    return draft.rule or policy_of(draft.assignment.suggestion, at=draft.drafted_at)


@transaction.atomic
def answer(
    *,
    assignment: Assignment,
    text: str,
    outcome_class: str,
    by: User,
    at: datetime,
    talk: Talk | None = None,
    no_contact: str = "",
    promised_on: date | None = None,
    reason: str = "",
    paper: Paper | None = None,
) -> Reply | DraftAnswer:
    """Answer: at once, or on the way that the policy of organ and instrument prescribes.

    ``paper``: the office enters for the unit what came on it. The stamped letter counts as the
    head's word; agreements, opinions and the check are asked for as of any answer.

    Raises:
        PermissionDenied, NotNow, OpinionsMissing, NoContact: as `handling.reply`.
    """
    said: dict[str, Any] = {
        "text": text,
        "outcome_class": outcome_class,
        "no_contact": no_contact,
        "promised_on": promised_on,
        "reason": reason,
    }
    rule = policy_of(assignment.suggestion, at=at)
    if rule is None or _asks_nobody(rule, assignment, paper):
        return handling.reply(assignment=assignment, by=by, at=at, talk=talk, paper=paper, **said)
    case, entered = assignment.suggestion, paper is not None
    role = policies.require(by, REPLY, case, assignment, entered=entered)
    if assignment.is_unsigned:
        handling.sign(assignment=assignment, by=by, at=at, paper=paper)
    act: dict[str, Any] = {"by": by, "at": at, "role": role}
    handling.make_ready(assignment, talk=talk, no_contact=no_contact, paper=paper, **act)
    draft = _keep(assignment, paper, said | {"rule": rule}, **act)
    if rule.co_sign and agreeing.ask(draft, **act):
        return draft
    return agreed(draft, **act)


def _keep(
    work: Assignment,
    paper: Paper | None,
    said: dict[str, Any],
    *,
    by: User,
    at: datetime,
    role: str,
) -> DraftAnswer:
    """The text as it sets out; one from a letter has its head's word."""
    draft = DraftAnswer(
        code=f"{work.code}-d{work.drafts.count() + 1}",
        assignment=work,
        round=work.round,
        paper=paper,
        drafted_by=by,
        drafted_at=at,
        **said,
    )
    if paper:
        draft.signed_off_by, draft.signed_off_at = by, at
        data = {"draft": draft.code} | marked(paper)
        work.say(RECORD_SIGNOFF, by=by, at=at, role=role, data=data)
    draft.save(force_insert=True)
    return draft


def _asks_nobody(rule: AnswerPolicy, assignment: Assignment, paper: Paper | None) -> bool:
    """Whether nobody's word is left to wait for: then it goes straight through.

    So with a letter, which has its head's word, and with none where only co-handlers agree.
    """
    if rule.checks or (rule.needs_sign_off and paper is None):
        return False
    assignment.suggestion.lock()
    return not (rule.co_sign and agreeing.those_asked(assignment))


def agreed(draft: DraftAnswer, *, by: User, at: datetime, role: str) -> DraftAnswer:
    """What comes once nobody's agreement is missing: the head's word, else what comes after it."""
    rule = rule_of(draft)
    if rule and rule.needs_sign_off and draft.signed_off_at is None:
        work = draft.assignment
        work.move(ASK_SIGNOFF, by=by, at=at, role=role, data={"draft": draft.code})
        clocks.start_for_unit(work, "signoff", by=by, at=at)
        progress.show(work.suggestion)
        return draft
    return _go_on(draft, by=by, at=at, role=role)


@transaction.atomic
def agree(*, assignment: Assignment, by: User, at: datetime) -> None:
    """A co-handler agrees to the lead's text, which goes on with the last agreement.

    Raises:
        PermissionDenied: `by` has no seat in the co-handler's unit.
        NotNow: nothing waits for its word.
    """
    role = policies.require(by, AGREE, assignment.suggestion, assignment)
    draft = agreeing.say(assignment, AGREE, AGREED, by=by, at=at, role=role)
    if draft:
        agreed(draft, by=by, at=at, role=role)


@transaction.atomic
def dispense(*, assignment: Assignment, reason: str, by: User, at: datetime) -> None:
    """The office does without one co-handler's agreement.

    Raises:
        PermissionDenied: `by` has no seat in the office.
        NotNow: nothing waits for that unit's word.
    """
    role = policies.require(by, DISPENSE, assignment.suggestion, assignment)
    draft = agreeing.say(assignment, DISPENSE, DISPENSED, by=by, at=at, role=role, reason=reason)
    if draft:
        agreed(draft, by=by, at=at, role=role)


@transaction.atomic
def sign_off(*, assignment: Assignment, by: User, at: datetime, read: str = "") -> DraftAnswer:
    """The head's word on the answer. It is handed in by it, or delivered where nobody checks it.
    ``read``: the code of the answer that they had before them.

    Raises:
        PermissionDenied: `by` does not head the unit.
        NotNow: no answer of the unit waits for that, or it is another one.
    """
    role = policies.require(by, SIGN_OFF, assignment.suggestion, assignment)
    assignment.suggestion.lock()
    draft = _open(assignment, read)
    assignment.move(SIGN_OFF, by=by, at=at, role=role, data={"draft": draft.code})
    return _signed(draft, by=by, at=at, role=role)


@transaction.atomic
def record_signoff(
    *, assignment: Assignment, key: uuid.UUID, by: User, at: datetime, read: str = ""
) -> DraftAnswer:
    """The officer records that the head has signed: the scan of the stamped letter shows it.
    ``read``: as in `sign_off`.

    Raises:
        PermissionDenied: `by` has no seat in the unit.
        NotNow: no answer of the unit waits for that, or it is another one.
        NoLetter: nothing hangs on the key.
    """
    role = policies.require(by, RECORD_SIGNOFF, assignment.suggestion, assignment)
    assignment.suggestion.lock()
    draft = _open(assignment, read)
    assignment.move(RECORD_SIGNOFF, by=by, at=at, role=role, data={"draft": draft.code})
    if not attaching.bind(key=key, kind="answer", code=draft.code, by=by, at=at):
        raise NoLetter
    return _signed(draft, by=by, at=at, role=role)


@transaction.atomic
def refuse_signoff(
    *, assignment: Assignment, reason: str, by: User, at: datetime, read: str = ""
) -> None:
    """The head gives the answer back to the officer. The unit's clock runs on throughout.
    ``read``: as in `sign_off`.

    Raises:
        PermissionDenied: `by` does not head the unit.
        NotNow: no answer of the unit waits for that, or it is another one.
    """
    role = policies.require(by, REFUSE_SIGNOFF, assignment.suggestion, assignment)
    assignment.suggestion.lock()
    draft = _open(assignment, read)
    data = {"draft": draft.code}
    assignment.move(REFUSE_SIGNOFF, by=by, at=at, role=role, data=data, remark=reason)
    clocks.stop(assignment, "signoff", by=by, at=at)
    DraftAnswer.objects.filter(pk=draft.pk).update(returned_at=at)
    progress.show(assignment.suggestion)


@transaction.atomic
def deliver(*, assignment: Assignment, by: User, at: datetime) -> Reply:
    """The office lets the author read the answer. In time is what was handed in in time.

    Raises:
        PermissionDenied: `by` has no seat in the office.
        NotNow: nothing waits to be checked, or the day that it promises is over.
    """
    role = policies.require(by, DELIVER, assignment.suggestion, assignment)
    return _deliver(_open(assignment), by=by, at=at, role=role)


@transaction.atomic
def send_back(*, assignment: Assignment, reason: str, by: User, at: datetime) -> None:
    """The office sends an answer back to its unit, whose clock runs on.

    It is due later by the working days on which the office had it.

    Raises:
        PermissionDenied: `by` has no seat in the office.
        NotNow: nothing waits to be checked.
    """
    suggestion = assignment.suggestion
    role = policies.require(by, RETURN_ANSWER, suggestion, assignment)
    suggestion.lock()
    draft = _open(assignment)
    data = {"draft": draft.code}
    assignment.move(
        RETURN_ANSWER, by=by, at=at, role=role, data=data, remark=reason, delivered_at=None
    )
    clocks.stop(assignment, "answer_check", by=by, at=at)
    DraftAnswer.objects.filter(pk=draft.pk).update(returned_at=at)
    about: dict[str, Any] = {"kind": "assignment", "code": assignment.code}
    about |= {"phase": assignment.phase, "by": by}
    due = due_dates.reopen(**about, at=at)
    if draft.handed_in_at and due.paused_at is None:
        due_dates.pause(**about, at=draft.handed_in_at)
        due = due_dates.resume(**about, at=at)
    Assignment.objects.filter(pk=assignment.pk).update(due_at=due.due_at)
    if suggestion.state == State.ON_HOLD:
        clocks.pause(assignment, by=by, at=at)
    progress.show(suggestion)


def open_draft(assignment: Assignment) -> DraftAnswer | None:
    """The unit's answer that is on its way."""
    found = DraftAnswer.objects.filter(assignment=assignment).on_their_way()
    return found.with_files().first()


def _open(assignment: Assignment, read: str = "") -> DraftAnswer:
    """The unit's answer that is on its way: the very one that was `read`, where that is said."""
    found = open_draft(assignment)
    if found is None:
        raise NotNow(_("Somebody else was faster: this case has moved on in the meantime."))
    if read and found.code != read:
        raise NotNow(_("The answer was changed in the meantime. Please read it once more."))
    # The very assignment that moves: its case and its unit are known.
    found.assignment = assignment
    return found


def _signed(draft: DraftAnswer, *, by: User, at: datetime, role: str) -> DraftAnswer:
    draft.signed_off_by, draft.signed_off_at = by, at
    draft.save(update_fields=["signed_off_by", "signed_off_at"])
    return _go_on(draft, by=by, at=at, role=role)


def _go_on(draft: DraftAnswer, *, by: User, at: datetime, role: str) -> DraftAnswer:
    """To the office where it checks answers, else to the author."""
    rule = rule_of(draft)
    if rule and rule.checks:
        return _hand_in(draft, by=by, at=at, role=role)
    _deliver(draft, by=by, at=at, role=role)
    return draft


def _hand_in(draft: DraftAnswer, *, by: User, at: datetime, role: str) -> DraftAnswer:
    """The unit's clock stops; the office's begins."""
    work = draft.assignment
    work.move(HAND_IN, by=by, at=at, role=role, data={"draft": draft.code}, delivered_at=at)
    clocks.stop_all(work, by=by, at=at)
    clocks.start_for_unit(work, "answer_check", by=by, at=at)
    draft.handed_in_at = at
    draft.save(update_fields=["handed_in_at"])
    progress.show(work.suggestion)
    return draft


def _deliver(draft: DraftAnswer, *, by: User, at: datetime, role: str) -> Reply:
    """Make a reply of it. Its line in the ledger is that of any answer, after the delivery's."""
    work, suggestion = draft.assignment, draft.assignment.suggestion
    if draft.promised_on and draft.promised_on <= local_date(at):
        raise NotNow(_("The day that it promises is over. Please send it back for another date."))
    suggestion.lock()
    left = suggestion.assignments.answering().unanswered().exclude(pk=work.pk).count()
    handed_in = work.delivered_at or at
    about: dict[str, Any] = {"draft": draft.code, "handed_in": handed_in.isoformat()}
    work.move(DELIVER, by=by, at=at, role=role, data=about, delivered_at=handed_in)
    about |= {"class": draft.outcome_class, "round": work.round, "left": left}
    about |= marked(draft.paper)
    work.say(REPLY, by=by, at=at, role=role, data=about)
    clocks.stop_all(work, by=by, at=at)
    draft.delivered_at = at
    draft.save(update_fields=["delivered_at"])
    names = ("round", "text", "outcome_class", "no_contact", "promised_on", "reason")
    said = {name: getattr(draft, name) for name in names}
    reply = Reply(assignment=work, author=draft.drafted_by, replied_at=at, **said)
    handling.give(reply, work, by=by, at=at, role=role)
    to = (enclosed.REPLY, str(reply.pk))
    attaching.pass_on(kind=enclosed.DRAFT, code=draft.code, to=to, by=by, at=at)
    return reply
