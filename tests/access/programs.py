"""The same for the second door: bodies as programs write them, by the name of the address."""

from collections.abc import Callable

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.access.cast import CITY, COUNTY, ELSEWHERE, Cast
from tests.files.samples import a_pdf, keep
from tests.members.factories import make_member

Body = dict[str, object]

TALK = {"kind": "phone", "held_on": "2026-03-05", "note": "约好了看现场。"}
TEXTS = {"title": "修好路灯", "situation": "路口的灯两周不亮。", "ask": "换一盏。", "place": COUNTY}
CHOSEN = {"level": "auto", "wish": "members"}
ANSWER = {"text": "已经修好。", "outcome_class": "A"}
SAID = {"text": "路灯已经亮了一盏。"}
NOTE = {"note": "有原因。"}
TIME = {"reason": "要勘察。", "wanted": "2026-03-26"}
WHY = {"reason": "有原因。"}


def _charges(cast: Cast) -> Body:
    return {"charges": [{"unit": "water"}], "urgency": "ordinary"}


def _merge(cast: Cast) -> Body:
    return {"code": cast.case("accepted").code}


def _paper(cast: Cast) -> Body:
    """The scan that the clerk has sent ahead, and its date."""
    scan = keep(cast.scene.clerk, a_pdf())
    return {"paper": {"scan": str(scan.form_key), "dated_on": "2026-03-05"}}


def fellow() -> str:
    """The code of a member around the matter."""
    return make_member(CITY).code


PROGRAMS: dict[str, Callable[[Cast], Body]] = {
    "api:suggestions": lambda cast: {**TEXTS, **CHOSEN, "confirm": True},
    "api:files": lambda cast: {"for": "k", "file": SimpleUploadedFile("灯.pdf", a_pdf())},
    "api:notes": lambda cast: {"text": "等回电。"},
    "api:draft": lambda cast: {**TEXTS, **CHOSEN},
    # the author
    "api:resubmit": lambda cast: {**TEXTS},
    "api:withdraw": lambda cast: WHY,
    "api:appeal": lambda cast: {"text": "请再看一看。"},
    "api:ask_cosigner": lambda cast: {"cosigners": [fellow()]},
    "api:rate": lambda cast: {"attitude": "satisfied", "result": "satisfied"},
    "api:redo": lambda cast: {"missing": "两层书架还没有降。"},
    "api:say": lambda cast: SAID,
    "api:add_fact": lambda cast: SAID,
    "api:promise_contest": lambda cast: {"words": "还没有办。"},
    # the office
    "api:assign": _charges,
    "api:send_back": lambda cast: {"missing": "请写明地点。"},
    "api:decline": lambda cast: {"ground": "nobodys", "reason": "不属于本会。"},
    "api:merge": _merge,
    "api:divert": lambda cast: {"kind": "lead", "reason": "可作提案线索。"},
    "api:transfer": lambda cast: {"to": ELSEWHERE, "reason": "属该市事项。"},
    "api:bounce": lambda cast: WHY,
    "api:hand_off": lambda cast: {"channel": "hotline", "number": "7", "reason": "属热线。"},
    "api:check": lambda cast: {"note": "已转区里。"},
    "api:write_back": lambda cast: ANSWER,
    "api:take_back": lambda cast: WHY,
    "api:hold": lambda cast: {"reason": "等批复。", "until": "2026-03-12"},
    "api:reopen": lambda cast: {"fact": "又有了新情况。"},
    "api:say_office": lambda cast: SAID,
    "api:publish": lambda cast: {"title": "桥", "text": "修桥。"},
    "api:seal": lambda cast: {"reason": "正文涉密。"},
    "api:approve_return": lambda cast: {"note": "给别的单位。"},
    "api:refuse_return": lambda cast: {"note": "归你们。"},
    "api:recall": lambda cast: {"successor": "water", "reason": "归水利。"},
    "api:grant_extension": lambda cast: {"until": "2026-03-26"},
    "api:refuse_extension": lambda cast: {"note": "来得及。"},
    "api:waive": lambda cast: WHY,
    "api:enter_sign": _paper,
    "api:enter_contact": lambda cast: {**_paper(cast), **TALK},
    "api:enter_reply": lambda cast: {**_paper(cast), **ANSWER, "talk": TALK},
    "api:enter_opinion": lambda cast: {**_paper(cast), "text": "同意。"},
    "api:enter_extension": lambda cast: {**_paper(cast), **TIME},
    "api:correct": lambda cast: {"title": "修好路灯", "place": COUNTY, "category": ""},
    "api:dispense": lambda cast: WHY,
    "api:return_answer": lambda cast: NOTE,
    # the unit, and the arbiter
    "api:object": lambda cast: NOTE,
    "api:refuse_signoff": lambda cast: NOTE,
    "api:record_signoff": lambda cast: {"scan": "k"},
    "api:correct_answer": lambda cast: {"text": "已修好。", "why": "写错了日期。"},
    "api:entrust": lambda cast: {"officer": cast.scene.bo.code},
    "api:contact": lambda cast: TALK,
    "api:reply": lambda cast: {**ANSWER, "talk": TALK},
    "api:give_opinion": lambda cast: {"text": "同意。"},
    "api:return_opinion": lambda cast: WHY,
    "api:ask_return": lambda cast: {"reason": "不归我们。", "elsewhere": "法院"},
    "api:dispute": lambda cast: WHY,
    "api:ask_extension": lambda cast: TIME,
    "api:say_unit": lambda cast: SAID,
    "api:promise_report": lambda cast: {"claim": "kept", "evidence": "已经办成。"},
    "api:promise_renew": lambda cast: {"due_on": "2026-05-20", "reason": "木工排到五月。"},
    "api:bind": lambda cast: {"note": "归你们。"},
    "api:release": lambda cast: {"note": "归水利。", "successor": "water"},
}
# Their addresses name an assignment.
WORK_DOORS = {
    "api:sign",
    "api:enter_sign",
    "api:enter_contact",
    "api:enter_reply",
    "api:enter_opinion",
    "api:enter_extension",
    "api:dispense",
    "api:deliver",
    "api:return_answer",
    "api:agree",
    "api:object",
    "api:sign_off",
    "api:refuse_signoff",
    "api:record_signoff",
    "api:withdraw_answer",
    "api:urge_head",
    "api:correct_answer",
    "api:entrust",
    "api:contact",
    "api:reply",
    "api:give_opinion",
    "api:return_opinion",
    "api:ask_return",
    "api:dispute",
    "api:ask_extension",
    "api:say_unit",
    "api:approve_return",
    "api:refuse_return",
    "api:recall",
    "api:grant_extension",
    "api:refuse_extension",
    "api:waive",
    "api:bind",
    "api:release",
}
