"""Notes, empty desks and rules through the second door: the same people read and write them."""

from suggestions.actions import ruling_routes
from suggestions.lifecycle import State
from suggestions.models import Note
from suggestions.routing.rules import Rule
from tests.departments.factories import make_department
from tests.gateway.programs import Program, problem
from tests.suggestions.api.shapes import amiss
from tests.suggestions.factories import MORNING, suggestion_at


def test_a_note_is_written_once_and_read_at_ones_own_desk_alone(scene):
    case = suggestion_at(scene, State.IN_HANDLING)
    path, unit = f"suggestions/{case.code}/notes/", Program(scene.bo)
    for _time in range(2):
        done = unit.post(path, {"text": "金丝雀便签"}, key="note-1")
        assert (done.status_code, set(done.json())) == (201, {"at", "author"})
    assert Note.objects.count() == 1
    assert [one["text"] for one in unit.get(path).json()["results"]] == ["金丝雀便签"]
    assert Program(scene.clerk).get(path).json() == {"results": []}
    assert Program(scene.an).get(path).status_code == 403
    assert Program(scene.cheng).get(path).status_code == 404
    assert set(problem(unit.post(path, {}))["errors"]) == {"text"}


def test_the_rules_in_force_stand_in_their_order(scene):
    program = Program(scene.clerk)
    path = f"rules/{scene.organ.code}/"
    assert program.get(path).json() == {"version": 0, "results": []}
    for number in range(2):
        rule = Rule(key="", unit=scene.unit.code, words=(f"书架{number}",))
        ruling_routes.put(organ=scene.organ, rule=rule, by=scene.clerk, at=MORNING)
    ruling_routes.save(organ=scene.organ, base=0, by=scene.clerk, at=MORNING)
    found = program.get(path).json()
    assert found["version"] == 1
    assert [one["words"] for one in found["results"]] == [["书架0"], ["书架1"]]
    assert Program(scene.bo).get(path).status_code == 403


def test_empty_desks_and_lists_are_as_the_document_says(scene, client):
    unit = make_department("water")
    type(unit).objects.filter(pk=unit.pk).update(
        empty_since="2026-03-02", stood_in_from="2026-03-09"
    )
    said = client.get("/api/schema/").json()
    case = suggestion_at(scene, State.IN_HANDLING)
    Program(scene.clerk).post(f"suggestions/{case.code}/notes/", {"text": "等回电。"})
    for path, named in (
        ("vacancies/", "vacancies/"),
        (f"suggestions/{case.code}/notes/", "suggestions/{code}/notes/"),
        (f"rules/{scene.organ.code}/", "rules/{code}/"),
    ):
        answer = said["paths"][f"/api/v1/{named}"]["get"]["responses"]["200"]
        found = Program(scene.clerk).get(path).json()
        assert amiss(found, answer["content"]["application/json"]["schema"]) == []
    assert [one["acts"] for one in Program(scene.clerk).get("vacancies/").json()["results"]] == [
        False
    ]
