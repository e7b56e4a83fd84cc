"""What one can do now is what one can do, in every state of a case."""

from datetime import timedelta

import pytest

from commitments.models import Commitment
from members import roles
from suggestions.api.doors import DOORS
from suggestions.lifecycle import Desk, State
from suggestions.models import Suggestion
from tests.departments.factories import make_department
from tests.gateway.programs import Program, names, ok, steps
from tests.members.factories import make_organ, make_seat
from tests.suggestions.factories import (
    MORNING,
    PROMISE,
    answer,
    rate,
    submit,
    suggestion_at,
)
from tests.undone import undone
from workdays import clock

CITY = "430100"


def state(case):
    return Suggestion.sealed_too.get(pk=case.pk).state


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
        offered = names(program, case)
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
        way = f"{door.on.prefix}/{codes.get(door.on.prefix, case.code)}/{door.name}/"
        with undone():
            status = program.post(way, {}).status_code
        assert status in (200, 403, 404, 409, 422), (way, status)


def test_a_late_appeal_or_reopening_is_not_offered(scene):
    declined, closed = suggestion_at(scene, State.DECLINED), suggestion_at(scene, State.CLOSED)
    author, office = Program(scene.an), Program(scene.clerk)
    assert "appeal" in names(author, declined)
    assert "reopen" in names(office, closed)

    with clock.moved(MORNING + timedelta(days=120)):
        assert "appeal" not in names(author, declined)
        assert "reopen" not in names(office, closed)


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
    assert [row["due_at"] for row in above["declined"]] == [None], "as on the page, by the light"
    assert above["to_rate"][0]["due_at"]
    assert ok(Program(scene.bo).get("suggestions/"))["waiting"] is None


def test_an_organ_below_keeps_its_cases_to_itself(scene):
    make_organ(CITY)
    make_department("city-library", CITY)
    case = submit(scene)
    assert (
        Program(make_seat(roles.Office, CITY)).get(f"suggestions/{case.code}/").status_code == 404
    )
