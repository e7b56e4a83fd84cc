"""In and out through the browser: who may, what the browser is told, what is refused how."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from files.actions import attaching
from files.models import Attachment
from suggestions.lifecycle import State
from tests.files.conftest import files_in, signed_in
from tests.files.samples import EXCEL, WORD, a_pdf, a_photo, a_pixel_bomb, an_archive, keep
from tests.suggestions.factories import MORNING, suggestion_at

ADD = reverse("files:add")


def bound(scene, data=None, state=State.IN_HANDLING, **changes):
    case = suggestion_at(scene, state)
    found = keep(scene.an, data, **changes)
    attaching.bind(key=found.form_key, kind="suggestion", code=case.code, by=scene.an, at=MORNING)
    return found


def content(response):
    return b"".join(response.streaming_content)


def get(user, found, page="open"):
    return signed_in(user).get(reverse(f"files:{page}", args=[found.code]))


def send(user, data, name="灯.jpg", **changes):
    body = {"key": str(uuid.uuid4()), "file": SimpleUploadedFile(name, data)}
    return signed_in(user).post(ADD, body | changes)


# ── who may open ──


@pytest.mark.parametrize(
    ("state", "who"),
    [(State.SUBMITTED, {"an", "clerk"}), (State.IN_HANDLING, {"an", "clerk", "bo"})],
)
def test_whoever_sees_the_case_opens_its_files_and_nobody_else(scene, root, state, who):
    found = bound(scene, state=state)
    for page in ("open", "small"):
        answers = {name: get(one, found, page) for name, one in scene.people.items()}
        assert {name for name, one in answers.items() if one.status_code == 200} == who
        assert {one.status_code for one in answers.values()} == {200, 404}
        for name in who:
            assert content(answers[name])


def test_a_stranger_is_asked_to_sign_in(scene, root):
    found = bound(scene)
    answer = Client().get(reverse("files:open", args=[found.code]))
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(reverse("account_login"))


def test_before_it_is_sent_only_its_uploader_opens_it(scene, root):
    found = keep(scene.an)
    answers = {name: get(one, found) for name, one in scene.people.items()}
    assert {name: one.status_code for name, one in answers.items()} == {
        "an": 200,
        "bo": 404,
        "cheng": 404,
        "clerk": 404,
    }
    assert content(answers["an"])


@pytest.mark.parametrize("code", ["1", "nothing", "-", "x" * 300])
def test_a_code_that_is_none_is_not_found(scene, root, code):
    bound(scene)
    for page in ("open", "small"):
        path = reverse(f"files:{page}", args=[code])
        assert signed_in(scene.an).get(path).status_code == 404


def test_a_file_that_is_lost_is_not_found(scene, root):
    found = bound(scene)
    for file in files_in(root):
        file.unlink()
    assert get(scene.an, found).status_code == 404


# ── what the browser is told ──


@pytest.mark.parametrize(
    ("data", "name", "kind", "way"),
    [
        (a_photo(), "灯.jpg", "image/jpeg", "inline"),
        (a_pdf(), "说明.pdf", "application/pdf", "inline"),
        (an_archive(WORD), "表.docx", "wordprocessingml", "attachment"),
        (an_archive(EXCEL), "表.xlsx", "spreadsheetml", "attachment"),
    ],
)
def test_a_file_is_looked_at_or_saved_and_never_run(scene, root, data, name, kind, way):
    answer = get(scene.an, bound(scene, data, name=name))
    head = answer.headers
    assert kind in head["Content-Type"]
    assert head["Content-Disposition"].startswith(f"{way}; filename*=utf-8''%")
    assert head["X-Content-Type-Options"] == "nosniff"
    assert {"sandbox", "default-src 'none'"} <= set(head["Content-Security-Policy"].split("; "))
    assert "script" not in head["Content-Security-Policy"]
    assert head["Cache-Control"] == "private, no-cache"
    assert int(head["Content-Length"]) == len(content(answer))


def test_a_document_is_handed_out_as_it_came(scene, root):
    assert content(get(scene.bo, bound(scene, a_pdf()))) == a_pdf()


def test_a_document_has_no_small_picture(scene, root):
    assert get(scene.an, bound(scene, a_pdf()), "small").status_code == 404


def test_a_browser_that_has_it_is_told_so_but_only_as_long_as_they_may(scene, root):
    found = bound(scene)
    answer = get(scene.an, found)
    assert content(answer)
    path, etag = reverse("files:open", args=[found.code]), answer.headers["ETag"]
    again = signed_in(scene.an).get(path, headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")
    stranger = signed_in(scene.cheng).get(path, headers={"If-None-Match": etag})
    assert stranger.status_code == 404


# ── adding and removing while one writes ──


def test_a_file_is_kept_at_once_and_its_line_comes_back(scene, root):
    key = uuid.uuid4()
    answer = send(scene.an, a_photo(), key=str(key))
    assert answer.status_code == 201
    found = Attachment.objects.waiting(scene.an, key).get()
    assert found.get_absolute_url() in answer.text
    assert reverse("files:remove", args=[found.code]) in answer.text
    assert "<html" not in answer.text


@pytest.mark.parametrize("name", ["bo", "clerk", "cheng"])
def test_offices_and_units_attach_as_well(scene, root, name):
    assert send(scene.people[name], a_pdf()).status_code == 201


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b"<html>", "no photo or document"),
        (a_photo()[:200], "damaged"),
        (a_pixel_bomb(), "too many pixels"),
        (an_archive(WORD | {"word/vbaProject.bin": b"x"}), "holds macros"),
    ],
)
def test_what_is_refused_is_said_in_a_sentence(scene, root, data, said):
    answer = send(scene.an, data)
    assert answer.status_code == 422
    assert said in answer.json()["error"]
    assert "灯.jpg" in answer.json()["error"]
    assert files_in(root) == []


def test_too_large_is_413(scene, root, settings):
    settings.UPLOAD_MAX_BYTES = 100
    answer = send(scene.an, a_photo())
    assert answer.status_code == 413
    assert "too large" in answer.json()["error"]


@pytest.mark.parametrize(
    "changes", [{"key": ""}, {"key": "x"}, {"file": ""}, {"file": "text"}, {"key": "a\0b"}]
)
def test_an_odd_form_is_no_error(scene, root, changes):
    assert send(scene.an, a_photo(), **changes).status_code == 422
    assert not Attachment.objects.exists()


def test_what_is_written_in_a_name_is_text(scene, root):
    answer = send(scene.an, a_photo(), name='"><img src=x onerror=alert(1)>.jpg')
    assert answer.status_code == 201
    assert "<img src=x" not in answer.text


def test_one_takes_back_what_is_not_sent(scene, root, django_capture_on_commit_callbacks):
    found = keep(scene.an)
    path = reverse("files:remove", args=[found.code])
    assert signed_in(scene.cheng).post(path).status_code == 404
    with django_capture_on_commit_callbacks(execute=True):
        assert signed_in(scene.an).post(path).status_code == 204
    assert files_in(root) == []
    assert signed_in(scene.an).post(path).status_code == 404


def test_nobody_takes_back_what_was_sent(scene, root):
    path = reverse("files:remove", args=[bound(scene).code])
    assert {name: signed_in(one).post(path).status_code for name, one in scene.people.items()} == {
        "an": 403,
        "bo": 403,
        "clerk": 403,
        "cheng": 404,
    }
    assert Attachment.objects.count() == 1


def test_another_site_adds_and_removes_nothing(scene, root):
    found = keep(scene.an)
    client = Client(enforce_csrf_checks=True)
    client.force_login(scene.an)
    for path in (ADD, reverse("files:remove", args=[found.code])):
        assert client.post(path).status_code == 403
