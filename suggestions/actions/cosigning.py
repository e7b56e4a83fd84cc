"""Standing by another member's suggestion: being asked, answering, joining."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from deadlines.actions import clocks
from deadlines.models import DueDate
from events.actions.sweeping import one_by_one
from members.policies import hats
from members.roles import Member
from suggestions import fellows, policies
from suggestions.lifecycle import (
    ASK_COSIGNER,
    COSIGN,
    DECLINE_COSIGN,
    JOIN,
    LAPSE_COSIGN,
    UNANSWERED,
    NotNow,
)
from suggestions.models import Cosigner, Suggestion
from suggestions.models.cosigner import (
    ACCEPTED,
    ASKED,
    DECLINED,
    INVITED,
    JOINED,
    LAPSED,
    MERGED,
    MOST,
)

if TYPE_CHECKING:
    from members.models import User

KIND = PHASE = "cosigner"


class TooLate(NotNow):
    """The answer has come, or the case has ended."""

    def __init__(self) -> None:
        super().__init__(_("This case has been answered, or has ended: nobody else is asked."))


class TooMany(NotNow):
    """There would be more than the author may ask."""

    def __init__(self) -> None:
        super().__init__(_("At most %(most)s can be asked.") % {"most": MOST})


@transaction.atomic
def ask(*, suggestion: Suggestion, people: Sequence[User], by: User, at: datetime) -> int:
    """Ask members to co-sign; how many were asked. Who was asked before is not asked again.

    Raises:
        PermissionDenied: `by` is not the author, or somebody handles the case or is no member of
            the organs around.
        TooLate: the answer has come, or the case has ended.
        TooMany: the author would have asked more than twenty. Who joins is not counted.
    """
    role = policies.require(by, ASK_COSIGNER, suggestion)
    if not people:
        return 0
    here = Suggestion.objects.select_for_update(no_key=True).filter(pk=suggestion.pk)
    if not here.filter(state__in=UNANSWERED).values_list("pk").first():
        raise TooLate
    there = {
        one.pk
        for one in fellows.people(by, [person.code for person in people], suggestion.place_id)
    }
    if any(person.pk not in there for person in people):
        raise PermissionDenied(_("Only members of the organs around the matter can co-sign."))
    known = set(suggestion.cosigners.values_list("user_id", flat=True))
    new = [person for person in people if person.pk not in known]
    if suggestion.cosigners.invited().count() + len(new) > MOST:
        raise TooMany
    if not new:
        return 0
    _require_not_handling(suggestion, new)
    rows = Cosigner.objects.bulk_create(
        Cosigner(suggestion=suggestion, user=person, origin=INVITED, asked_by=by, asked_at=at)
        for person in new
    )
    for row in rows:
        _start_clock(row, by=by, at=at)
    about = {"people": [person.code for person in new]}
    suggestion.record(ASK_COSIGNER, by=by, at=at, role=role, data=about)
    return len(new)


def close_unanswered(*, at: datetime) -> int:
    """Close as "not answered" what nobody answered in time; how many that were.

    Who comes too late can still join, where they may know of the case.
    """
    over = DueDate.objects.open().filter(kind=KIND, phase=PHASE, due_at__lt=at)
    codes = list(over.order_by("pk").values_list("code", flat=True))
    return one_by_one(codes, lambda code: _lapse(code, at=at), what="the request to co-sign")


@transaction.atomic
def _lapse(code: str, *, at: datetime) -> int:
    clocks.stop(kind=KIND, code=code, phase=PHASE, by=None, at=at)
    waiting = Cosigner.objects.coded(code).asked()
    found = waiting.select_for_update(of=("self",), no_key=True).select_related("user")
    row = found.first()
    if row is None:
        return 0
    Cosigner.objects.filter(pk=row.pk).update(state=LAPSED)
    case = Suggestion.sealed_too.get(pk=row.suggestion_id)
    case.record(LAPSE_COSIGN, by=None, at=at, data={"person": row.user.code})
    return 1


def _start_clock(row: Cosigner, *, by: User, at: datetime) -> None:
    case = row.suggestion
    clocks.start(
        kind=KIND,
        code=row.code,
        phase=PHASE,
        organ=case.organ,
        by=by,
        at=at,
        instrument=case.instrument,
    )


@transaction.atomic
def answer(*, cosigner: Cosigner, accepts: bool, by: User, at: datetime) -> None:
    """Say yes or no to being asked; who says yes sees the case from then on.

    Raises:
        PermissionDenied: somebody else was asked, or `by` handles the case and says yes.
        NotNow: it was answered already, or the case is under seal.
    """
    if cosigner.user_id != by.pk:
        raise PermissionDenied(_("Somebody else was asked."))
    if not hats(by).member_of:
        raise PermissionDenied(_("Only members co-sign; your membership has ended or rests."))
    cosigner.suggestion.lock()
    if accepts:
        _require_not_handling(cosigner.suggestion, [by])
    state = ACCEPTED if accepts else DECLINED
    asked = Cosigner.objects.filter(pk=cosigner.pk, state=ASKED)
    if not asked.update(state=state, answered_at=at):
        raise NotNow(_("You have answered this already, or the time for it is over."))
    clocks.stop(kind=KIND, code=cosigner.code, phase=PHASE, by=by, at=at)
    if accepts:
        _follow(cosigner.suggestion, at=at)
    step = COSIGN if accepts else DECLINE_COSIGN
    cosigner.suggestion.record(step, by=by, at=at, role=Member.key)


def stand_by_main(suggestion: Suggestion, main: int, *, at: datetime) -> None:
    """Let those who stand by a merged suggestion stand by its main case, of which they see and are
    asked what its other co-signers are. Who was asked there and has not answered has said yes by
    it; who declined there, or wrote it, stays as they are.
    """
    accepted = Cosigner.objects.accepted().filter(suggestion=suggestion)
    author = Suggestion.sealed_too.filter(pk=main).values("author")
    people = list(accepted.exclude(user__in=author).order_by("pk").values_list("user", flat=True))
    _accept_for(people, main, at=at)
    Cosigner.objects.bulk_create(
        [
            Cosigner(
                suggestion_id=main,
                user_id=person,
                origin=MERGED,
                state=ACCEPTED,
                asked_at=at,
                answered_at=at,
            )
            for person in people
        ],
        ignore_conflicts=True,
    )


def _accept_for(people: list[int], main: int, *, at: datetime) -> None:
    silent = Cosigner.objects.filter(suggestion=main, user__in=people, state__in=[ASKED, LAPSED])
    for row in silent.select_for_update(of=("self",), no_key=True).select_related("suggestion"):
        Cosigner.objects.filter(pk=row.pk).update(state=ACCEPTED, answered_at=at)
        clocks.stop(kind=KIND, code=row.code, phase=PHASE, by=None, at=at)


def leave_main(main: Suggestion) -> None:
    """Take back whom only a merged suggestion had brought."""
    Cosigner.objects.filter(suggestion=main, origin=MERGED).delete()


def step_back(suggestion: Suggestion) -> None:
    """Take back from the main case whom this merged suggestion alone had brought."""
    main = Suggestion.sealed_too.values_list("merged_into", flat=True).get(pk=suggestion.pk)
    if main is None:
        return
    theirs = Cosigner.objects.accepted()
    others = Suggestion.objects.filter(merged_into=main).exclude(pk=suggestion.pk)
    brought = Cosigner.objects.filter(suggestion=main, origin=MERGED)
    brought.filter(user__in=theirs.filter(suggestion=suggestion).values("user")).exclude(
        user__in=theirs.filter(suggestion__in=others).values("user")
    ).delete()


def _follow(suggestion: Suggestion, *, at: datetime) -> None:
    """Who co-signs what is merged by now stands by its main case too."""
    main = Suggestion.objects.values_list("merged_into", flat=True).get(pk=suggestion.pk)
    if main:
        stand_by_main(suggestion, main, at=at)


def _require_not_handling(suggestion: Suggestion, people: Sequence[User]) -> None:
    """Ask that none of them would rate what they handle themselves.

    Raises:
        PermissionDenied: somebody sits in the office in charge or in a unit of the case.
    """
    if any(suggestion.is_handled_by(person) for person in people):
        raise PermissionDenied(fellows.HANDLES)


@transaction.atomic
def join(*, suggestion: Suggestion, by: User, at: datetime) -> None:
    """Stand by a suggestion without having been asked; twice is once.

    Raises:
        PermissionDenied: `by` is its author or handles it, is no member of any organ, or not one
            whom the author lets join.
        NotNow: the case is under seal.
    """
    if suggestion.author_id == by.pk or not hats(by).member_of:
        raise PermissionDenied(_("Only other members can join a suggestion."))
    suggestion.lock()
    _require_not_handling(suggestion, [by])
    if not Suggestion.objects.joinable_by(by).filter(pk=suggestion.pk).exists():
        raise PermissionDenied(_("Its author does not let you join this suggestion."))
    row, is_new = Cosigner.objects.select_for_update().get_or_create(
        suggestion=suggestion,
        user=by,
        defaults={"origin": JOINED, "state": ACCEPTED, "asked_at": at, "answered_at": at},
    )
    if not is_new:
        if row.state == ACCEPTED:
            return
        Cosigner.objects.filter(pk=row.pk).update(state=ACCEPTED, answered_at=at)
        clocks.stop(kind=KIND, code=row.code, phase=PHASE, by=by, at=at)
    _follow(suggestion, at=at)
    suggestion.record(JOIN, by=by, at=at, role=Member.key)
