"""Suggestions on one matter are handled as one (并案); each author gets the answer."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from suggestions import clocks, policies
from suggestions.actions import cosigning
from suggestions.lifecycle import ENDED_STATES, MERGE, SPLIT, NotNow, State
from suggestions.models import Suggestion

if TYPE_CHECKING:
    from members.models import User


class CannotMerge(ValueError):
    """These two cannot be one case; the words say why."""


@transaction.atomic
def merge(*, suggestion: Suggestion, into: Suggestion, by: User, at: datetime) -> Suggestion:
    """Merge a suggestion into a main one of the same organ, which is returned.

    There are no chains: of one that is merged itself its main is taken, and those that were merged
    into `suggestion` move along. Who co-signs any of them stands by the main case from now on.

    Raises:
        PermissionDenied: `by` has no seat in the office of the organ in charge.
        NotNow: it is with a unit by now, or has ended.
        CannotMerge: another organ's, itself, or ended without an answer.
    """
    role = policies.require(by, MERGE, suggestion)
    main = _locked_main(suggestion, into)
    data = {"into": main.code}
    suggestion.move(
        MERGE, by=by, at=at, role=role, data=data, closed_at=at, due_at=None, merged_into=main
    )
    clocks.stop_before(suggestion, MERGE, by=by, at=at)
    cosigning.leave_main(suggestion)
    cosigning.stand_by_main(suggestion, main.pk, at=at)
    everything = Suggestion.sealed_too.select_related("organ")
    for joined in everything.filter(merged_into=suggestion):
        everything.filter(pk=joined.pk).update(merged_into=main)
        if joined.sealed_at is None:
            cosigning.stand_by_main(joined, main.pk, at=at)
        joined.record(MERGE, by=by, at=at, role=role, data=data)
    return main


def _locked_main(suggestion: Suggestion, into: Suggestion) -> Suggestion:
    """The main case, locked with the one to be merged, in one order for everybody."""
    main_pk = into.merged_into_id or into.pk
    both = Suggestion.objects.select_for_update(of=("self",), no_key=True).select_related("organ")
    rows: dict[int, Suggestion] = {
        one.pk: one for one in both.filter(pk__in=[suggestion.pk, main_pk]).order_by("pk")
    }
    main = rows.get(main_pk)
    if main is None or suggestion.pk not in rows:
        raise CannotMerge(_("One of the two is not there any more."))
    if main.pk == suggestion.pk:
        raise CannotMerge(_("A suggestion cannot be merged into itself."))
    if main.organ_id != suggestion.organ_id:
        raise CannotMerge(_("That one is with another organ."))
    if not Suggestion.objects.take_merged(suggestion).filter(pk=main.pk).exists():
        raise CannotMerge(_("That one has ended without an answer."))
    return main


def split(*, main: Suggestion, at: datetime) -> None:
    """After a main case has ended without an answer: those merged into it are reviewed again, each
    with its own co-signers. A sealed one once its seal is lifted."""
    joined = Suggestion.objects.filter(merged_into=main, state=State.MERGED)
    for suggestion in joined.select_related("organ").order_by("pk"):
        _split(suggestion, main, at=at)
    cosigning.leave_main(main)


def lock_with_main(suggestion: Suggestion) -> Suggestion | None:
    """Lock a case that may be under seal, and its main one, in one order for everybody; its main.

    Raises:
        NotNow: its main is another by now.
    """
    main_pk = suggestion.merged_into_id
    both = Suggestion.sealed_too.select_for_update(of=("self",), no_key=True)
    keys = [suggestion.pk, main_pk] if main_pk else [suggestion.pk]
    rows = {one.pk: one for one in both.filter(pk__in=keys).order_by("pk")}
    if suggestion.pk not in rows or rows[suggestion.pk].merged_into_id != main_pk:
        raise NotNow(_("Somebody else was faster: this case has moved on in the meantime."))
    return rows[main_pk] if main_pk else None


def catch_up(suggestion: Suggestion, main: Suggestion, *, at: datetime) -> None:
    """After a seal was lifted: those who co-sign the case stand by its main one again. If that has
    ended without an answer in the meantime, the case is reviewed by itself again."""
    if main.state in ENDED_STATES and main.state not in (State.CLOSED, State.MERGED):
        _split(suggestion, main, at=at)
    else:
        cosigning.stand_by_main(suggestion, main.pk, at=at)


def _split(suggestion: Suggestion, main: Suggestion, *, at: datetime) -> None:
    due = clocks.start_for_case(suggestion, "review", by=None, at=at)
    suggestion.move(
        SPLIT,
        by=None,
        at=at,
        data={"from": main.code},
        merged_into=None,
        closed_at=None,
        due_at=due.due_at,
    )
