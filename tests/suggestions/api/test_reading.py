"""Lists as on the desks, a case with its date and its next steps; nothing of anybody else's."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from members import roles
from suggestions.lifecycle import State
from tests.departments.factories import make_department, make_officer
from tests.gateway.programs import Program, problem
from tests.members.factories import make_member, make_seat
from tests.suggestions.factories import rate, route, submit, suggestion_at
from tests.suggestions.views.counting import MOST_QUERIES

CANARY = "金丝雀的话"
VALUES = ("dissatisfied", "Dissatisfied", "basically_satisfied", "不满意", "基本满意", CANARY)


def codes(answer):
    assert answer.status_code == 200, answer.content
    return [row["code"] for row in answer.json()["results"]]


def test_each_desk_has_its_own_list(scene):
    new = submit(scene)
    given = suggestion_at(scene, State.ASSIGNED)
    answered = suggestion_at(scene, State.REPLIED)

    assert set(codes(Program(scene.an).get("suggestions/"))) == {
        new.code,
        given.code,
        answered.code,
    }
    assert codes(Program(scene.clerk).get("suggestions/")) == [new.code]
    assert codes(Program(scene.bo).get("suggestions/")) == [given.code]
    assert codes(Program(scene.bo).get("suggestions/", desk="unit", show="answered")) == [
        answered.code
    ]
    assert codes(Program(scene.cheng).get("suggestions/")) == []
    assert codes(Program(scene.clerk).get("suggestions/", desk="mine")) == []


def test_a_desk_that_is_not_ones_own_is_refused(scene):
    assert Program(scene.an).get("suggestions/", desk="office").status_code == 403
    assert Program(scene.clerk).get("suggestions/", desk="unit").status_code == 403


@pytest.mark.parametrize("query", [{"desk": "all"}, {"desk": "mine", "show": "waiting"}])
def test_an_unknown_view_is_told_not_guessed(scene, query):
    answer = Program(scene.an).get("suggestions/", **query)
    assert answer.status_code == 422
    assert len(problem(answer)["errors"]) == 1


def test_long_lists_come_in_pages_without_gaps_or_repeats(scene):
    made = [submit(scene).code for _number in range(65)]
    program = Program(scene.an)

    pages, answer = [], program.get("suggestions/", show="all")
    while True:
        pages.append(codes(answer))
        found = answer.json()
        assert (found["next"] is None) == ('rel="next"' not in answer.headers.get("Link", ""))
        if found["next"] is None:
            break
        answer = program.client.get(found["next"], headers=program.headers)
    back = program.client.get(found["previous"], headers=program.headers)

    assert [len(page) for page in pages] == [30, 30, 5]
    assert [code for page in pages for code in page] == made[::-1]
    assert codes(back) == pages[1]


def test_a_case_says_who_has_it_until_when_and_why(scene):
    case = suggestion_at(scene, State.ASSIGNED)

    found = Program(scene.bo).get(f"suggestions/{case.code}/").json()

    assert found["holder"] == {"kind": "unit", "code": "library", "name": scene.unit.name}
    assert found["due"]["at"].startswith("2026-03-19")
    assert found["due"]["basis"]["working_days"] == 10
    assert found["due"]["basis"]["from"] == "2026-03-05"
    assert [run["reason"] for run in found["due"]["basis"]["skipped"]] == ["weekend"] * 2
    assert found["state"] == {"code": "assigned", "label": "To be signed for"}
    assert "<" not in found["sentence"]
    assert found["author"]["name"] == "安"
    assert [one["code"] for one in found["assignments"]] == [f"{case.code}-1"]
    assert [entry["step"] for entry in found["history"]] == ["hand_over", "accept", "submit"]


def test_a_case_says_what_this_reader_can_do(scene):
    case = suggestion_at(scene, State.ASSIGNED)

    def steps(person):
        found = Program(person).get(f"suggestions/{case.code}/").json()
        return {step["name"]: step["url"] for step in found["steps"]}

    work = f"/api/v1/assignments/{case.code}-1"
    assert steps(scene.bo) == {
        name: f"{work}/{name}/" for name in ("sign", "entrust", "reply", "say_unit")
    }
    assert set(steps(scene.an)) == {"say", "add_fact", "ask_cosigner"}
    assert set(steps(scene.clerk)) == {
        "say_office",
        "recall",
        "enter_sign",
        "enter_reply",
        "correct",
        "seal",
    }


def test_only_the_office_sees_what_the_platform_proposes(scene):
    case = submit(scene)
    route(case)

    office = Program(scene.clerk).get(f"suggestions/{case.code}/").json()
    author = Program(scene.an).get(f"suggestions/{case.code}/").json()

    assert [one["code"] for one in office["proposed"]] == ["library"]
    assert author["proposed"] == []


def test_nobody_reads_what_is_not_theirs(scene):
    case = suggestion_at(scene, State.IN_HANDLING)
    others = [scene.cheng, make_member(), make_officer(make_department("water"))]

    for person in others:
        program = Program(person)
        unknown = program.get("suggestions/2026-99999/")
        hidden = program.get(f"suggestions/{case.code}/")
        assert hidden.status_code == 404
        assert hidden.content == unknown.content
        step = program.post(f"assignments/{case.code}-1/reply/", {})
        assert step.status_code == 404
        said = program.get("suggestions/", show="all").content.decode() + step.content.decode()
        assert case.code not in said
        assert case.title not in said


@pytest.fixture
def rated(scene):
    case = suggestion_at(scene, State.REPLIED)
    rate(scene, case, attitude="dissatisfied", result="basically_satisfied", comment=CANARY)
    return case


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_a_single_rating_reaches_neither_unit_nor_auditor(scene, rated, language):
    for person in (scene.bo, make_seat(roles.Auditor)):
        program = Program(person, language=language)
        answers = [program.get(f"suggestions/{rated.code}/")]
        answers += [
            program.get("suggestions/", desk=desk, show=show)
            for desk in ("mine", "unit", "office")
            for show in ("all", "answered", "closed", "late", "waiting", "rating")
        ]
        answers += [
            program.post(f"suggestions/{rated.code}/rate/", {}),
            program.post(f"assignments/{rated.code}-1/reply/", {}),
            program.post(f"assignments/{rated.code}-1/sign/", {}),
        ]
        said = json.dumps([answer.json() for answer in answers], ensure_ascii=False)
        assert [word for word in VALUES if word in said] == []


def test_its_author_and_the_office_in_charge_do_see_it(scene, rated):
    for person in (scene.an, scene.clerk):
        found = Program(person).get(f"suggestions/{rated.code}/").json()
        assert [one["attitude"] for one in found["ratings"]] == ["dissatisfied"]
        assert [one["comment"] for one in found["ratings"]] == [CANARY]


def questions(program, path, **query):
    program.get(path, **query)
    with CaptureQueriesContext(connection) as seen:
        assert program.get(path, **query).status_code == 200
    return len(seen)


@pytest.mark.parametrize("desk", ["mine", "office", "unit"])
def test_a_list_asks_the_same_for_one_row_and_for_many(scene, desk):
    person = {"mine": scene.an, "office": scene.clerk, "unit": scene.bo}[desk]
    program = Program(person)
    suggestion_at(scene, State.ASSIGNED)
    one = questions(program, "suggestions/", desk=desk, show="all")

    for _number in range(6):
        suggestion_at(scene, State.ASSIGNED)

    assert questions(program, "suggestions/", desk=desk, show="all") == one
    assert one <= MOST_QUERIES


@pytest.mark.parametrize("state", list(State))
def test_a_case_asks_as_little_as_its_page(scene, state):
    case = suggestion_at(scene, state)
    route(case)
    for person in (scene.an, scene.clerk, scene.bo):
        program = Program(person)
        if program.get(f"suggestions/{case.code}/").status_code == 200:
            assert questions(program, f"suggestions/{case.code}/") <= MOST_QUERIES, person
