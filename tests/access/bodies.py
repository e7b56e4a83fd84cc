"""What is sent: a body that is valid for whoever may send it, by the name of the address."""

import uuid
from collections.abc import Callable

from django.core.files.uploadedfile import SimpleUploadedFile

from enrolment import codes
from members import documents
from suggestions.actions import following
from suggestions.models import DraftAnswer, Suggestion
from tests.access import library
from tests.access.cast import CITY, COUNTY, ELSEWHERE, Cast
from tests.access.programs import PROGRAMS, WORK_DOORS, fellow
from tests.enrolment import standing
from tests.files.samples import a_pdf, attached_to
from tests.suggestions.factories import MORNING

Body = dict[str, object]


def _talk() -> Body:
    return {"talk-kind": "phone", "talk-held_on": "2026-03-05", "talk-note": "约好了看现场。"}


def _write(cast: Cast) -> Body:
    return {
        "key": str(uuid.uuid4()),
        "title": "修好路灯",
        "situation": "路口的灯两周不亮。",
        "ask": "换一盏。",
        "place": COUNTY,
        "level": "auto",
        "wish": "members",
        "confirm": "on",
    }


def _a_unit(name: str) -> Body:
    return {"name_zh": name, "short_zh": name, "name_en": "Unit", "kind": "市政府工作部门"}


def _own_words() -> Body:
    said = {"title_zh-hans": "已受理", "text_zh-hans": "{office}已受理。"}
    return said | {"title_en": "Accepted", "text_en": "{office} has accepted it."}


def _unit(cast: Cast) -> Body:
    return {"unit": "other", "other": cast.scene.unit.code, "urgency": "ordinary"}


def _choices() -> Body:
    groups = ("decisions", "given", "office", "talk", "cosigning", "reminders", "news")
    hours = {"digest_hour": "8", "quiet_from": "22:00", "quiet_until": "07:00"}
    kinds = dict.fromkeys([f"{group}-email" for group in groups], "daily")
    return {"plan": "own", **kinds, "news-email": "never", **hours}


def _away(stand_in: str = "") -> Body:
    said: Body = {"since": "2026-03-06", "until": "2026-05-04", "note": ""}
    return said | ({"stand_in": stand_in} if stand_in else {})


def _waiting() -> str:
    """The code of the one answer that waits for the head."""
    return DraftAnswer.objects.on_their_way().get().code


def _paper(**said: object) -> Body:
    return {
        "key": str(uuid.uuid4()),
        "dated_on": "2026-03-05",
        "attachments": SimpleUploadedFile("来函.pdf", a_pdf()),
        **said,
    }


def _query_code(cast: Cast) -> str:
    case = cast.case("submitted")
    return following.let(suggestion=case, by=case.author, at=MORNING).printed


def _merge(cast: Cast) -> Body:
    return {"main": "other", "code": cast.case("accepted").code}


def _many(cast: Cast) -> Body:
    cases = [cast.case("accepted").code, cast.case("submitted").code]
    return {"cases": cases, "how": "one", "unit": cast.scene.unit.code, "urgency": "ordinary"}


BODIES: dict[str, Callable[[Cast], Body]] = {
    "design:set_language": lambda cast: {"language": "en", "next": "/"},
    "members:agree": lambda cast: {"version": documents.current(), "next": "/terms/"},
    "members:put_on": lambda cast: {"hat": "member:430100"},
    "members:tour": lambda cast: {"desk": "member"},
    "members:elder": lambda cast: {"size": "20", "next": "/help/"},
    "members:contact": lambda cast: {"contact_phone": "0731-8221 0000"},
    "members:profile": lambda cast: {"name": "改名", "phone": "", "language": "en"},
    "notifications:preferences": lambda cast: _choices(),
    "members:committee_add": lambda cast: _a_unit("提案委员会") | {"kind": "proposals"},
    "members:sectors": lambda cast: {"name_zh": "新界别", "name_en": "New sector"},
    "deadlines:length": lambda cast: {"base": "0", "working_days": "8", "since": "2026-03-06"},
    "notifications:text": lambda cast: _own_words(),
    "suggestions:answer_rule": lambda cast: {
        "base": "0",
        "sign_off": "head",
        "since": "2026-03-06",
    },
    "departments:unit_add": lambda cast: _a_unit("河长办"),
    "departments:unit_edit": lambda cast: _a_unit("图书馆"),
    "departments:post": lambda cast: {
        "person": cast.people["office"].code,
        "role": "head",
        "since": "2026-03-05",
    },
    "suggestions:write": _write,
    "suggestions:draft": _write,
    "suggestions:whose": _write,
    "suggestions:similar": _write,
    "suggestions:fellows": _write,
    "suggestions:here": lambda cast: {"lon": "112.98", "lat": "28.19"},
    "suggestions:invite": lambda cast: {"cosigners": [fellow()]},
    "suggestions:publish": lambda cast: {"title": "桥", "text": "修桥。"},
    "portal:query": lambda cast: {"code": _query_code(cast)},
    "suggestions:follow": lambda cast: {"make": "1"},
    "suggestions:seal": lambda cast: {"reason": "正文涉密。"},
    "suggestions:decide": _unit,
    "suggestions:contact": lambda cast: _talk(),
    "suggestions:reply": lambda cast: {**_talk(), "text": "已经修好。", "outcome_class": "A"},
    "enrolment:enrol": lambda cast: {"name": "王", "role": "member", "since": "2026-03-05"},
    "enrolment:contact": lambda cast: {"name": "访问", "mobile": "13800008888", "email": ""},
    "enrolment:end": lambda cast: {"last_day": "2026-03-05"},
    "enrolment:list_new": lambda cast: {
        "kind": "members",
        "since": "2026-03-05",
        "file": SimpleUploadedFile("名单.csv", standing.FILE),
    },
    "enrolment:columns": lambda cast: {"name": "0"},
    "enrolment:term_new": lambda cast: {"number": "13", "since": "2023-01-01", "step": "members"},
    "enrolment:term_correct": lambda cast: {"number": "12", "since": "2022-01-01"},
    "enrolment:join": lambda cast: {"code": codes.code(standing.SEED)},
    "enrolment:join_by_link": lambda cast: {
        "is_me": "on",
        "password": "ferry lamp leaf 9",
        "again": "ferry lamp leaf 9",
    },
    "gateway:make": lambda cast: {"name": "名单", "scopes": ["read"], "days": "30"},
    "files:add": lambda cast: {
        "key": str(uuid.uuid4()),
        "file": SimpleUploadedFile("灯.pdf", a_pdf()),
    },
    "suggestions:talk": lambda cast: {"key": str(uuid.uuid4()), "text": "路灯已经亮了一盏。"},
    "suggestions:notes": lambda cast: {"text": "等回电。"},
    "suggestions:officer": lambda cast: {"officer": cast.scene.bo.code},
    "suggestions:give_back": lambda cast: {"reason": "不归我们。", "elsewhere": "法院"},
    "suggestions:dispute": lambda cast: {"reason": "仍不归我们。"},
    "suggestions:opinion": lambda cast: {"text": "同意。"},
    "suggestions:opinion_back": lambda cast: {"reason": "太短。"},
    "suggestions:extension": lambda cast: {"reason": "要勘察。", "wanted": "2026-03-26"},
    "suggestions:decide_return": lambda cast: {"decision": "no", "note": "归你们。"},
    "suggestions:recall": lambda cast: {"successor": "water", "reason": "归水利。"},
    "suggestions:waive": lambda cast: {"reason": "来不及。"},
    "suggestions:decide_extension": lambda cast: {"decision": "no", "note": "来得及。"},
    "suggestions:enter_sign": lambda cast: _paper(),
    "suggestions:enter_contact": lambda cast: _paper(**_talk()),
    "suggestions:enter_reply": lambda cast: _paper(**_talk(), text="已修好。", outcome_class="A"),
    "suggestions:enter_opinion": lambda cast: _paper(text="同意。"),
    "suggestions:enter_extension": lambda cast: _paper(reason="要勘察。", wanted="2026-03-26"),
    "suggestions:correct": lambda cast: {"title": "修好路灯", "place": COUNTY, "category": ""},
    "suggestions:correct_answer": lambda cast: {"text": "已修好。", "why": "写错了日期。"},
    "suggestions:agree": lambda cast: {"decision": "yes"},
    "suggestions:dispense": lambda cast: {"reason": "来不及。"},
    "suggestions:sign_off": lambda cast: {"decision": "yes", "draft": _waiting()},
    "suggestions:stamped": lambda cast: _paper(draft=_waiting()),
    "suggestions:check_answer": lambda cast: {"decision": "yes"},
    "suggestions:hold": lambda cast: {"reason": "等批复。", "until": "2026-03-12"},
    "suggestions:rule": lambda cast: {"decision": "yes", "note": "归你们。"},
    "suggestions:send_back": lambda cast: {"missing": "请写明地点。"},
    "suggestions:decline": lambda cast: {"ground": "nobodys", "reason": "不属于本会。"},
    "suggestions:merge": _merge,
    "suggestions:divert": lambda cast: {"kind": "lead", "reason": "可作提案线索。"},
    "suggestions:transfer": lambda cast: {"to": ELSEWHERE, "reason": "属该市事项。"},
    "suggestions:bounce": lambda cast: {"reason": "不属本市。"},
    "suggestions:hand_off": lambda cast: {
        "channel": "hotline",
        "number": "7",
        "reason": "属热线。",
    },
    "suggestions:check": lambda cast: {"note": "已转区里。"},
    "suggestions:write_back": lambda cast: {"text": "已经修好。", "outcome_class": "A"},
    "suggestions:take_back": lambda cast: {"reason": "对方不受理。"},
    "suggestions:assign_many": _many,
    "suggestions:office": lambda cast: {"do": "accept", "case": cast.case("submitted").code},
    "suggestions:text_add": lambda cast: {"kind": "block", "title": "谢谢", "text": "谢谢您。"},
    "suggestions:text_edit": lambda cast: {"kind": "block", "title": "谢谢", "text": "多谢。"},
    "departments:absence": lambda cast: _away(library.OFFICER),
    "departments:absence_unit": lambda cast: _away(library.COLLEAGUE) | {"until": "2026-03-10"},
    "departments:absence_office": lambda cast: _away(),
    "suggestions:desk_over": lambda cast: {"officer": library.COLLEAGUE},
    "suggestions:texts_order": lambda cast: {"do": "use"},
    "suggestions:undo": lambda cast: {"case": cast.case("assigned").code},
    "suggestions:rule_add": lambda cast: {"words": "书架", "unit": cast.scene.unit.code},
    "suggestions:rule_edit": lambda cast: {"words": "书架", "unit": cast.scene.unit.code},
    "suggestions:rules_change": lambda cast: {"do": "drop"},
    "suggestions:rules_save": lambda cast: {"base": "0"},
    "suggestions:rule_version": lambda cast: {"base": "0"},
    "suggestions:complete": lambda cast: {
        "title": "修好路灯",
        "situation": "路口的灯两周不亮。",
        "ask": "换一盏。",
        "place": COUNTY,
    },
    "suggestions:withdraw": lambda cast: {"reason": "已经修好了。"},
    "suggestions:appeal": lambda cast: {"text": "请再看一看。"},
    "suggestions:redo": lambda cast: {"missing": "两层书架还没有降。"},
    "suggestions:reopen": lambda cast: {"fact": "又有了新情况。"},
    "suggestions:promise_report": lambda cast: {"claim": "kept", "evidence": "已经办成。"},
    "suggestions:promise_renew": lambda cast: {"due_on": "2026-05-20", "reason": "木工排到五月。"},
    "suggestions:promise_kept": lambda cast: {"verdict": "yes"},
    "suggestions:filter_save": lambda cast: {"name": "逾期", "show": "late"},
    "suggestions:columns": lambda cast: {"columns": ["due"]},
    "suggestions:rate": lambda cast: {"attitude": "satisfied", "result": "satisfied"},
}


BODIES |= PROGRAMS


def body(name: str, cast: Cast) -> Body:
    """What is sent to an address; nothing where a button alone is pressed."""
    return BODIES[name](cast) if name in BODIES else {}


BY_ASSIGNMENT = {
    "suggestions:sign",
    "suggestions:contact",
    "suggestions:reply",
    "suggestions:officer",
    "suggestions:give_back",
    "suggestions:dispute",
    "suggestions:opinion",
    "suggestions:opinion_back",
    "suggestions:extension",
    "suggestions:decide_return",
    "suggestions:recall",
    "suggestions:waive",
    "suggestions:decide_extension",
    "suggestions:rule",
    "suggestions:correct_answer",
    "suggestions:agree",
    "suggestions:dispense",
    "suggestions:sign_off",
    "suggestions:withdraw_answer",
    "suggestions:urge_head",
    "suggestions:stamped",
    "suggestions:check_answer",
    "suggestions:enter",
    "suggestions:enter_sign",
    "suggestions:enter_contact",
    "suggestions:enter_reply",
    "suggestions:enter_opinion",
    "suggestions:enter_extension",
}
BY_ASSIGNMENT |= WORK_DOORS
BY_PROMISE = {
    "suggestions:promise_report",
    "suggestions:promise_renew",
    "suggestions:promise_kept",
    "api:promise_report",
    "api:promise_renew",
    "api:promise_confirm",
    "api:promise_contest",
}


RULES_OF: dict[str, object] = {"organ": CITY}
ONE_PERSON = RULES_OF | {"code": standing.PERSON}
ONE_LIST = RULES_OF | {"code": standing.LIST}
ONE_UNIT: dict[str, object] = {"desk": "unit", "owner": "library"}
ONE_TEXT = ONE_UNIT | {"text": library.TEXT}
PARTS: dict[str, dict[str, object]] = {
    "reports:table": {"name": "inflow"},
    "reports:unit_table": {"name": "nothing"},
    "reports:year": {"year": 2026},
    "reports:year_table": {"year": 2026, "name": "months"},
    "reports:place": {"code": "430100"},
    "suggestions:rules_of": RULES_OF,
    "suggestions:rule_add": RULES_OF,
    "suggestions:rule_edit": RULES_OF | {"key": "nothing"},
    "suggestions:rules_change": RULES_OF,
    "suggestions:rules_trial": RULES_OF,
    "suggestions:rules_save": RULES_OF,
    "suggestions:rule_versions": RULES_OF,
    "suggestions:rule_version": RULES_OF | {"number": 1},
    **{f"suggestions:{name}": ONE_UNIT for name in ("texts_of", "text_add", "texts_order")},
    **{
        f"suggestions:{name}": ONE_UNIT | {"text": library.TEXT}
        for name in ("text_edit", "text_remove")
    },
    "suggestions:text": {"text": library.TEXT},
    "members:committee": {"code": "nothing"},
    "members:committee_edit": {"code": "nothing"},
    "members:committee_join": {"code": "nothing"},
    "members:committee_leave": {"code": "nothing", "person": "UNOBODY"},
    "members:sector_use": {"code": "nothing"},
    "departments:organ_below": {"code": COUNTY},
    "deadlines:length": {"instrument": "micro", "phase": "handle", "urgency": "ordinary"},
    "notifications:text": {"kind": "suggestion", "step": "accept"},
    "suggestions:answer_rule": {"instrument": "micro"},
    "departments:unit": {"code": "water"},
    "departments:unit_edit": {"code": "library"},
    "departments:unit_switch": {"code": "water"},
    "departments:post": {"code": "library"},
    "departments:post_end": {"code": "library", "person": "UNOBODY", "role": "officer"},
    "departments:absence": {"code": library.ABSENCE},
    "departments:absence_end": {"code": library.ABSENCE},
    "departments:absence_unit": {"place": "library", "person": library.OFFICER},
    "departments:absence_office": {"place": CITY, "person": library.CLERK},
    "suggestions:desk_over": {"unit": "library", "person": library.OFFICER},
    "suggestions:desk_back": {"unit": "library", "person": library.OFFICER},
    **{f"enrolment:{name}": RULES_OF for name in ("people", "enrol", "lists", "list_new")},
    **{f"enrolment:{name}": RULES_OF for name in ("invitations", "cards", "terms")},
    **{f"enrolment:{name}": RULES_OF for name in ("term_new", "term_correct")},
    **{f"enrolment:{name}": ONE_PERSON for name in ("person", "contact", "invite", "end")},
    **{f"enrolment:{name}": ONE_PERSON for name in ("suspend", "resume")},
    **{f"enrolment:{name}": ONE_LIST for name in ("list", "columns", "fix", "apply")},
    **{f"enrolment:{name}": ONE_LIST for name in ("leave", "marked")},
    "enrolment:template": RULES_OF | {"kind": "members"},
    "enrolment:revoke": RULES_OF | {"code": standing.INVITATION},
    "enrolment:join_by_link": {"token": codes.token(standing.SEED)},
    "deadlines:calendar": {"year": 2026},
    "deadlines:load_template": {"year": 2026},
    "suggestions:filter_save": {"desk": "office"},
    "suggestions:filters": {"desk": "office"},
    "suggestions:columns": {"desk": "office"},
    "suggestions:filter_rename": {"code": "V23456789A"},
    "suggestions:filter_drop": {"code": "V23456789A"},
    "jobs:job": {"code": "J23456789A"},
    "jobs:cancel": {"code": "J23456789A"},
    "jobs:fetch": {"code": "J23456789A"},
    "gateway:revoke": {"prefix": "cppcc_nothing"},
    "api:file": {"code": "nothing"},
    "api:rules": {"code": CITY},
    "files:open": {"code": "nothing"},
    "files:small": {"code": "nothing"},
    "files:remove": {"code": "nothing"},
    "account_confirm_email": {"key": "nonsense"},
    "account_reset_password_from_key": {"uidb36": "1", "key": "nonsense"},
    "mfa_remove_webauthn": {"pk": 1},
    "mfa_edit_webauthn": {"pk": 1},
    "admin:view_on_site": {"content_type_id": 0, "object_id": 0},
    "admin:app_list": {"app_label": "members"},
}
ONE_OBJECT = ("_change", "_delete", "_history")


def arguments(name: str, case: Suggestion | None) -> dict[str, object]:
    """What stands in the address: of a case its public code, of a unit's page the assignment's."""
    if case is not None and (name.startswith("files:") or name == "api:file"):
        return {"code": attached_to(case).code}
    if case is not None and name in BY_PROMISE:
        return {"code": f"{case.code}-1-p0"}
    if case is not None:
        about = f"{case.code}-1" if name in BY_ASSIGNMENT else case.code
        return PARTS.get(name, {}) | {"code": about}
    if name.startswith("admin:") and name.endswith(ONE_OBJECT) and name != "admin:password_change":
        return {"object_id": "0"}
    return PARTS.get(name, {})
