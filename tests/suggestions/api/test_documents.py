"""The document of the second door, its page, and whether what is answered is what they say."""

import json
from typing import Any

import pytest
from django.urls import reverse

from gateway.scopes import SCOPES
from suggestions.api.doors import DOORS
from suggestions.lifecycle import State
from tests.gateway.programs import Program, problem
from tests.suggestions.api.shapes import amiss
from tests.suggestions.factories import rate, route, submit, suggestion_at

METHODS = {"get", "post", "put", "delete"}


def document(client, language="en") -> Any:
    answer = client.get("/api/schema/", headers={"Accept-Language": language})
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/json"
    return json.loads(answer.content)


@pytest.fixture
def said(client):
    return document(client)


def operations(said):
    for path, methods in said["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def shape(said, path, method, status="200"):
    answer = said["paths"][path][method]["responses"][status]
    return answer["content"]["application/json"]["schema"]


def test_every_address_stands_in_it_and_nothing_else(said):
    steps = {reverse(f"api:{door.name}", args=["-"]) for door in DOORS}
    one = ("suggestion", "file", "notes", "rules")
    things = {reverse(f"api:{name}", args=["-"]) for name in one}
    many = ("suggestions", "draft", "files", "similar", "vacancies")
    lists = {reverse(f"api:{name}") for name in many}
    known = {path.replace("/-/", "/{code}/") for path in steps | things} | lists
    assert set(said["paths"]) == known


def test_it_is_openapi(said):
    assert said["openapi"] == "3.1.0"
    assert set(said) == {"openapi", "info", "paths", "components", "security"}
    names = [operation["operationId"] for _path, _method, operation in operations(said)]
    assert len(names) == len(set(names))
    for path, method, operation in operations(said):
        assert method in METHODS
        assert operation["tags"], path
        assert operation["summary"], path
        assert operation["x-scope"] in SCOPES
        named = {one["name"] for one in operation["parameters"] if one["in"] == "path"}
        assert all(f"{{{name}}}" in path for name in named)
        keyed = {one["name"] for one in operation["parameters"] if one["in"] == "header"}
        assert keyed == ({"Idempotency-Key"} if method == "post" else set()), path
        for status, answer in operation["responses"].items():
            is_problem = "application/problem+json" in answer.get("content", {})
            assert is_problem == (status >= "400"), (path, status)


def test_unknown_members_are_refused_in_the_document_too(said):
    for path, _method, operation in operations(said):
        for body in operation.get("requestBody", {}).get("content", {}).values():
            assert body["schema"]["additionalProperties"] is False
            assert body["schema"]["properties"], path


def test_it_speaks_both_languages(client):
    english, chinese = document(client), document(client, "zh-hans")
    assert english["paths"].keys() == chinese["paths"].keys()
    way = "/api/v1/suggestions/{code}/accept/"
    assert english["paths"][way]["post"]["summary"] == "Accept"
    assert chinese["paths"][way]["post"]["summary"] != "Accept"


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_its_page_names_every_address_and_every_field(client, language):
    page = client.get("/api/", headers={"Accept-Language": language}).text
    for path, _method, operation in operations(document(client, language)):
        assert path in page
        for body in operation.get("requestBody", {}).get("content", {}).values():
            for name in body["schema"]["properties"]:
                assert f"<code>{name}</code>" in page


def test_what_a_step_needs_is_what_it_asks_for(said, scene):
    """Sent empty, a step names just the fields that the document says are needed."""
    for at, step, person in (
        (State.SUBMITTED, "send_back", scene.clerk),
        (State.SUBMITTED, "decline", scene.clerk),
        (State.SUBMITTED, "merge", scene.clerk),
        (State.SUBMITTED, "transfer", scene.clerk),
        (State.SUBMITTED, "assign", scene.clerk),
        (State.RETURNED, "resubmit", scene.an),
        (State.REPLIED, "rate", scene.an),
        (State.IN_HANDLING, "hold", scene.clerk),
    ):
        case = suggestion_at(scene, at)
        answer = Program(person).post(f"suggestions/{case.code}/{step}/", {})
        operation = said["paths"][f"/api/v1/suggestions/{{code}}/{step}/"]["post"]
        needed = operation["requestBody"]["content"]["application/json"]["schema"]["required"]
        assert set(problem(answer)["errors"]) == set(needed), step


@pytest.mark.parametrize("at", list(State))
def test_a_case_is_answered_as_the_document_says(said, scene, at):
    case = suggestion_at(scene, at)
    route(case)
    wanted = shape(said, "/api/v1/suggestions/{code}/", "get")
    for person in (scene.an, scene.bo, scene.clerk):
        answer = Program(person).get(f"suggestions/{case.code}/")
        if answer.status_code == 200:
            assert amiss(answer.json(), wanted) == []


def test_lists_results_and_drafts_are_as_the_document_says(said, scene):
    for at in State:
        suggestion_at(scene, at)
    rated = suggestion_at(scene, State.REPLIED)
    rate(scene, rated)
    wanted = shape(said, "/api/v1/suggestions/", "get")
    for person in (scene.an, scene.clerk, scene.bo):
        program = Program(person)
        first = program.get("suggestions/").json()
        for show in ("open", "closed", "all", "waiting", "late", "answered", "promises"):
            answer = program.get("suggestions/", desk=first["desk"], show=show)
            if answer.status_code == 200:
                assert amiss(answer.json(), wanted) == []
                assert answer.json()["show"] == show

    case = submit(scene)
    done = Program(scene.clerk).post(f"suggestions/{case.code}/accept/").json()
    assert amiss(done, shape(said, "/api/v1/suggestions/{code}/accept/", "post")) == []
    draft = Program(scene.an).put("draft/", {"title": "灯", "cosigners": []}).json()
    assert amiss(draft, shape(said, "/api/v1/draft/", "put")) == []


def test_a_problem_is_as_the_document_says(said, scene):
    wanted = said["components"]["schemas"]["Problem"]
    errors = wanted["properties"]["errors"]
    for answer in (
        Program().get("suggestions/"),
        Program(scene.an).get("suggestions/2026-99999/"),
        Program(scene.an).post("suggestions/", {}),
    ):
        found = problem(answer)
        assert set(wanted["required"]) <= set(found) <= set(wanted["properties"])
        for texts in found.get("errors", {}).values():
            assert amiss(texts, errors["additionalProperties"]) == []
