"""A case from submission to rating by programs alone, and each door's own refusals."""

from collections import Counter

import pytest

from commitments.lifecycle import STEPS as PROMISE_STEPS
from commitments.lifecycle import Seat
from events.models import Event
from suggestions.api.doors import DOORS, ELSEWHERE
from suggestions.lifecycle import (
    OVERLAY_STEPS,
    STEPS,
    UNDO_STEPS,
    WORK_STEPS,
    Desk,
    State,
)
from suggestions.models import Assignment, Draft, Rating, Suggestion
from suggestions.story.ways import WAYS
from tests.departments.factories import make_department
from tests.gateway.programs import Program, problem
from tests.suggestions.factories import submit, suggestion_at

TEXTS = {
    "title": "修好路灯",
    "situation": "路口的灯两周不亮。",
    "ask": "换一盏。",
    "place": "430000",
    "confirm": True,
}
TALK = {"kind": "phone", "held_on": "2026-03-05", "note": "约好了看现场。"}
CHARGES = {"charges": [{"unit": "library"}], "urgency": "ordinary"}


def test_every_step_that_a_person_takes_has_one_door_or_a_reason():
    rows = (*STEPS, *WORK_STEPS, *OVERLAY_STEPS, *UNDO_STEPS)
    people = {row.name for row in rows if row.desk is not Desk.SYSTEM}
    people |= {row.name for row in PROMISE_STEPS if row.seat is not Seat.SYSTEM}
    names = {door.step.name for door in DOORS}

    assert Counter(door.name for door in DOORS).most_common(1)[0][1] == 1
    assert names.isdisjoint(ELSEWHERE)
    assert names | set(ELSEWHERE) == people


def test_what_has_a_page_has_a_door():
    assert set(WAYS) <= {door.step.name for door in DOORS}


def test_a_door_asks_for_no_more_than_its_page():
    """Each field of a body is a field of a page's form: no second set of rules."""
    own = {
        "assign": {"charges"},
        "rate": {"assignment"},
        "reply": {"talk"},
        "enter_reply": {"talk"},
    }
    for door in DOORS:
        page = set(door.body.form.base_fields) if door.body else set()
        assert set(door.fields) - page <= own.get(door.name, set()) | {"paper"}, door.name


def test_the_whole_way_by_programs(scene):
    member, office, unit = Program(scene.an), Program(scene.clerk), Program(scene.bo)

    sent = member.post("suggestions/", TEXTS)
    assert sent.status_code == 201
    way = sent.headers["Location"]
    code = sent.json()["code"]
    assert sent.json() == {"code": code, "state": "submitted", "assignments": [], "url": way}

    assert office.post(f"{way}accept/").json()["state"] == "accepted"
    given = office.post(f"{way}assign/", CHARGES).json()
    assert given["assignments"] == [{"code": f"{code}-1", "state": "pending_sign"}]
    work = f"/api/v1/assignments/{code}-1/"
    assert unit.post(f"{work}sign/").json()["state"] == "in_handling"
    assert unit.post(f"{work}contact/", TALK).status_code == 200
    answered = unit.post(f"{work}reply/", {"text": "已经修好。", "outcome_class": "A"})
    assert answered.json()["state"] == "replied"
    rated = member.post(f"{way}rate/", {"attitude": "satisfied", "result": "satisfied"})
    assert rated.json()["state"] == "closed"

    steps = list(Event.objects.of("suggestion", code).values_list("step", flat=True))[::-1]
    assert steps == [
        "submit",
        "accept",
        "assign",
        "hand_over",
        "sign",
        "contact",
        "reply",
        "rate",
        "close",
    ]
    assert Rating.objects.get().result == "satisfied"


def test_accept_and_assign_are_one_act_as_on_the_page(scene):
    case = submit(scene)
    answer = Program(scene.clerk).post(f"suggestions/{case.code}/assign/", CHARGES)
    assert answer.json()["state"] == "assigned"


def test_several_units_with_their_parts(scene):
    make_department("post")
    case = suggestion_at(scene, State.ACCEPTED)
    charges = [{"unit": "library", "part": "lead"}, {"unit": "post", "part": "co"}]

    Program(scene.clerk).post(
        f"suggestions/{case.code}/assign/", {"charges": charges, "urgency": "ordinary"}
    )

    works = Assignment.objects.filter(suggestion=case).order_by("code")
    assert [(one.department.code, one.part) for one in works] == [
        ("library", "lead"),
        ("post", "co"),
    ]


@pytest.mark.parametrize(
    "charges",
    [
        None,
        [],
        "library",
        ["library"],
        [{"unit": 3}],
        [{"unit": "nowhere"}],
        [{"unit": "library", "part": "boss"}],
        [{"unit": "library", "x": 1}],
        [{"unit": "library", "part": "lead"}],
        [{"unit": "library"}, {"unit": "library"}],
        [{"unit": "library"}] * 21,
        [{"unit": "library", "part": []}],
    ],
)
def test_units_that_do_not_fit_change_nothing(scene, charges):
    case = suggestion_at(scene, State.ACCEPTED)

    answer = Program(scene.clerk).post(
        f"suggestions/{case.code}/assign/", {"charges": charges, "urgency": "ordinary"}
    )

    assert answer.status_code == 422
    assert set(problem(answer)["errors"]) == {"charges"}
    assert not Assignment.objects.exists()


def test_an_answer_needs_a_talk_which_may_come_along(scene):
    case = suggestion_at(scene, State.ASSIGNED)
    unit, work = Program(scene.bo), f"assignments/{case.code}-1/reply/"
    answer = {"text": "已经修好。", "outcome_class": "A"}

    alone = unit.post(work, answer)
    wrong = unit.post(work, answer | {"talk": TALK | {"held_on": "2026-03-06"}})
    good = unit.post(work, answer | {"talk": TALK})

    assert (alone.status_code, list(problem(alone)["errors"])) == (422, ["talk"])
    assert problem(wrong)["errors"] == {"talk.held_on": ["That day has not come yet."]}
    assert good.json()["state"] == "replied"


def test_the_pages_rules_hold_here_too(scene):
    case = suggestion_at(scene, State.REPLIED)
    rate = f"suggestions/{case.code}/rate/"

    answer = Program(scene.an).post(rate, {"attitude": "wonderful"})

    assert set(problem(answer)["errors"]) == {"attitude", "result"}
    assert not Rating.objects.exclude(rated_at=None).exists()


def test_a_draft_is_kept_read_and_thrown_away(scene):
    program = Program(scene.an)
    assert program.get("draft/").status_code == 404

    kept = program.put("draft/", {"title": "路灯"}).json()
    again = program.put("draft/", {"title": "路灯", "ask": "换"}).json()

    assert (again["key"], again["ask"], kept["ask"]) == (kept["key"], "换", "")
    assert program.get("draft/").json() == again
    assert Program(scene.cheng).get("draft/").status_code == 404
    assert program.delete("draft/").status_code == 204
    assert not Draft.objects.exists()


def test_only_members_write(scene):
    clerk = Program(scene.clerk)
    assert clerk.put("draft/", {"title": "x"}).status_code == 403
    assert clerk.post("suggestions/", TEXTS).status_code == 403
    assert not Suggestion.objects.exists()


@pytest.mark.parametrize("value", [3, True, ["x"], {"x": 1}, 1.5])
@pytest.mark.parametrize("field", ["title", "situation", "place", "level"])
def test_a_value_of_another_kind_is_told_beside_its_field(scene, field, value):
    answer = Program(scene.an).post("suggestions/", TEXTS | {field: value})

    assert answer.status_code == 422
    assert set(problem(answer)["errors"]) == {field}
