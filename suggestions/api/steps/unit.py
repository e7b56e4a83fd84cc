"""What a unit does with what it was given and has promised; and the arbiter."""

from __future__ import annotations

from typing import Any

from django.utils.timezone import localdate

from commitments.actions import keeping
from commitments.lifecycle import RENEW, REPORT, Claim
from departments.policies import officers_of
from members.models import User
from suggestions.actions import (
    agreeing,
    awaiting,
    correcting,
    disputing,
    drafting,
    enclosing,
    extending,
    handling,
    opinions,
    returning,
)
from suggestions.actions.enclosing import Enclosed
from suggestions.actions.handling import Talk
from suggestions.actions.returning import Whose
from suggestions.api.bodies import LetterBody, RefuseBody, ReplyBody, SignBody
from suggestions.api.door import Body, Call, Door, on_work, with_files
from suggestions.api.kinds import PROMISE, WORK
from suggestions.api.steps.author import TALK, talk
from suggestions.forms import (
    AgreeForm,
    ContactForm,
    CorrectAnswerForm,
    GiveBackForm,
    MoreTimeForm,
    OfficerForm,
    OpinionForm,
    RenewForm,
    ReportForm,
    RuleForm,
    WhyForm,
)
from suggestions.lifecycle import (
    AGREE,
    ASK_EXTENSION,
    ASK_RETURN,
    BIND,
    CONTACT,
    CORRECT_ANSWER,
    DISPUTE,
    ENTRUST,
    GIVE_OPINION,
    OBJECT,
    RECORD_SIGNOFF,
    REFUSE_SIGNOFF,
    RELEASE,
    REPLY,
    RETURN_OPINION,
    SAY_UNIT,
    SIGN,
    SIGN_OFF,
    URGE_HEAD,
    WITHDRAW_ANSWER,
)
from suggestions.requests import free_units
from workdays.arithmetic import local_date
from workdays.clock import today

YES, NO = {"decision": "yes"}, {"decision": "no"}


def talk_form(call: Call) -> dict[str, Any]:
    return {"today": today(), "since": localdate(call.work.assigned_at)}


def first_talk(call: Call) -> dict[str, Any]:
    return {**talk_form(call), "may_be_none": not call.work.contacts.exists()}


def _people(call: Call) -> dict[str, Any]:
    people = [one.pk for one in officers_of(call.work.department)]
    return {"people": User.objects.filter(pk__in=people)}


def more_time(call: Call) -> dict[str, Any]:
    limit = local_date(extending.limit(call.work))
    return {"after": local_date(call.work.due_at), "until": limit}


def _ruling(call: Call) -> dict[str, Any]:
    return {"units": free_units(call.suggestion), "nobody": "", "today": today()}


def _contact(call: Call, **said: Any) -> object:
    files = Enclosed(call.key)
    return enclosing.talk(
        assignment=call.work, talk=Talk(**said), files=files, by=call.by, at=call.at
    )


def _reply(
    call: Call, *, left_out: list[str], talk: dict[str, Any] | None = None, **answer: Any
) -> object:
    """With a talk that comes along; or, of the kind “none”, with why there was no contact."""
    none = talk is not None and talk["kind"] == ContactForm.NONE
    return enclosing.answer(
        assignment=call.work,
        files=Enclosed(call.key, left_out),
        talk=Talk(**talk) if talk and not none else None,
        no_contact=talk["note"] if talk and none else "",
        by=call.by,
        at=call.at,
        **answer,
    )


def _answer(call: Call) -> dict[str, Any]:
    return {"today": today(), "before": enclosing.came_back(call.work)}


def _ask_return(call: Call, *, reason: str, proposed: Any, elsewhere: str) -> object:
    whose = Whose(proposed, elsewhere)
    return returning.ask(assignment=call.work, reason=reason, whose=whose, by=call.by, at=call.at)


def _bind(call: Call, *, note: str, new_due: Any, **_rest: Any) -> object:
    return disputing.bind(assignment=call.work, note=note, new_due=new_due, by=call.by, at=call.at)


def _release(call: Call, *, note: str, successor: Any, **_rest: Any) -> object:
    return disputing.release(
        assignment=call.work, note=note, successor=successor, by=call.by, at=call.at
    )


def _report(call: Call, *, claim: str, evidence: str) -> object:
    said = {"claim": Claim(claim), "evidence": evidence}
    return with_files(call, keeping.report, commitment=call.promise, **said)


def _renew(call: Call, **said: Any) -> object:
    return with_files(call, keeping.renew, commitment=call.promise, **said)


def _object(call: Call, *, note: str, **_rest: Any) -> object:
    return agreeing.object_to(assignment=call.work, reason=note, by=call.by, at=call.at)


def _refuse_signoff(call: Call, *, note: str, draft: str, **_rest: Any) -> object:
    act: dict[str, Any] = {"assignment": call.work, "by": call.by, "at": call.at}
    return drafting.refuse_signoff(reason=note, read=draft, **act)


UNIT: tuple[Door, ...] = (
    Door(SIGN, WORK, on_work(handling.sign)),
    Door(ENTRUST, WORK, on_work(handling.entrust), Body(OfficerForm, _people)),
    Door(CONTACT, WORK, _contact, Body(ContactForm, talk_form)),
    Door(
        REPLY,
        WORK,
        _reply,
        Body(ReplyBody, _answer),
        {"talk": Body(ContactForm, first_talk)},
    ),
    Door(GIVE_OPINION, WORK, on_work(opinions.give), Body(OpinionForm)),
    Door(RETURN_OPINION, WORK, on_work(opinions.send_back), Body(WhyForm)),
    Door(
        ASK_RETURN,
        WORK,
        _ask_return,
        Body(GiveBackForm, lambda call: {"units": free_units(call.suggestion)}),
    ),
    Door(DISPUTE, WORK, on_work(disputing.dispute, reason="note"), Body(WhyForm)),
    Door(ASK_EXTENSION, WORK, on_work(extending.ask), Body(MoreTimeForm, more_time)),
    Door(SAY_UNIT, WORK, talk(SAY_UNIT), TALK),
    Door(AGREE, WORK, on_work(drafting.agree)),
    Door(OBJECT, WORK, _object, Body(AgreeForm, preset=NO, needs=("note",))),
    Door(SIGN_OFF, WORK, on_work(drafting.sign_off, draft="read"), Body(SignBody)),
    Door(REFUSE_SIGNOFF, WORK, _refuse_signoff, Body(RefuseBody, preset=NO, needs=("note",))),
    Door(
        RECORD_SIGNOFF,
        WORK,
        on_work(drafting.record_signoff, scan="key", draft="read"),
        Body(LetterBody),
    ),
    Door(WITHDRAW_ANSWER, WORK, on_work(awaiting.withdraw_answer)),
    Door(URGE_HEAD, WORK, on_work(awaiting.urge_head)),
    Door(CORRECT_ANSWER, WORK, on_work(correcting.correct_answer), Body(CorrectAnswerForm)),
    Door(REPORT, PROMISE, _report, Body(ReportForm)),
    Door(RENEW, PROMISE, _renew, Body(RenewForm, lambda call: {"today": today()})),
)

ARBITER: tuple[Door, ...] = (
    Door(BIND, WORK, _bind, Body(RuleForm, _ruling, YES | {"successor": None}, ("note",))),
    Door(RELEASE, WORK, _release, Body(RuleForm, _ruling, NO | {"new_due": None}, ("note",))),
)
