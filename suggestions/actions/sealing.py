"""Sealing a case in one act, and lifting the seal: what holds a secret must be gone at once."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from commitments.actions import keeping
from commitments.models import Commitment
from jobs.actions import withdrawing
from notifications.actions.withdrawal import withdraw
from suggestions import clocks, policies
from suggestions.actions import cosigning, following, merging
from suggestions.actions.exporting import FILES, KIND
from suggestions.lifecycle import SEAL, UNSEAL, NotNow
from suggestions.models import Suggestion
from suggestions.texts import TEXTS
from textindex.actions.following import follow

if TYPE_CHECKING:
    from members.models import User


@transaction.atomic
def seal(*, suggestion: Suggestion, reason: str, by: User, at: datetime) -> None:
    """Take the case out of every list, count, search, page and mail, whatever its state.

    Its clocks go on. The public's figures leave it out when they are counted next. What was already
    said of it in inboxes is withdrawn, what waits to be mailed is not sent, lists that were made to
    be taken away are deleted. Of one that is
    merged, those who co-sign it stand by its main case no more. Its query code answers no more.
    The reason stands in the ledger's erasable remark.

    Raises:
        PermissionDenied: `by` has no seat in the office of the organ in charge.
        NotNow: it is sealed already, or with another organ by now.
    """
    role = policies.require(by, SEAL, suggestion)
    here = Suggestion.objects.filter(pk=suggestion.pk, organ=suggestion.organ_id)
    if not here.update(sealed_at=at, sealed_by=by):
        raise NotNow(_("Somebody else was faster: this case is sealed already."))
    suggestion.sealed_at, suggestion.sealed_by = at, by
    follow(code=suggestion.code, kinds=TEXTS)
    withdraw(_spoken_of(suggestion))
    # Lists that were made before hold it; whoever still needs one has it made anew.
    for kind in (KIND, FILES):
        withdrawing.withdraw(kind=kind, at=at)
    cosigning.step_back(suggestion)
    following.end(suggestion, at=at)
    suggestion.record(SEAL, by=by, at=at, role=role, remark=reason)


def _spoken_of(suggestion: Suggestion) -> list[tuple[str, str]]:
    """(kind, code) of all of the case that a notice can be about."""
    made = Commitment.objects.about("suggestion", suggestion.code)
    return [
        ("suggestion", suggestion.code),
        *(("assignment", one.code) for one in suggestion.assignments.all()),
        *(("cosigner", one.code) for one in suggestion.cosigners.select_related("suggestion")),
        *((keeping.KIND, code) for code in made.values_list("code", flat=True)),
    ]


@transaction.atomic
def unseal(*, suggestion: Suggestion, by: User, at: datetime) -> None:
    """Lift the seal: the case stands where it stood, with the date that its clock has now.

    Raises:
        PermissionDenied: `by` has no seat in the office of the organ in charge.
        NotNow: it is not sealed any more, with another organ by now, or merged elsewhere.
    """
    role = policies.require(by, UNSEAL, suggestion)
    main = merging.lock_with_main(suggestion)
    sealed = Suggestion.sealed_too.sealed().filter(pk=suggestion.pk, organ=suggestion.organ_id)
    if not sealed.update(sealed_at=None, sealed_by=None):
        raise NotNow(_("Somebody else was faster: the seal is lifted already."))
    suggestion.sealed_at = suggestion.sealed_by = None
    follow(code=suggestion.code, kinds=TEXTS)
    clock = clocks.running(suggestion, suggestion.assignment())
    if clock:
        suggestion.wait_until(clock.due_at)
    todo = ("announce",) if suggestion.routed_at else ("announce", "suggestions.route")
    if main:
        merging.catch_up(suggestion, main, at=at)
    suggestion.record(UNSEAL, by=by, at=at, role=role, pending=todo)
