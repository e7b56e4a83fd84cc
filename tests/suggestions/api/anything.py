"""For every step a case that waits for it, who may take it, and what is sent as it should be."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from departments.models import Department
from members import roles
from members.models import User
from suggestions.actions import (
    cosigning,
    disputing,
    drafting,
    extending,
    opinions,
    publishing,
    returning,
    reviewing,
    sealing,
)
from suggestions.actions.publishing import PublicWords
from suggestions.actions.returning import Whose
from suggestions.actions.reviewing import Charge
from suggestions.api.door import key_as_uuid
from suggestions.lifecycle import Part, State
from suggestions.models import AnswerPolicy, Suggestion
from tests.departments.factories import make_department, make_officer
from tests.files.samples import a_pdf, keep
from tests.members.factories import make_member, make_seat, make_user
from tests.suggestions.actions.test_under_seal import reported
from tests.suggestions.factories import MORNING, TALK, Scene, submit, suggestion_at, work
from tests.suggestions.outcomes import sent_round, transferred

TALKED = {"kind": "phone", "held_on": "2026-03-05", "note": "谈过。"}
ANSWER = {"text": "已办。", "outcome_class": "A"}
PAPER = {"scan": "paper", "dated_on": "2026-03-05"}
TEXTS = {"title": "修灯", "situation": "灯不亮。", "ask": "换灯。", "place": "430000"}


@dataclass(frozen=True)
class Way:
    """How a step is reached: on which case, by whom, and what is sent."""

    stage: str
    by: str
    good: dict[str, Any] = field(default_factory=dict)


WAYS: dict[str, Way] = {
    "resubmit": Way("returned", "an", TEXTS),
    "withdraw": Way("submitted", "an", {"reason": "已好。"}),
    "appeal": Way("declined", "an", {"text": "再看。"}),
    "rate": Way("replied", "an", {"attitude": "satisfied", "result": "satisfied"}),
    "redo": Way("replied", "an", {"missing": "缺。"}),
    "say": Way("submitted", "an", {"text": "话。"}),
    "add_fact": Way("submitted", "an", {"text": "话。"}),
    "ask_cosigner": Way("submitted", "an", {"cosigners": ["OTHER"]}),
    "cosign": Way("submitted", "fellow"),
    "decline_cosign": Way("submitted", "fellow"),
    "join": Way("submitted", "other"),
    "promise_confirm": Way("reported", "an"),
    "promise_contest": Way("reported", "an", {"words": "没有。"}),
    "accept": Way("submitted", "clerk"),
    "assign": Way("submitted", "clerk", {"charges": [{"unit": "library"}], "urgency": "ordinary"}),
    "send_back": Way("submitted", "clerk", {"missing": "缺。"}),
    "decline": Way(
        "submitted", "clerk", {"ground": "nobodys", "reference": "", "reason": "不归我们。"}
    ),
    "merge": Way("submitted", "clerk", {"code": "MAIN"}),
    "divert": Way("submitted", "clerk", {"kind": "opinion", "reason": "转。"}),
    "transfer": Way("submitted", "clerk", {"to": "430100", "reason": "属市级。"}),
    "bounce": Way("transferred", "city", {"reason": "不属。"}),
    "hand_off": Way(
        "submitted", "clerk", {"channel": "hotline", "number": "7", "reason": "属热线。"}
    ),
    "check": Way("outside", "clerk", {"note": "在办。"}),
    "write_back": Way("outside", "clerk", ANSWER | {"promised_on": None, "reason": ""}),
    "take_back": Way("outside", "clerk", {"reason": "不受理。"}),
    "hold": Way("handling", "clerk", {"reason": "等。", "until": "2026-03-12"}),
    "resume": Way("held", "clerk"),
    "urge": Way("late", "clerk"),
    "reopen": Way("closed", "clerk", {"fact": "新情况。"}),
    "say_office": Way("submitted", "clerk", {"text": "话。"}),
    "publish": Way("submitted", "clerk", {"title": "修灯", "text": "灯不亮。", "answer": ""}),
    "unpublish": Way("published", "clerk"),
    "seal": Way("submitted", "clerk", {"reason": "涉密。"}),
    "unseal": Way("sealed", "clerk"),
    "approve_return": Way("asked back", "clerk", {"successor": "water", "note": "可。"}),
    "refuse_return": Way("asked back", "clerk", {"note": "归你们。"}),
    "recall": Way("handling", "clerk", {"successor": "water", "reason": "归水利。"}),
    "grant_extension": Way("asked for time", "clerk", {"until": "2026-03-26", "note": "可。"}),
    "refuse_extension": Way("asked for time", "clerk", {"note": "来得及。"}),
    "waive": Way("led", "clerk", {"reason": "来不及。"}),
    "dispense": Way("sent round", "clerk", {"reason": "已同意。"}),
    "deliver": Way("to check", "clerk"),
    "return_answer": Way("to check", "clerk", {"note": "再写。"}),
    "correct": Way("submitted", "clerk", {"title": "修好灯", "place": "430000", "category": ""}),
    "enter_sign": Way("assigned", "clerk", {"paper": PAPER}),
    "enter_contact": Way("handling", "clerk", TALKED | {"paper": PAPER}),
    "enter_reply": Way("handling", "clerk", ANSWER | {"talk": TALKED, "paper": PAPER}),
    "enter_opinion": Way("led", "clerk", {"text": "同意。", "paper": PAPER}),
    "enter_extension": Way(
        "handling", "clerk", {"reason": "要勘察。", "wanted": "2026-03-26", "paper": PAPER}
    ),
    "sign": Way("assigned", "bo"),
    "entrust": Way("handling", "bo", {"officer": "BO"}),
    "contact": Way("handling", "bo", TALKED),
    "reply": Way("handling", "bo", ANSWER | {"talk": TALKED}),
    "give_opinion": Way("led", "wei", {"text": "同意。"}),
    "return_opinion": Way("opinion", "bo", {"reason": "太短。"}),
    "ask_return": Way("handling", "bo", {"reason": "不归我们。", "proposed": "water"}),
    "dispute": Way("refused", "bo", {"reason": "不服。"}),
    "ask_extension": Way("handling", "bo", {"reason": "要勘察。", "wanted": "2026-03-26"}),
    "say_unit": Way("handling", "bo", {"text": "话。"}),
    "agree": Way("sent round", "wei"),
    "object": Way("sent round", "wei", {"note": "不对。"}),
    "sign_off": Way("to sign off", "head"),
    "refuse_signoff": Way("to sign off", "head", {"note": "再写。"}),
    "withdraw_answer": Way("to sign off", "bo"),
    "urge_head": Way("to sign off", "bo"),
    "record_signoff": Way("to sign off", "bo", {"scan": "paper"}),
    "correct_answer": Way("replied", "bo", {"text": "已办好。", "why": "漏字。"}),
    "promise_report": Way("followup", "bo", {"claim": "kept", "evidence": "已降低。"}),
    "promise_renew": Way("followup", "bo", {"due_on": "2026-05-20", "reason": "排到五月。"}),
    "bind": Way("disputed", "arbiter", {"note": "归你们。", "new_due": "2026-03-25"}),
    "release": Way("disputed", "arbiter", {"note": "归水利。", "successor": "water"}),
}


@dataclass(frozen=True)
class Cast:
    """Everybody whom a step may need, and the units to which a case can be given."""

    scene: Scene
    people: dict[str, User]
    water: Department


def cast(scene: Scene) -> Cast:
    """The people of the scene with those around them; scans were sent ahead under one key."""
    water = make_department("water")
    make_department("city-library", "430100", keywords=["书架"])
    people = {
        **scene.people,
        "wei": make_officer(water, user=make_user(name="魏")),
        "head": make_officer(scene.unit, role=roles.Head, user=make_user(name="长")),
        "city": make_seat(roles.Office, "430100"),
        "arbiter": make_seat(roles.Arbiter),
        "fellow": make_member(user=make_user(name="李")),
        "other": make_member(user=make_user(name="周")),
    }
    for name in ("clerk", "bo"):
        key = key_as_uuid("paper")
        keep(people[name], a_pdf(), name="来函.pdf", role="scan", key=key)
    return Cast(scene, people, water)


def _submitted(cast: Cast) -> Suggestion:
    case = submit(cast.scene, wish="public")
    fellow = cast.people["fellow"]
    cosigning.ask(suggestion=case, people=[fellow], by=cast.scene.an, at=MORNING)
    return case


def _at(state: State) -> Callable[[Cast], Suggestion]:
    return lambda cast: suggestion_at(cast.scene, state)


def _published(cast: Cast) -> Suggestion:
    case = _submitted(cast)
    words = PublicWords("修灯", "灯不亮。")
    publishing.publish(suggestion=case, words=words, by=cast.scene.clerk, at=MORNING)
    return case


def _sealed(cast: Cast) -> Suggestion:
    case = _submitted(cast)
    sealing.seal(suggestion=case, reason="涉密", by=cast.scene.clerk, at=MORNING)
    return case


def _asked_back(cast: Cast) -> Suggestion:
    case = suggestion_at(cast.scene, State.IN_HANDLING)
    whose = Whose(elsewhere="街道")
    given = {"assignment": work(case), "by": cast.scene.bo, "at": MORNING}
    returning.ask(**given, reason="不归我们。", whose=whose)
    return case


def _refused(cast: Cast) -> Suggestion:
    case = _asked_back(cast)
    returning.refuse(assignment=work(case), note="归你们。", by=cast.scene.clerk, at=MORNING)
    return case


def _disputed(cast: Cast) -> Suggestion:
    case = _refused(cast)
    given = {"assignment": work(case), "by": cast.scene.bo, "at": MORNING}
    disputing.dispute(**given, note="不服。")
    return case


def _asked_for_time(cast: Cast) -> Suggestion:
    case = suggestion_at(cast.scene, State.IN_HANDLING)
    wanted = work(case).due_at + timedelta(days=7)
    given = {"assignment": work(case), "by": cast.scene.bo, "at": MORNING}
    extending.ask(**given, reason="要勘察。", wanted=wanted)
    return case


def _led(cast: Cast) -> Suggestion:
    case = suggestion_at(cast.scene, State.ACCEPTED)
    charges = [Charge(cast.scene.unit, Part.LEAD), Charge(cast.water, Part.CO)]
    given = {"suggestion": case, "by": cast.scene.clerk, "at": MORNING}
    reviewing.assign(**given, charges=charges, urgency="ordinary")
    return case


def _opinion(cast: Cast) -> Suggestion:
    case = _led(cast)
    co = case.assignments.get(part=Part.CO)
    opinions.give(assignment=co, text="同意。", by=cast.people["wei"], at=MORNING)
    return case


def _on_its_way(**rule: Any) -> Callable[[Cast], Suggestion]:
    def walk(cast: Cast) -> Suggestion:
        given = {"organ": cast.scene.organ, "instrument": "micro", "since": MORNING.date()}
        AnswerPolicy.objects.create(**given, **rule)
        case = suggestion_at(cast.scene, State.IN_HANDLING)
        said = {**ANSWER, "talk": TALK}
        drafting.answer(assignment=work(case), by=cast.scene.bo, at=MORNING, **said)
        return case

    return walk


STAGES: dict[str, Callable[[Cast], Suggestion]] = {
    "submitted": _submitted,
    "returned": _at(State.RETURNED),
    "declined": _at(State.DECLINED),
    "transferred": lambda cast: transferred(cast.scene),
    "outside": _at(State.HANDED_OFF),
    "assigned": _at(State.ASSIGNED),
    "handling": _at(State.IN_HANDLING),
    "late": lambda cast: suggestion_at(
        cast.scene, State.IN_HANDLING, at=MORNING - timedelta(days=40)
    ),
    "held": _at(State.ON_HOLD),
    "replied": _at(State.REPLIED),
    "closed": _at(State.CLOSED),
    "followup": _at(State.FOLLOWUP),
    "reported": lambda cast: reported(cast.scene),
    "published": _published,
    "sealed": _sealed,
    "asked back": _asked_back,
    "refused": _refused,
    "disputed": _disputed,
    "asked for time": _asked_for_time,
    "led": _led,
    "opinion": _opinion,
    "sent round": lambda cast: sent_round(cast.scene),
    "to sign off": _on_its_way(sign_off="head"),
    "to check": _on_its_way(checks=True),
}
