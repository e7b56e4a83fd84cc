"""What is refused is a problem in words, in the reader's language, and never a page."""

import json

import pytest
from django.db import connection
from django.test import Client

from gateway.problems import TITLES
from suggestions.lifecycle import State
from tests.gateway.programs import Program, problem
from tests.suggestions.factories import submit, suggestion_at

pytestmark = pytest.mark.django_db
TEXTS = {"title": "修好路灯", "situation": "灯不亮。", "ask": "换一盏。", "place": "430000"}


def test_nobody_is_asked_to_sign_in():
    answer = Program().get("suggestions/")

    assert answer.status_code == 401
    assert problem(answer)["type"] == "/api/#not-signed-in"
    assert answer.headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize(
    "path", ["suggestions/2026-99999/", "nowhere/", "/api/nowhere", "/api/v2/", "suggestions"]
)
def test_what_is_not_there_is_a_problem_too(scene, path):
    assert Program(scene.an).get(path).status_code == 404
    assert problem(Program(scene.an).get(path))["type"] == "/api/#not-found"


@pytest.mark.parametrize("method", ["PATCH", "OPTIONS", "PUT", "DELETE", "TRACE"])
def test_another_method_names_those_that_are_taken(scene, method):
    program = Program(scene.an)
    answer = program.client.generic(method, "/api/v1/suggestions/", headers=program.headers)

    assert answer.status_code == 405
    assert problem(answer)["type"] == "/api/#method"
    assert "GET" in answer.headers["Allow"]


def test_reading_a_step_is_no_way(scene):
    case = submit(scene)
    answer = Program(scene.clerk).get(f"suggestions/{case.code}/accept/")
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "POST"


@pytest.mark.parametrize("kind", ["text/html", "application/x-www-form-urlencoded", "", "x/y"])
def test_another_format_is_refused(scene, kind):
    program = Program(scene.an)
    headers = program.headers | {"Idempotency-Key": "k"}
    answer = program.client.generic(
        "POST", "/api/v1/suggestions/", "title=x", kind, headers=headers
    )
    assert answer.status_code == 415
    assert problem(answer)["type"] == "/api/#media-type"


@pytest.mark.parametrize(
    "body",
    ["{", "", "[" * 100_000, '{"title": "\\ud800"}', '{"title": NaN}', '"\\u0000', b"\xff\xfe"],
)
def test_what_is_no_json_is_refused(scene, body):
    program = Program(scene.an)
    headers = program.headers | {"Idempotency-Key": "k"}
    answer = program.client.generic(
        "POST", "/api/v1/suggestions/", body, "application/json", headers=headers
    )
    assert answer.status_code in (400, 422)
    assert problem(answer)["type"] in ("/api/#bad-request", "/api/#invalid")


@pytest.mark.parametrize("body", [[], "text", 3, True, [{"title": "x"}]])
def test_a_body_is_an_object(scene, body):
    answer = Program(scene.an).post("suggestions/", json.dumps(body))
    assert answer.status_code == 422
    problem(answer)


def test_each_field_says_what_is_wrong_with_it(scene):
    answer = Program(scene.an).post(
        "suggestions/", {"title": "长" * 61, "situation": "", "place": 430000, "colour": "red"}
    )

    assert answer.status_code == 422
    said = problem(answer)
    assert said["errors"] == {
        "title": ["At most 60 characters; there are 61 now."],
        "situation": ["Please fill this in."],
        "ask": ["Please fill this in."],
        "place": ["This field takes another kind of value."],
        "confirm": ["Please confirm this before you send it."],
        "colour": ["There is no such field."],
    }


def test_the_words_are_those_of_the_reader(scene):
    english = problem(Program(scene.an).post("suggestions/", {}))
    chinese = problem(Program(scene.an, language="zh-CN").post("suggestions/", {}))

    assert english["errors"]["title"] == ["Please fill this in."]
    assert chinese["errors"]["title"] != english["errors"]["title"]
    assert chinese["type"] == english["type"]


def test_ones_own_choice_of_language_goes_before_the_programs(scene):
    scene.an.with_language("zh-hans")

    chosen = problem(Program(scene.an, language="en").post("suggestions/", {}))

    assert chosen["errors"]["title"] != ["Please fill this in."]


def test_a_step_out_of_season_is_a_conflict(scene):
    case = suggestion_at(scene, State.ACCEPTED)
    answer = Program(scene.clerk).post(f"suggestions/{case.code}/accept/")
    assert answer.status_code == 409
    assert problem(answer)["type"] == "/api/#not-now"


def test_a_body_that_is_too_large(scene):
    answer = Program(scene.an).post("suggestions/", {"title": "x" * 3_000_000})
    assert answer.status_code == 413
    assert problem(answer)["type"] == "/api/#too-large"


def test_an_unsound_address(scene):
    program = Program(scene.an)
    answer = program.client.get("/api/v1/suggestions/?show=%00", headers=program.headers)
    assert answer.status_code == 400
    problem(answer)


def test_an_error_of_ours_says_nothing_but_that(scene, monkeypatch):
    def broken(*_args, **_kwargs):
        raise RuntimeError("a secret of the house")

    monkeypatch.setattr(connection, "ensure_connection", connection.ensure_connection)
    monkeypatch.setattr("suggestions.desks.keyset_page", broken)
    answer = Program(scene.an).get("suggestions/")

    assert answer.status_code == 500
    assert problem(answer)["type"] == "/api/#broken"
    assert "secret" not in answer.content.decode()


def test_an_odd_host_name_is_a_problem_too():
    answer = Client(headers={"Host": "evil.example"}).get("/api/v1/suggestions/")
    assert answer.status_code == 400
    problem(answer)


def test_every_type_of_problem_is_explained_on_the_page(client):
    page = client.get("/api/").text
    assert [kind for kind in TITLES if f'id="{kind}"' not in page] == []
