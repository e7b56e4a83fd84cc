"""Answers on their way, what comes on paper, and corrections, by programs alone."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from files.models import Attachment
from members import roles
from suggestions.lifecycle import State, Work
from suggestions.models import AnswerPolicy, Assignment, Paper, Reply, Suggestion
from tests.departments.factories import make_department, make_officer
from tests.files.samples import a_pdf
from tests.gateway.programs import Program, names, ok, problem
from tests.suggestions.factories import MORNING, suggestion_at

TALK = {"kind": "phone", "held_on": "2026-03-05", "note": "约好了看现场。"}
ANSWER = {"text": "金丝雀拟稿", "outcome_class": "A"}


def ruled(scene, **more):
    given = {"organ": scene.organ, "instrument": "micro", "since": MORNING.date()}
    return AnswerPolicy.objects.create(**given, **({"checks": False, "sign_off": "none"} | more))


def ahead(program, key):
    """A scan, sent ahead."""
    headers = program.headers | {"Idempotency-Key": str(uuid.uuid4())}
    body = {"for": key, "file": SimpleUploadedFile("来函.pdf", a_pdf())}
    sent = program.client.post("/api/v1/files/", body, headers=headers)
    assert sent.status_code == 201


def stands(case):
    return Assignment.objects.get(suggestion=case, part__in=("sole", "lead")).state


@pytest.fixture
def head(scene):
    return Program(make_officer(scene.unit, role=roles.Head))


def test_signed_off_by_the_head_and_checked_by_the_office(scene, head):
    ruled(scene, sign_off="head", checks=True)
    case = suggestion_at(scene, State.IN_HANDLING)
    way, unit, office = f"assignments/{case.code}-1", Program(scene.bo), Program(scene.clerk)

    ok(unit.post(f"{way}/reply/", ANSWER | {"talk": TALK}))
    assert stands(case) == Work.PENDING_SIGNOFF
    assert {"sign_off", "refuse_signoff"} <= names(head, case)
    assert unit.post(f"{way}/sign_off/").status_code == 403
    assert set(problem(head.post(f"{way}/refuse_signoff/", {}))["errors"]) == {"note"}
    ok(head.post(f"{way}/refuse_signoff/", {"note": "再写明白些。"}))
    ok(unit.post(f"{way}/reply/", ANSWER))
    ok(head.post(f"{way}/sign_off/"))
    assert stands(case) == Work.PENDING_CHECK
    assert {"deliver", "return_answer"} <= names(office, case)
    assert "金丝雀" not in Program(scene.an).get(f"suggestions/{case.code}/").content.decode()
    assert "金丝雀" in office.get(f"suggestions/{case.code}/").content.decode()
    assert ok(office.post(f"{way}/deliver/"))["state"] == "replied"


def test_the_stamped_letter_stands_for_the_heads_word(scene):
    ruled(scene, sign_off="head")
    case = suggestion_at(scene, State.IN_HANDLING)
    way, unit = f"assignments/{case.code}-1", Program(scene.bo)
    ok(unit.post(f"{way}/reply/", ANSWER | {"talk": TALK}))

    missing = unit.post(f"{way}/record_signoff/", {"scan": "letter-1"})
    assert set(problem(missing)["errors"]) == {"scan"}
    ahead(unit, "letter-1")
    assert ok(unit.post(f"{way}/record_signoff/", {"scan": "letter-1"}))["state"] == "replied"


def test_a_word_on_the_very_answer_that_was_read(scene, head):
    ruled(scene, sign_off="head")
    case = suggestion_at(scene, State.IN_HANDLING)
    way, unit = f"assignments/{case.code}-1", Program(scene.bo)

    def waiting():
        history = head.get(f"suggestions/{case.code}/").json()["history"]
        return next(one["draft"] for one in history if one["draft"])

    ok(unit.post(f"{way}/reply/", ANSWER | {"talk": TALK}))
    read = {"draft": waiting()}
    ok(unit.post(f"{way}/withdraw_answer/"))
    ok(unit.post(f"{way}/reply/", ANSWER))
    ahead(unit, "letter-2")
    assert head.post(f"{way}/sign_off/", read).status_code == 409
    assert head.post(f"{way}/refuse_signoff/", read | {"note": "短。"}).status_code == 409
    assert unit.post(f"{way}/record_signoff/", read | {"scan": "letter-2"}).status_code == 409
    assert stands(case) == Work.PENDING_SIGNOFF
    ok(head.post(f"{way}/sign_off/", {"draft": waiting()}))
    assert stands(case) == Work.DELIVERED


def test_of_what_came_back_files_are_left_out_by_their_codes(scene, settings):
    ruled(scene, sign_off="head")
    case = suggestion_at(scene, State.IN_HANDLING)
    way, unit = f"assignments/{case.code}-1", Program(scene.bo)
    ahead(unit, first := str(uuid.uuid4()))
    ok(unit.post(f"{way}/reply/", ANSWER | {"talk": TALK}, key=first))
    ok(unit.post(f"{way}/withdraw_answer/"))
    history = unit.get(f"suggestions/{case.code}/").json()["history"]
    [file] = [file for one in history for file in one["files"]]
    old = file["url"].strip("/").rpartition("/")[2]
    unknown = unit.post(f"{way}/reply/", ANSWER | {"left_out": ["none"]})
    assert set(problem(unknown)["errors"]) == {"left_out"}
    settings.UPLOAD_MAX_COUNT = 0
    assert set(problem(unit.post(f"{way}/reply/", ANSWER))["errors"]) == {"left_out"}
    ok(unit.post(f"{way}/reply/", ANSWER | {"left_out": [old]}))
    assert Attachment.objects.get().subject == f"{case.code}-1-d1"


def test_co_handlers_agree_or_object(scene):
    ruled(scene, co_sign=True)
    helper = Program(make_officer(make_department("water")))
    case = suggestion_at(scene, State.ACCEPTED)
    office, lead = Program(scene.clerk), Program(scene.bo)
    charges = [{"unit": "library", "part": "lead"}, {"unit": "water", "part": "co"}]
    both = {"charges": charges, "urgency": "ordinary"}
    ok(office.post(f"suggestions/{case.code}/assign/", both))
    first, second = f"assignments/{case.code}-1", f"assignments/{case.code}-2"
    ok(helper.post(f"{second}/give_opinion/", {"text": "同意。"}))

    ok(lead.post(f"{first}/reply/", ANSWER | {"talk": TALK}))
    assert {"agree", "object"} <= names(helper, case)
    assert "dispense" in names(office, case)
    ok(helper.post(f"{second}/object/", {"note": "数字不对。"}))
    ok(lead.post(f"{first}/reply/", ANSWER))
    assert ok(helper.post(f"{second}/agree/"))["state"] == "replied"


def test_the_office_enters_what_came_on_paper(scene):
    case = suggestion_at(scene, State.ASSIGNED)
    way, office = f"assignments/{case.code}-1", Program(scene.clerk)
    paper = {"paper": {"scan": "paper-1", "dated_on": "2026-03-05"}}
    assert {"enter_sign", "enter_reply"} <= names(office, case)

    without = office.post(f"{way}/enter_sign/", {})
    assert set(problem(without)["errors"]) == {"paper"}
    unsent = office.post(f"{way}/enter_sign/", paper)
    assert set(problem(unsent)["errors"]) == {"scan"}
    early = office.post(
        f"{way}/enter_sign/", {"paper": paper["paper"] | {"dated_on": "2026-03-04"}}
    )
    assert set(problem(early)["errors"]) == {"paper.dated_on"}
    ahead(office, "paper-1")
    ok(office.post(f"{way}/enter_sign/", paper))
    ahead(office, "paper-2")
    again = {"paper": {"scan": "paper-2", "dated_on": "2026-03-05"}}
    assert (
        ok(office.post(f"{way}/enter_reply/", ANSWER | {"talk": TALK} | again))["state"]
        == "replied"
    )
    assert list(Paper.objects.order_by("code").values_list("step", flat=True)) == ["sign", "reply"]


def test_corrections_keep_state_and_date(scene):
    case = suggestion_at(scene, State.REPLIED)
    office, unit = Program(scene.clerk), Program(scene.bo)

    facts = {"title": "降低少儿阅览室书架", "place": "430000"}
    assert ok(office.post(f"suggestions/{case.code}/correct/", facts))["state"] == "replied"
    words = {"text": "已降低全部书架。", "why": "漏写“全部”。"}
    ok(unit.post(f"assignments/{case.code}-1/correct_answer/", words))

    assert Suggestion.objects.get(pk=case.pk).title == "降低少儿阅览室书架"
    assert Suggestion.objects.get(pk=case.pk).due_at == case.due_at
    assert Reply.objects.get().text == "已降低全部书架。"
