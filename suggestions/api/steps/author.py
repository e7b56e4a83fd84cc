"""What an author, a co-signer and a rater do."""

from __future__ import annotations

from typing import Any

from commitments.actions import keeping
from commitments.lifecycle import CONFIRM, CONTEST
from gateway.problems import Problem
from suggestions import places, policies
from suggestions.actions import (
    completing,
    cosigning,
    declining,
    rating,
    redoing,
    talking,
)
from suggestions.actions.enclosing import TooManyFiles
from suggestions.actions.rating import Word
from suggestions.actions.submitting import Words
from suggestions.api.bodies import RateBody
from suggestions.api.door import Body, Call, Door, on_case, with_files
from suggestions.api.kinds import ASKED, CASE, KNOWN, PROMISE
from suggestions.forms import (
    AppealForm,
    CompleteForm,
    KeptForm,
    RedoForm,
    TalkForm,
    WithdrawForm,
)
from suggestions.inviting import InviteForm
from suggestions.lifecycle import (
    ADD_FACT,
    APPEAL,
    ASK_COSIGNER,
    COSIGN,
    DECLINE_COSIGN,
    JOIN,
    RATE,
    REDO,
    RESUBMIT,
    SAY,
    WITHDRAW,
)

NO_FIND = {"find": None}
TALK = Body(TalkForm, lambda call: {"facts": False}, {"key": None, "is_fact": None})


def talk(step: Any) -> Any:
    """Say something on a case, under the key of the request."""

    def do(call: Call, *, text: str, **_rest: Any) -> object:
        on: dict[str, Any] = {"suggestion": call.suggestion, "assignment": call.assignment}
        return with_files(call, talking.say, step=step, text=text, key=call.key, **on)

    return do


def _resubmit(call: Call, *, place: Any, **said: str) -> object:
    """Send it again, with the files that were sent ahead under the key of the request."""
    on: dict[str, Any] = {"suggestion": call.suggestion, "words": Words(**said), "place": place}
    try:
        return completing.resubmit(**on, by=call.by, at=call.at, key=call.key)
    except TooManyFiles as refusal:
        raise Problem(422, "invalid", str(refusal)) from refusal


def _answers(call: Call) -> dict[str, Any]:
    asked = {word.assignment_id for word in policies.asked_for(call.by, call.suggestion)}
    works = call.suggestion.works()
    return {"answers": {one.code: one for one in works if one.pk in asked}}


def _rate(call: Call, **said: Any) -> object:
    words = [Word(**said)]
    return rating.rate_answers(suggestion=call.suggestion, words=words, by=call.by, at=call.at)


def _redo(call: Call, **said: Any) -> object:
    return with_files(call, redoing.redo, suggestion=call.suggestion, **said)


def _answered(call: Call) -> dict[str, Any]:
    works = policies.to_redo(call.suggestion.works())
    return {"answered": [work.department for work in works]}


def _cosign(*, accepts: bool) -> Any:
    def do(call: Call) -> object:
        return cosigning.answer(cosigner=call.asked, accepts=accepts, by=call.by, at=call.at)

    return do


def _confirm(call: Call) -> object:
    return with_files(call, keeping.confirm, commitment=call.promise)


def _contest(call: Call, *, words: str, **_rest: Any) -> object:
    return with_files(call, keeping.contest, commitment=call.promise, words=words)


AUTHOR: tuple[Door, ...] = (
    Door(
        RESUBMIT,
        CASE,
        _resubmit,
        Body(CompleteForm, lambda call: {"choices": places.choices()}),
    ),
    Door(WITHDRAW, CASE, on_case(completing.withdraw), Body(WithdrawForm)),
    Door(APPEAL, CASE, on_case(declining.appeal), Body(AppealForm)),
    Door(RATE, CASE, _rate, Body(RateBody, _answers)),
    Door(REDO, CASE, _redo, Body(RedoForm, _answered)),
    Door(SAY, CASE, talk(SAY), TALK),
    Door(ADD_FACT, CASE, talk(ADD_FACT), TALK),
    Door(
        ASK_COSIGNER,
        CASE,
        on_case(cosigning.ask),
        Body(InviteForm, lambda call: {"suggestion": call.suggestion, "by": call.by}, NO_FIND),
    ),
    Door(COSIGN, ASKED, _cosign(accepts=True)),
    Door(DECLINE_COSIGN, ASKED, _cosign(accepts=False)),
    Door(JOIN, KNOWN, on_case(cosigning.join)),
    Door(CONFIRM, PROMISE, _confirm),
    Door(
        CONTEST,
        PROMISE,
        _contest,
        Body(
            KeptForm,
            lambda call: {"kept": call.promise.claim == "kept"},
            {"verdict": KeptForm.NO},
            needs=("words",),
        ),
    ),
)
