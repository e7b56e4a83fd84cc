"""The whole life of a case by programs alone: what each chapter asks for, and what it leads to."""

from datetime import timedelta

import pytest
from django.db import transaction

from commitments.models import Commitment
from events.models import Event
from members import roles
from suggestions.api.doors import DOORS
from suggestions.lifecycle import Desk, State
from suggestions.models import Assignment, Cosigner, Publication, Rating, Suggestion
from tests.departments.factories import make_department, make_officer
from tests.gateway.programs import Program, problem
from tests.members.factories import make_member, make_organ, make_seat
from tests.suggestions.factories import (
    MORNING,
    PROMISE,
    Scene,
    answer,
    promise,
    rate,
    submit,
    suggestion_at,
)
from workdays import clock

CITY = "430100"
ANSWER = {"text": "书架已降低。", "outcome_class": "A"}
TALK = {"kind": "phone", "held_on": "2026-03-05", "note": "约好了看现场。"}


def ok(response):
    assert response.status_code == 200, response.content.decode()
    return response.json()


def state(case):
    return Suggestion.sealed_too.get(pk=case.pk).state


def works(case):
    found = Assignment.objects.filter(suggestion=case).order_by("code")
    return {one.department.code: one.state for one in found}


@pytest.fixture
def water(scene: Scene):
    return make_department("water")


# ── what a review ends in ──


def test_sent_back_completed_and_withdrawn(scene):
    case = submit(scene)
    way = f"suggestions/{case.code}"
    office, author = Program(scene.clerk), Program(scene.an)

    ok(office.post(f"{way}/send_back/", {"missing": "请写明是哪个馆。"}))
    texts = {"title": "降低书架", "situation": "够不着。", "ask": "降低。", "place": "430000"}
    assert ok(author.post(f"{way}/resubmit/", texts))["state"] == "submitted"
    assert Suggestion.objects.get(pk=case.pk).title == "降低书架"
    assert ok(author.post(f"{way}/withdraw/"))["state"] == "withdrawn"


def test_declined_appealed_and_declined_for_good(scene):
    case = submit(scene)
    way = f"suggestions/{case.code}"
    office, author = Program(scene.clerk), Program(scene.an)
    ground = {"ground": "answered", "reason": "去年已答复。"}

    unsaid = office.post(f"{way}/decline/", ground)
    assert set(problem(unsaid)["errors"]) == {"reference"}
    ok(office.post(f"{way}/decline/", ground | {"reference": "2025-00007"}))
    assert ok(author.post(f"{way}/appeal/", {"text": "不是同一处。"}))["state"] == "submitted"
    ok(office.post(f"{way}/decline/", {"ground": "nobodys", "reason": "不归我们。"}))
    assert author.post(f"{way}/appeal/", {"text": "再看。"}).status_code == 409


def test_merged_into_another(scene):
    main, case = submit(scene), submit(scene)
    office, way = Program(scene.clerk), f"suggestions/{case.code}/merge/"

    assert set(problem(office.post(way, {}))["errors"]) == {"code"}
    assert set(problem(office.post(way, {"code": "2026-99999"}))["errors"]) == {"code"}
    itself = office.post(way, {"code": case.code})
    assert (itself.status_code, set(problem(itself)["errors"])) == (422, {"code"})
    assert ok(office.post(way, {"code": main.code}))["state"] == "merged"


def test_transferred_and_given_back_once(scene):
    case = submit(scene)
    make_department("city-library", CITY)
    city = Program(make_seat(roles.Office, CITY))
    way = f"suggestions/{case.code}"
    there = {"to": CITY, "reason": "属市级事项。"}

    nowhere = Program(scene.clerk).post(f"{way}/transfer/", there | {"to": "430200"})
    assert set(problem(nowhere)["errors"]) == {"to"}
    ok(Program(scene.clerk).post(f"{way}/transfer/", there))
    assert Suggestion.objects.get(pk=case.pk).organ_id == CITY
    ok(city.post(f"{way}/bounce/", {"reason": "不属本市。"}))
    assert Suggestion.objects.get(pk=case.pk).organ_id == "430000"


def test_handed_to_another_channel_and_answered_from_there(scene):
    case = submit(scene)
    way, office = f"suggestions/{case.code}", Program(scene.clerk)

    ok(office.post(f"{way}/hand_off/", {"channel": "hotline", "number": "7", "reason": "属热线。"}))
    ok(office.post(f"{way}/check/", {"note": "已转区里。"}))
    undated = office.post(f"{way}/write_back/", {"text": "将修。", "outcome_class": "B"})
    assert set(problem(undated)["errors"]) == {"promised_on"}
    assert ok(office.post(f"{way}/write_back/", ANSWER))["state"] == "replied"


# ── whose it is, and until when ──


def test_given_back_refused_disputed_and_bound(scene):
    case = suggestion_at(scene, State.IN_HANDLING)
    way = f"assignments/{case.code}-1"
    unit, office = Program(scene.bo), Program(scene.clerk)
    arbiter = Program(make_seat(roles.Arbiter))

    ok(unit.post(f"{way}/ask_return/", {"reason": "不归我们。", "elsewhere": "街道"}))
    unsaid = office.post(f"{way}/refuse_return/", {})
    assert set(problem(unsaid)["errors"]) == {"note"}
    ok(office.post(f"{way}/refuse_return/", {"note": "归你们。"}))
    ok(unit.post(f"{way}/dispute/", {"reason": "仍不归我们。"}))
    assert works(case) == {"library": "disputed"}
    assert [one["name"] for one in steps(arbiter, case)] == ["release", "bind"]
    ok(arbiter.post(f"{way}/bind/", {"note": "归你们。", "new_due": "2026-03-25"}))
    assert works(case) == {"library": "in_progress"}


def test_given_back_and_given_to_the_next(scene, water):
    case = suggestion_at(scene, State.IN_HANDLING)
    way, office = f"assignments/{case.code}-1", Program(scene.clerk)
    ok(Program(scene.bo).post(f"{way}/ask_return/", {"reason": "不归我们。", "proposed": "water"}))

    decided = office.post(f"{way}/approve_return/", {"decision": "no", "successor": "water"})
    assert set(problem(decided)["errors"]) == {"decision"}, "the address has decided"
    ok(office.post(f"{way}/approve_return/", {"successor": "water"}))

    assert works(case) == {"library": "cancelled", "water": "pending_sign"}
    assert Program(scene.bo).post(f"{way}/sign/").status_code in (403, 404, 409)


def test_the_date_stays_where_a_case_is_assigned_again(scene, water):
    case = suggestion_at(scene, State.REASSIGNING)
    way, office = f"suggestions/{case.code}/assign/", Program(scene.clerk)
    charges = {"charges": [{"unit": "water"}]}

    urgent = office.post(way, charges | {"urgency": "complex"})
    assert set(problem(urgent)["errors"]) == {"urgency"}
    assert ok(office.post(way, charges))["state"] == "assigned"


def test_recalled_for_another(scene, water):
    case = suggestion_at(scene, State.ASSIGNED)
    recall = f"assignments/{case.code}-1/recall/"
    ok(Program(scene.clerk).post(recall, {"successor": "water", "reason": "归水利。"}))
    assert works(case) == {"library": "cancelled", "water": "pending_sign"}


@pytest.mark.parametrize(
    ("word", "body"),
    [("grant_extension", {"until": "2026-03-26"}), ("refuse_extension", {"note": "来得及。"})],
)
def test_more_time_is_asked_for_once_and_decided(scene, word, body):
    case = suggestion_at(scene, State.IN_HANDLING)
    way, office = f"assignments/{case.code}-1", Program(scene.clerk)
    wanted = {"reason": "要勘察。", "wanted": "2026-03-26"}

    far = Program(scene.bo).post(f"{way}/ask_extension/", wanted | {"wanted": "2027-03-26"})
    assert set(problem(far)["errors"]) == {"wanted"}
    ok(Program(scene.bo).post(f"{way}/ask_extension/", wanted))
    assert {"grant_extension", "refuse_extension"} <= {one["name"] for one in steps(office, case)}
    ok(office.post(f"{way}/{word}/", body))
    again = Program(scene.bo).post(f"{way}/ask_extension/", wanted | {"wanted": "2026-03-27"})
    assert again.status_code == 409


def test_held_and_let_go_on(scene):
    case = suggestion_at(scene, State.IN_HANDLING)
    way, office = f"suggestions/{case.code}", Program(scene.clerk)

    hold = ok(office.post(f"{way}/hold/", {"reason": "等批复。", "until": "2026-03-12"}))
    assert hold["state"] == "on_hold"
    assert ok(office.get(f"{way}/"))["light"]["kind"] == "grey"
    assert ok(office.post(f"{way}/resume/"))["state"] == "in_handling"


def test_the_lead_waits_for_opinions(scene, water):
    case = suggestion_at(scene, State.ACCEPTED)
    helper = Program(make_officer(water))
    office, lead = Program(scene.clerk), Program(scene.bo)
    charges = [{"unit": "library", "part": "lead"}, {"unit": "water", "part": "co"}]
    both = {"charges": charges, "urgency": "ordinary"}
    ok(office.post(f"suggestions/{case.code}/assign/", both))
    first, second = f"assignments/{case.code}-1", f"assignments/{case.code}-2"

    early = lead.post(f"{first}/reply/", ANSWER | {"talk": TALK})
    assert early.status_code == 409
    assert water.name in problem(early)["detail"]
    ok(helper.post(f"{second}/give_opinion/", {"text": "同意。"}))
    ok(lead.post(f"{second}/return_opinion/", {"reason": "太短。"}))
    ok(office.post(f"{second}/waive/", {"reason": "来不及。"}))
    assert ok(lead.post(f"{first}/reply/", ANSWER | {"talk": TALK}))["state"] == "replied"


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

    assert {one["name"] for one in steps(unit, case)} >= {"promise_report", "promise_renew"}
    ok(unit.post(f"{way}/promise_report/", report))
    assert {one["name"] for one in steps(author, case)} >= {"promise_confirm", "promise_contest"}
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


SAID = ("say", "add_fact", "say_office", "say_unit")


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
    assert "unpublish" in {one["name"] for one in steps(office, case)}
    ok(office.post(f"{way}/unpublish/"))
    assert office.post(f"{way}/unpublish/").status_code == 409


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


# ── what one can do now is what one can do ──


def steps(program, case):
    found = program.get(f"suggestions/{case.code}/")
    return found.json()["steps"] if found.status_code == 200 else []


@pytest.mark.parametrize("at", list(State))
def test_what_is_offered_is_open(scene, at):
    """Sent empty, each offered step is taken or says what is missing: nobody is turned away."""
    case = suggestion_at(scene, at)
    people = [scene.an, scene.bo, scene.clerk, make_seat(roles.Auditor)]
    for person in people:
        program = Program(person)
        for one in steps(program, case):
            status = program.post(one["url"], {}).status_code
            taken = status == 200
            assert taken or status == 422, (person, one, status)
            if taken:
                break
        if state(case) != at:
            case = suggestion_at(scene, at)


@pytest.mark.parametrize("at", list(State))
def test_a_button_that_is_not_offered_is_refused(scene, at):
    """Steps that need no words: who is not offered one is not let through either."""
    case = suggestion_at(scene, at)
    bare = ("accept", "resume", "unpublish")
    for person in (scene.an, scene.bo, scene.clerk, scene.cheng):
        program = Program(person)
        offered = {one["name"] for one in steps(program, case)}
        for name in set(bare) - offered:
            status = program.post(f"suggestions/{case.code}/{name}/").status_code
            assert status in (403, 404, 409), (person, name)


@pytest.mark.parametrize("at", list(State))
def test_no_step_breaks_on_anything(scene, at):
    """Every step on a case in every state, by whoever sits at its desk, with nothing said."""
    case = suggestion_at(scene, at)
    promised = Commitment.objects.about("suggestion", case.code).first()
    codes = {"assignments": f"{case.code}-1", "promises": promised.code if promised else "x"}
    arbiter = make_seat(roles.Arbiter)
    people = {
        Desk.MEMBER: Program(scene.an),
        Desk.OFFICE: Program(scene.clerk),
        Desk.ARBITER: Program(arbiter),
    }
    for door in DOORS:
        program = people.get(door.desk) or Program(scene.bo)
        way = f"{door.on.prefix}/{codes.get(door.on.prefix, case.code)}/{door.step.name}/"
        with transaction.atomic():
            status = program.post(way, {}).status_code
            transaction.set_rollback(True)
        assert status in (200, 403, 404, 409, 422), (way, status)


def test_a_late_appeal_or_reopening_is_not_offered(scene):
    declined, closed = suggestion_at(scene, State.DECLINED), suggestion_at(scene, State.CLOSED)
    author, office = Program(scene.an), Program(scene.clerk)
    assert "appeal" in {one["name"] for one in steps(author, declined)}
    assert "reopen" in {one["name"] for one in steps(office, closed)}

    with clock.moved(MORNING + timedelta(days=120)):
        assert "appeal" not in {one["name"] for one in steps(author, declined)}
        assert "reopen" not in {one["name"] for one in steps(office, closed)}


def test_an_arbiter_has_a_list_of_disputes(scene):
    case = suggestion_at(scene, State.IN_HANDLING)
    arbiter = Program(make_seat(roles.Arbiter))
    way, unit = f"assignments/{case.code}-1", Program(scene.bo)
    assert ok(arbiter.get("suggestions/"))["results"] == []

    ok(unit.post(f"{way}/ask_return/", {"reason": "不归我们。", "elsewhere": "街道"}))
    ok(Program(scene.clerk).post(f"{way}/refuse_return/", {"note": "归你们。"}))
    ok(unit.post(f"{way}/dispute/", {"reason": "仍不归我们。"}))

    found = ok(arbiter.get("suggestions/"))
    assert (found["desk"], [row["code"] for row in found["results"]]) == ("arbiter", [case.code])
    assert Program(scene.an).get("suggestions/", desk="arbiter").status_code == 403


def test_what_waits_for_a_member_stands_first(scene):
    replied = suggestion_at(scene, State.REPLIED)
    returned = suggestion_at(scene, State.RETURNED)
    declined = suggestion_at(scene, State.DECLINED)
    kept = suggestion_at(scene, State.REPLIED)
    rate(scene, kept)
    promised = suggestion_at(scene, State.IN_HANDLING)
    answer(scene, promised, **PROMISE)

    above = ok(Program(scene.an).get("suggestions/"))["waiting"]

    codes = {name: {row["code"] for row in rows} for name, rows in above.items()}
    assert codes == {
        "to_rate": {replied.code, promised.code},
        "to_confirm": set(),
        "returned": {returned.code},
        "declined": {declined.code},
        "to_cosign": set(),
    }
    assert ok(Program(scene.bo).get("suggestions/"))["waiting"] is None


def test_an_organ_below_keeps_its_cases_to_itself(scene):
    make_organ(CITY)
    make_department("city-library", CITY)
    case = submit(scene)
    assert (
        Program(make_seat(roles.Office, CITY)).get(f"suggestions/{case.code}/").status_code == 404
    )
