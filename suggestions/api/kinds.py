"""How the thing of a step is found among what somebody sees, and whose the step is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import get_object_or_404

from commitments import policies as promised
from commitments.models import Commitment
from suggestions import policies
from suggestions.api.door import Call, Kind
from suggestions.models import Assignment, Cosigner, Suggestion
from suggestions.requests import OF_WORK

if TYPE_CHECKING:
    from commitments.lifecycle import Step as PromiseStep
    from members.models import User
    from suggestions.lifecycle import Step


def _case(user: User, code: str) -> dict[str, Any]:
    seen = Suggestion.objects.visible_to(user).for_case().with_cosigners()
    return {"suggestion": get_object_or_404(seen, code=code)}


def _work(user: User, code: str) -> dict[str, Any]:
    seen = Assignment.objects.visible_to(user).select_related(*OF_WORK)
    work = get_object_or_404(seen, code=code)
    return {"suggestion": work.suggestion, "assignment": work}


def _promise(user: User, code: str) -> dict[str, Any]:
    made = Commitment.objects.select_related("holder", "organ").filter(kind="suggestion")
    commitment = get_object_or_404(made, code=code)
    return {"commitment": commitment, **_case(user, commitment.about)}


def _asked(user: User, code: str) -> dict[str, Any]:
    mine = Cosigner.objects.unsealed().filter(user=user).select_related("suggestion__organ")
    cosigner = get_object_or_404(mine, suggestion__code=code)
    return {"suggestion": cosigner.suggestion, "cosigner": cosigner}


def _known(user: User, code: str) -> dict[str, Any]:
    return {"suggestion": get_object_or_404(Suggestion.objects.known_to(user), code=code)}


def _sealed(user: User, code: str) -> dict[str, Any]:
    ours = Suggestion.sealed_too.sealed().of_office(user).select_related("organ", "unit")
    return {"suggestion": get_object_or_404(ours, code=code)}


def _seat(call: Call, step: Step) -> object:
    return policies.require(call.by, step, call.suggestion, call.assignment)


def _promised(call: Call, step: PromiseStep) -> object:
    return promised.require(call.by, step, call.promise)


CASE = Kind("suggestions", _case, _seat)
WORK = Kind("assignments", _work, _seat)
PROMISE = Kind("promises", _promise, _promised)
# Whoever was asked to co-sign, or may join, does not sit at the author's desk: the action asks.
ASKED = Kind("suggestions", _asked)
KNOWN = Kind("suggestions", _known)
SEALED = Kind("suggestions", _sealed, _seat)
