"""A case by programs alone: what a review ends in, whose it is and until when."""

import pytest

from members import roles
from suggestions.lifecycle import State
from suggestions.models import Assignment, Suggestion
from tests.departments.factories import make_department, make_officer
from tests.gateway.programs import Program, names, ok, problem, steps
from tests.members.factories import make_seat
from tests.suggestions.factories import (
    Scene,
    submit,
    suggestion_at,
)

CITY = "430100"
ANSWER = {"text": "书架已降低。", "outcome_class": "A"}
TALK = {"kind": "phone", "held_on": "2026-03-05", "note": "约好了看现场。"}


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
    assert {"grant_extension", "refuse_extension"} <= names(office, case)
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
