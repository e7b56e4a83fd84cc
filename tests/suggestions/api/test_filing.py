"""Photos and files by programs: ahead of the suggestion, under its key; read by who may see it."""

import uuid

from django.core.files.uploadedfile import SimpleUploadedFile

from files.models import Attachment
from gateway.models import IdempotentRequest
from suggestions.lifecycle import State
from tests.departments.factories import make_department, make_officer
from tests.files.samples import a_pdf, a_photo, attached_to
from tests.gateway.programs import Program, problem
from tests.suggestions.factories import submit, suggestion_at, work

TALKED = {"kind": "phone", "held_on": "2026-03-05", "note": "说过。"}
TEXTS = {
    "title": "修好路灯",
    "situation": "路口的灯两周不亮。",
    "ask": "换一盏。",
    "place": "430000",
    "confirm": True,
}


def send(program, key, data, *, name="灯.pdf", request_key="", **more):
    body = {"for": key, "file": SimpleUploadedFile(name, data), **more}
    headers = program.headers | {"Idempotency-Key": request_key or str(uuid.uuid4())}
    return program.client.post("/api/v1/files/", body, headers=headers)


def test_sent_ahead_it_belongs_to_the_suggestion(scene):
    program, data = Program(scene.an), a_pdf()

    kept = send(program, "lamp-1", data)
    assert kept.status_code == 201, kept.content
    code = program.post("suggestions/", TEXTS, key="lamp-1").json()["code"]

    history = program.get(f"suggestions/{code}/").json()["history"]
    files = [one for entry in history for one in entry["files"]]
    assert [(one["name"], one["url"]) for one in files] == [("灯.pdf", kept.json()["url"])]
    read = program.get(files[0]["url"])
    assert b"".join(read.streaming_content) == data
    assert read.headers["X-Content-Type-Options"] == "nosniff"


def test_what_completes_a_suggestion_goes_with_it_while_there_is_room(scene, settings):
    settings.UPLOAD_MAX_COUNT = 2
    case, program = suggestion_at(scene, State.RETURNED), Program(scene.an)
    attached_to(case)
    texts = {name: value for name, value in TEXTS.items() if name != "confirm"}
    for number in (1, 2):
        assert send(program, "two", a_pdf(b"/Lang(%d)" % number)).status_code == 201

    assert (
        "At most 2 photos"
        in problem(program.post(f"suggestions/{case.code}/resubmit/", texts, key="two"))["detail"]
    )
    assert send(program, "one", a_pdf()).status_code == 201
    assert program.post(f"suggestions/{case.code}/resubmit/", texts, key="one").status_code == 200
    assert Attachment.objects.of("suggestion", case.code).count() == 2


def test_sent_again_it_is_kept_once(scene):
    program, data = Program(scene.an), a_pdf()

    first = send(program, "lamp", data, request_key="k")
    again = send(program, "lamp", data, request_key="k")
    other = send(program, "lamp", a_photo(), name="灯.png", request_key="k")

    assert first.json() == again.json()
    assert again.headers["Idempotency-Replayed"] == "true"
    assert problem(other)["type"] == "/api/#key-used"
    assert Attachment.objects.count() == 1
    assert "灯" not in str(IdempotentRequest.objects.values_list("answer", "headers", "target"))


def test_what_is_refused_is_told(scene):
    program = Program(scene.an)

    script = send(program, "lamp", b"<svg/>", name="灯.svg")
    unnamed = send(program, "", a_pdf())
    more = send(program, "lamp", a_pdf(), colour="red")
    headers = program.headers | {"Idempotency-Key": "j"}
    as_json = program.client.post(
        "/api/v1/files/", "{}", content_type="application/json", headers=headers
    )

    assert (script.status_code, set(problem(script)["errors"])) == (422, {"file"})
    assert set(problem(unnamed)["errors"]) == {"for"}
    assert set(problem(more)["errors"]) == {"colour"}
    assert as_json.status_code == 415
    assert not Attachment.objects.exists()


def test_a_large_photo_is_taken_and_a_larger_body_is_not(scene, settings):
    head, _line, rest = a_pdf().partition(b"\n")
    program, large = Program(scene.an), head + b"\n%" + b"x" * 3_000_000 + b"\n" + rest

    assert send(program, "lamp", large).status_code == 201
    assert send(Program(), "lamp", large).status_code in (401, 413)
    settings.UPLOAD_MAX_BYTES = 1000
    refused = send(program, "lamp", large + b"\n")
    assert refused.status_code == 413
    assert problem(refused)["type"] == "/api/#too-large"


def test_only_who_sees_the_case_reads_its_files(scene):
    case = submit(scene)
    url = f"/api/v1/files/{attached_to(case).code}/"

    assert b"".join(Program(scene.clerk).get(url).streaming_content)
    for person in (scene.cheng, make_officer(make_department("water"))):
        assert problem(Program(person).get(url))["status"] == 404
    assert Program(scene.an, "submit").get(url).status_code == 403
    assert Program(scene.an).delete(url).status_code == 403, "it has been sent"


def test_what_was_not_sent_is_thrown_away_by_its_owner(scene):
    program = Program(scene.an)
    url = send(program, "lamp", a_pdf()).json()["url"]

    assert Program(scene.cheng).delete(url).status_code == 404
    assert program.delete(url).status_code == 204
    assert not Attachment.objects.exists()


def test_sent_ahead_under_the_key_of_an_answer_it_goes_with_that(scene):
    suggestion, data = suggestion_at(scene, State.IN_HANDLING), a_pdf()
    program = Program(scene.bo)

    assert send(program, "answer-1", data).status_code == 201
    body = {"text": "已换好。", "outcome_class": "A", "talk": TALKED}
    address = f"assignments/{work(suggestion).code}/reply/"
    assert program.post(address, body, key="answer-1").status_code == 200

    history = Program(scene.an).get(f"suggestions/{suggestion.code}/").json()["history"]
    assert [one["name"] for entry in history for one in entry["files"]] == ["灯.pdf"]
    assert Attachment.objects.get().kind == "reply"
