"""What the office does."""

from __future__ import annotations

from typing import Any

from departments.models import Department
from suggestions.actions import (
    channels,
    completing,
    correcting,
    declining,
    drafting,
    extending,
    holding,
    merging,
    opinions,
    publishing,
    reopening,
    returning,
    reviewing,
    sealing,
    transferring,
    urging,
)
from suggestions.actions.channels import Answer
from suggestions.actions.correcting import Facts
from suggestions.actions.declining import Ground
from suggestions.actions.publishing import PublicWords
from suggestions.api.bodies import AssignBody, PublishBody
from suggestions.api.door import Body, Call, Door, on_case, on_work
from suggestions.api.kinds import CASE, SEALED, WORK
from suggestions.api.steps.author import TALK, talk
from suggestions.forms import (
    BounceForm,
    CheckAnswerForm,
    CheckForm,
    CorrectForm,
    DecideReturnForm,
    DecideTimeForm,
    DeclineForm,
    DivertForm,
    HandOffForm,
    HoldForm,
    MergeForm,
    RecallForm,
    ReopenForm,
    SealForm,
    SendBackForm,
    TakeBackForm,
    TransferForm,
    WhyForm,
    WriteBackForm,
)
from suggestions.lifecycle import (
    ACCEPT,
    APPROVE_RETURN,
    ASSIGN,
    BOUNCE,
    CHECK,
    CORRECT,
    DECLINE,
    DELIVER,
    DISPENSE,
    DIVERT,
    GRANT_EXTENSION,
    HAND_OFF,
    HOLD,
    MERGE,
    PUBLISH,
    RECALL,
    REFUSE_EXTENSION,
    REFUSE_RETURN,
    REOPEN,
    RESUME,
    RETURN_ANSWER,
    SAY_OFFICE,
    SEAL,
    SEND_BACK,
    TAKE_BACK,
    TRANSFER,
    UNPUBLISH,
    UNSEAL,
    URGE,
    WAIVE,
    WRITE_BACK,
    State,
)
from suggestions.models import Reply
from suggestions.requests import free_units, other_organs
from workdays.arithmetic import local_date
from workdays.clock import today

YES, NO = {"decision": "yes"}, {"decision": "no"}


def _units(call: Call) -> dict[str, Any]:
    again = call.suggestion.state == State.REASSIGNING
    everybody = Department.objects.of_organ(call.suggestion.organ_id)
    return {"units": free_units(call.suggestion) if again else everybody, "date_stays": again}


def _free(call: Call) -> dict[str, Any]:
    return {"units": free_units(call.suggestion)}


def _deciding(call: Call) -> dict[str, Any]:
    return {**_free(call), "nobody": ""}


def _time(call: Call) -> dict[str, Any]:
    after = local_date(max(call.work.due_at, call.at))
    return {"after": after, "limit": local_date(extending.limit(call.work))}


def _holding(call: Call) -> dict[str, Any]:
    return {"today": today(), "limit": holding.limit(call.suggestion, at=call.at)}


def _decline(call: Call, *, ground: str, reference: str, reason: str) -> object:
    given = Ground(ground, reference)
    return declining.decline(
        suggestion=call.suggestion, ground=given, reason=reason, by=call.by, at=call.at
    )


def _merge(call: Call, *, into: Any, **_rest: Any) -> object:
    return merging.merge(suggestion=call.suggestion, into=into, by=call.by, at=call.at)


def _write_back(call: Call, **answer: Any) -> object:
    return channels.write_back(
        suggestion=call.suggestion, answer=Answer(**answer), by=call.by, at=call.at
    )


def _publishing(call: Call) -> dict[str, Any]:
    replies = Reply.objects.last_answers_to(call.suggestion)
    return {"suggestion": call.suggestion, "replies": replies}


def _publish(call: Call, *, seen: str, **words: Any) -> object:
    return publishing.publish(
        suggestion=call.suggestion,
        words=PublicWords(**words),
        by=call.by,
        at=call.at,
        seen=seen,
    )


def _approve(call: Call, *, successor: Any, note: str, **_rest: Any) -> object:
    return returning.approve(
        assignment=call.work, successor=successor, note=note, by=call.by, at=call.at
    )


def _refuse(call: Call, *, note: str, **_rest: Any) -> object:
    return returning.refuse(assignment=call.work, note=note, by=call.by, at=call.at)


def _grant(call: Call, *, until: Any, note: str, **_rest: Any) -> object:
    return extending.grant(assignment=call.work, until=until, note=note, by=call.by, at=call.at)


def _refuse_time(call: Call, *, note: str, **_rest: Any) -> object:
    return extending.refuse(assignment=call.work, note=note, by=call.by, at=call.at)


def _correct(call: Call, **facts: Any) -> object:
    return correcting.correct(
        suggestion=call.suggestion, facts=Facts(**facts), by=call.by, at=call.at
    )


def _return_answer(call: Call, *, note: str, **_rest: Any) -> object:
    return drafting.send_back(assignment=call.work, reason=note, by=call.by, at=call.at)


OFFICE: tuple[Door, ...] = (
    Door(ACCEPT, CASE, on_case(reviewing.accept)),
    Door(ASSIGN, CASE, on_case(reviewing.accept_and_assign), Body(AssignBody, _units)),
    Door(SEND_BACK, CASE, on_case(completing.send_back), Body(SendBackForm)),
    Door(DECLINE, CASE, _decline, Body(DeclineForm)),
    Door(
        MERGE,
        CASE,
        _merge,
        Body(
            MergeForm,
            lambda call: {"suggestion": call.suggestion, "alike": ()},
            {"main": MergeForm.OTHER},
            needs=("code",),
        ),
    ),
    Door(DIVERT, CASE, on_case(declining.divert), Body(DivertForm)),
    Door(
        TRANSFER,
        CASE,
        on_case(transferring.transfer),
        Body(TransferForm, lambda call: {"organs": other_organs(call.suggestion)}),
    ),
    Door(BOUNCE, CASE, on_case(transferring.bounce), Body(BounceForm)),
    Door(HAND_OFF, CASE, on_case(channels.hand_off), Body(HandOffForm)),
    Door(CHECK, CASE, on_case(channels.check), Body(CheckForm)),
    Door(WRITE_BACK, CASE, _write_back, Body(WriteBackForm, lambda call: {"today": today()})),
    Door(TAKE_BACK, CASE, on_case(channels.take_back), Body(TakeBackForm)),
    Door(URGE, CASE, on_case(urging.urge)),
    Door(HOLD, CASE, on_case(holding.hold), Body(HoldForm, _holding)),
    Door(RESUME, CASE, on_case(holding.resume)),
    Door(REOPEN, CASE, on_case(reopening.reopen), Body(ReopenForm)),
    Door(SAY_OFFICE, CASE, talk(SAY_OFFICE), TALK),
    Door(
        PUBLISH,
        CASE,
        _publish,
        Body(PublishBody, _publishing, {"seen": None}),
    ),
    Door(UNPUBLISH, CASE, on_case(publishing.recall)),
    Door(SEAL, CASE, on_case(sealing.seal), Body(SealForm)),
    Door(UNSEAL, SEALED, on_case(sealing.unseal)),
    Door(APPROVE_RETURN, WORK, _approve, Body(DecideReturnForm, _deciding, YES)),
    Door(
        REFUSE_RETURN,
        WORK,
        _refuse,
        Body(DecideReturnForm, _deciding, NO | {"successor": None}, needs=("note",)),
    ),
    Door(RECALL, WORK, on_work(returning.recall), Body(RecallForm, _free)),
    Door(
        GRANT_EXTENSION,
        WORK,
        _grant,
        Body(DecideTimeForm, _time, YES, needs=("until",)),
    ),
    Door(
        REFUSE_EXTENSION,
        WORK,
        _refuse_time,
        Body(DecideTimeForm, _time, NO | {"until": None}, needs=("note",)),
    ),
    Door(WAIVE, WORK, on_work(opinions.waive), Body(WhyForm)),
    Door(DISPENSE, WORK, on_work(drafting.dispense), Body(WhyForm)),
    Door(DELIVER, WORK, on_work(drafting.deliver)),
    Door(RETURN_ANSWER, WORK, _return_answer, Body(CheckAnswerForm, preset=NO, needs=("note",))),
    Door(
        CORRECT,
        CASE,
        _correct,
        Body(CorrectForm, lambda call: {"now": call.suggestion.category}),
    ),
)
