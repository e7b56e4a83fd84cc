"""A case by programs alone: the answer, the word on it, promises; and what lies beside the way."""

import pytest

from commitments.models import Commitment
from events.models import Event
from members import roles
from suggestions.actions import reviewing
from suggestions.actions.handing import Charge
from suggestions.lifecycle import Part, State
from suggestions.models import Cosigner, Publication, Rating, Suggestion
from tests.departments.factories import make_department, make_officer
from tests.gateway.programs import Program, names, ok, problem
from tests.members.factories import make_member, make_seat
from tests.suggestions.factories import (
    MORNING,
    Scene,
    answer,
    promise,
    submit,
    suggestion_at,
)

ANSWER = {"text": "书架已降低。", "outcome_class": "A"}
TALK = {"kind": "phone", "held_on": "2026-03-05", "note": "约好了看现场。"}


@pytest.fixture
def water(scene: Scene):
    return make_department("water")


# ── the answer, the word on it, and what was promised ──


def test_why_there_was_no_contact_does_as_well(scene):
    case = suggestion_at(scene, State.ASSIGNED)
    way, unit = f"assignments/{case.code}-1/reply/", Program(scene.bo)

    talk = {"kind": "none", "note": "电话三次无人接听。"}
    assert ok(unit.post(way, ANSWER | {"talk": talk}))["state"] == "replied"


def test_each_answer_has_a_word_of_its_own(scene, water):
    case = suggestion_at(scene, State.ACCEPTED)
    charges = [{"unit": code, "part": "separate"} for code in ("library", "water")]
    both = {"charges": charges, "urgency": "ordinary"}
    ok(Program(scene.clerk).post(f"suggestions/{case.code}/assign/", both))
    for number, person in enumerate((scene.bo, make_officer(water)), start=1):
        way = f"assignments/{case.code}-{number}/reply/"
        ok(Program(person).post(way, ANSWER | {"talk": TALK}))
    author, way = Program(scene.an), f"suggestions/{case.code}/rate/"
    good = {"attitude": "satisfied", "result": "satisfied"}

    unknown = author.post(way, good | {"assignment": f"{case.code}-9"})
    assert set(problem(unknown)["errors"]) == {"assignment"}
    assert ok(author.post(way, good | {"assignment": f"{case.code}-1"}))["state"] == "replied"
    poor = {"attitude": "satisfied", "result": "dissatisfied", "assignment": f"{case.code}-2"}
    assert ok(author.post(way, poor))["state"] == "closed"
    said = Rating.objects.order_by("assignment__code").values_list("result", flat=True)
    assert list(said) == ["satisfied", "dissatisfied"]


def test_asked_for_again_and_reopened(scene):
    case = suggestion_at(scene, State.REPLIED)
    way, author = f"suggestions/{case.code}", Program(scene.an)

    assert ok(author.post(f"{way}/redo/", {"missing": "还差两层。"}))["state"] == "rework"
    ok(Program(scene.bo).post(f"assignments/{case.code}-1/reply/", ANSWER))
    ok(author.post(f"{way}/rate/", {"attitude": "satisfied", "result": "satisfied"}))
    fact = {"fact": "书又放回去了。"}
    assert ok(Program(scene.clerk).post(f"{way}/reopen/", fact))["state"] == "accepted"


def test_a_promise_is_reported_contested_renewed_and_confirmed(scene):
    case = suggestion_at(scene, State.FOLLOWUP)
    code = promise(case).code
    way, unit, author = f"promises/{code}", Program(scene.bo), Program(scene.an)
    report = {"claim": "kept", "evidence": "已降低。"}

    assert names(unit, case) >= {"promise_report", "promise_renew"}
    ok(unit.post(f"{way}/promise_report/", report))
    assert names(author, case) >= {"promise_confirm", "promise_contest"}
    unsaid = author.post(f"{way}/promise_contest/", {})
    assert set(problem(unsaid)["errors"]) == {"words"}
    ok(author.post(f"{way}/promise_contest/", {"words": "只降了一排。"}))
    assert unit.post(f"{way}/promise_report/", report | {"claim": "x"}).status_code == 422
    ok(unit.post(f"{way}/promise_renew/", {"due_on": "2026-05-20", "reason": "木工排到五月。"}))
    ok(unit.post(f"{way}/promise_report/", report))
    assert ok(author.post(f"{way}/promise_confirm/"))["state"] == "closed"
    assert Commitment.objects.get().state == "kept"


def test_a_promise_stands_on_its_units_desk_and_in_the_case(scene):
    case = suggestion_at(scene, State.FOLLOWUP)

    rows = ok(Program(scene.bo).get("suggestions/", desk="unit", show="promises"))["results"]
    found = ok(Program(scene.an).get(f"suggestions/{case.code}/"))

    assert [row["promise"]["code"] for row in rows] == [f"{case.code}-1-p0"]
    assert [one["code"] for one in found["promises"]] == [f"{case.code}-1-p0"]
    assert found["due"]["phase"] == "promise"


# ── beside the way ──


SAID = ("say", "add_fact", "say_office", "say_unit")


def test_words_sent_twice_under_one_key_stand_once(scene):
    case = suggestion_at(scene, State.IN_HANDLING)
    said = {"text": "灯亮了一盏。"}
    for person, way in (
        (scene.an, f"suggestions/{case.code}/say/"),
        (scene.an, f"suggestions/{case.code}/add_fact/"),
        (scene.clerk, f"suggestions/{case.code}/say_office/"),
        (scene.bo, f"assignments/{case.code}-1/say_unit/"),
    ):
        program = Program(person)
        assert [program.post(way, said, key="k" + way).status_code for _time in range(2)] == [
            200,
            200,
        ]

    told = Event.objects.of("suggestion", case.code).filter(step__in=SAID)
    assert sorted(told.values_list("step", flat=True)) == sorted(SAID)
    history = ok(Program(scene.bo).get(f"suggestions/{case.code}/"))["history"]
    assert [entry["words"][0]["text"] for entry in history if entry["step"] in SAID] == [
        "灯亮了一盏。"
    ] * 4


def test_asked_to_cosign_with_the_suggestion_itself(scene):
    friend, shy = make_member(), make_member()
    texts = {"title": "修灯", "situation": "灯不亮。", "ask": "换灯。", "place": "430000"}
    body = {**texts, "confirm": True, "cosigners": [friend.code, shy.code]}

    code = Program(scene.an).post("suggestions/", body).json()["code"]

    asked = Program(friend).get("suggestions/").json()["waiting"]["to_cosign"]
    assert [one["cosign"] for one in asked] == [f"/api/v1/suggestions/{code}/cosign/"]
    assert asked[0]["situation"] == "灯不亮。"
    ok(Program(friend).post(asked[0]["cosign"]))
    ok(Program(shy).post(asked[0]["decline"]))
    assert Program(shy).post(asked[0]["cosign"]).status_code == 409
    assert Program(scene.cheng).post(asked[0]["cosign"]).status_code == 404
    stands = Cosigner.objects.order_by("pk").values_list("state", flat=True)
    assert list(stands) == ["accepted", "declined"]
    assert ok(Program(friend).get(f"suggestions/{code}/"))["cosigners"] == [friend.name]


def test_somebody_joins_who_may_know_of_it(scene):
    case, other = submit(scene), make_member()
    way = f"suggestions/{case.code}/join/"

    assert ok(Program(other).post(way))["code"] == case.code
    assert Program(make_member("430200")).post(way).status_code in (403, 404)
    assert Cosigner.objects.get().user == other


def test_published_only_after_a_look_at_its_words(scene):
    case = submit(scene, wish="public")
    way, office = f"suggestions/{case.code}", Program(scene.clerk)
    words = {"title": "降低书架", "text": "请打电话 13800138000 找我。"}

    looked = office.post(f"{way}/publish/", words)
    said = problem(looked)
    assert looked.status_code == 422
    assert set(said["errors"]) == {"sure"}
    assert [one["words"] for one in said["found"]] == ["13800138000"]
    ok(office.post(f"{way}/publish/", words | {"sure": said["sure"]}))
    assert Publication.objects.get().text == words["text"]
    assert "unpublish" in names(office, case)
    ok(office.post(f"{way}/unpublish/"))
    assert office.post(f"{way}/unpublish/").status_code == 409


def test_words_of_several_answers_are_published_by_their_codes_and_none_is_left_out_unsaid(scene):
    case = suggestion_at(scene, State.ACCEPTED)
    Suggestion.objects.filter(pk=case.pk).update(wish="public")
    water = make_department("water")
    charges = [Charge(scene.unit, Part.SEPARATE), Charge(water, Part.SEPARATE)]
    works = reviewing.assign(
        suggestion=case, charges=charges, urgency="ordinary", by=scene.clerk, at=MORNING
    )
    for work, officer in zip(works, (scene.bo, make_officer(water)), strict=True):
        answer(scene, case, assignment=work, by=officer)
    first, second = (work.code for work in works)
    office, way = Program(scene.clerk), f"suggestions/{case.code}/publish/"
    words = {"title": "降低书架", "text": "请降低。"}
    for lacking in (
        {"answer": "都好了。"},
        {"answers": {first: "好了。"}},
        {"answers": ["好了。"]},
    ):
        assert "answers" in problem(office.post(way, words | lacking))["errors"]
    told = {first: "好了。", second: "打13800138000。"}
    said = problem(office.post(way, words | {"answers": told}))
    assert [one["words"] for one in said["found"]] == ["13800138000"]
    ok(office.post(way, words | {"answers": told, "sure": said["sure"]}))
    assert Publication.objects.get().answers == [[first, told[first]], [second, told[second]]]


def test_a_sealed_case_is_nowhere_but_for_the_way_back(scene):
    case = suggestion_at(scene, State.IN_HANDLING)
    office, way = Program(scene.clerk), f"suggestions/{case.code}"
    others = [Program(scene.an), Program(scene.bo), Program(make_seat(roles.Auditor))]

    ok(office.post(f"{way}/seal/", {"reason": "正文涉密。"}))

    for program in (office, *others):
        assert program.get(f"{way}/").status_code == 404
        for step in ("say", "say_office", "seal", "withdraw", "hold"):
            assert program.post(f"{way}/{step}/", {"text": "x"}).status_code == 404
        assert program.post(f"assignments/{case.code}-1/reply/", ANSWER).status_code == 404
        lists = [
            program.get("suggestions/", desk=desk, show="all").content.decode()
            for desk in ("mine", "office", "unit")
        ]
        assert case.code not in "".join(lists)
    assert [one.post(f"{way}/unseal/").status_code for one in others] == [404] * 3
    assert ok(office.post(f"{way}/unseal/"))["state"] == "in_handling"
    assert ok(others[0].get(f"{way}/"))["code"] == case.code
