"""Photos and files on the way of a suggestion: chosen, kept with the draft, sent, seen."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from events.models import Event
from files.models import Attachment
from suggestions.lifecycle import State
from suggestions.models import Draft, Suggestion
from tests.files.samples import a_pdf, a_photo, attached_to, keep
from tests.suggestions.factories import MORNING, submit, suggestion_at
from tests.suggestions.views.counting import MOST_QUERIES, questions

WRITE, DRAFT = reverse("suggestions:write"), reverse("suggestions:draft")


def typed(**changes):
    return {
        "key": str(uuid.uuid4()),
        "title": "修好路灯",
        "situation": "路口的灯两周不亮。",
        "ask": "换一盏。",
        "place": "430000",
        "level": "auto",
        "wish": "members",
        "confirm": "on",
    } | changes


def chosen():
    return [
        SimpleUploadedFile("灯.jpg", a_photo()),
        SimpleUploadedFile("说明.pdf", a_pdf()),
    ]


def names(suggestion):
    return [one.name for one in suggestion.attachments()]


# ── without a script: with the form itself ──


def test_what_was_chosen_is_sent_with_the_words(scene, enter):
    answer = enter(scene.an).post(WRITE, typed(attachments=chosen()))
    suggestion = Suggestion.objects.get()
    assert answer.headers["Location"] == suggestion.get_absolute_url()
    assert names(suggestion) == ["灯.jpg", "说明.pdf"]
    assert {one.bound_at for one in Attachment.objects.all()} == {MORNING}
    event = Event.objects.of("suggestion", suggestion.code).get(step="submit")
    assert event.data == {"files": 2}


def test_nothing_has_to_be_attached(scene, enter):
    enter(scene.an).post(WRITE, typed())
    suggestion = Suggestion.objects.get()
    assert names(suggestion) == []
    assert Event.objects.of("suggestion", suggestion.code).get(step="submit").data == {}


def test_what_is_wrong_elsewhere_lets_nobody_choose_again(scene, enter):
    client, body = enter(scene.an), typed(title="")
    page = client.post(WRITE, body | {"attachments": chosen()})
    assert page.status_code == 422
    assert "灯.jpg" in page.text
    client.post(WRITE, body | {"title": "修好路灯"})
    assert names(Suggestion.objects.get()) == ["灯.jpg", "说明.pdf"]


def test_what_is_refused_is_said_beside_the_field_and_nothing_is_sent(scene, enter):
    client, body = enter(scene.an), typed()
    bad = SimpleUploadedFile("灯.svg", b"<svg/>")
    page = client.post(WRITE, body | {"attachments": [*chosen(), bad]})
    assert page.status_code == 422
    assert 'id="id_attachments_error"' in page.text
    assert "“灯.svg” is no photo or document" in page.text
    assert "路口的灯两周不亮。" in page.text
    assert not Suggestion.objects.exists()
    client.post(WRITE, body)
    assert names(Suggestion.objects.get()) == ["灯.jpg", "说明.pdf"]


def test_what_is_ticked_is_left_out(scene, enter):
    client, body = enter(scene.an), typed(title="")
    client.post(WRITE, body | {"attachments": chosen()})
    out = Attachment.objects.get(name="灯.jpg")
    client.post(WRITE, body | {"title": "修好路灯", "attachments-remove": [out.code]})
    assert names(Suggestion.objects.get()) == ["说明.pdf"]


def test_a_double_tap_sends_one_suggestion_with_each_file_once(scene, enter):
    client, key = enter(scene.an), str(uuid.uuid4())
    for _tap in range(2):
        client.post(WRITE, typed(key=key, attachments=chosen()))
    assert names(Suggestion.objects.get()) == ["灯.jpg", "说明.pdf"]
    assert Attachment.objects.count() == 2


def test_other_words_under_a_used_key_take_their_files_along(scene, enter):
    client, body = enter(scene.an), typed()
    client.post(WRITE, body)
    client.post(WRITE, body | {"title": "修好桥", "attachments": chosen()})
    assert names(Suggestion.objects.get()) == []
    waiting = Attachment.objects.waiting(scene.an, Draft.objects.get().key)
    assert [one.name for one in waiting] == ["灯.jpg", "说明.pdf"]


def test_somebody_elses_files_are_not_sent_under_a_guessed_key(scene, enter):
    key = uuid.uuid4()
    keep(scene.cheng, key=key)
    enter(scene.an).post(WRITE, typed(key=str(key)))
    assert names(Suggestion.objects.get()) == []


def test_a_choice_that_is_too_large_is_refused_with_a_sentence(scene, enter, settings):
    settings.UPLOAD_MAX_BYTES = 100
    page = enter(scene.an).post(WRITE, typed(attachments=chosen()))
    assert page.status_code == 422
    assert "too large" in page.text


# ── drafts ──


def test_a_draft_keeps_its_files(scene, enter):
    client, body = enter(scene.an), typed()
    client.post(DRAFT, body | {"attachments": chosen(), "keep": "1"})
    page = client.get(WRITE)
    assert page.context["form"]["key"].value() == body["key"]
    assert "说明.pdf" in page.text


def test_a_draft_with_a_file_that_is_refused_keeps_the_words_and_says_so(scene, enter):
    client = enter(scene.an)
    bad = SimpleUploadedFile("灯.svg", b"<svg/>")
    client.post(DRAFT, typed(attachments=[bad], keep="1"))
    assert Draft.objects.get().title == "修好路灯"
    assert "“灯.svg” is no photo or document" in client.get(WRITE).text


def test_a_draft_thrown_away_takes_its_files_along(scene, enter):
    client, body = enter(scene.an), typed()
    client.post(DRAFT, body | {"attachments": chosen()})
    assert Attachment.objects.count() == 2
    client.post(DRAFT, body | {"discard": "1"})
    assert not Attachment.objects.exists()


# ── who sees them ──


@pytest.mark.parametrize("name", ["an", "clerk", "bo"])
def test_the_case_shows_photos_small_and_documents_by_name(scene, enter, name):
    suggestion = suggestion_at(scene, State.IN_HANDLING)
    photo = attached_to(suggestion)
    page = enter(scene.people[name]).get(suggestion.get_absolute_url())
    assert reverse("files:small", args=[photo.code]) in page.text
    assert f'href="{photo.get_absolute_url()}"' in page.text
    assert f"Photo 1: {photo.name}" in page.text


def test_who_decides_and_who_answers_sees_them_too(scene, enter):
    new, assigned = submit(scene), suggestion_at(scene, State.ASSIGNED)
    ways = {
        reverse("suggestions:decide", args=[new.code]): (scene.clerk, attached_to(new)),
        reverse("suggestions:reply", args=[f"{assigned.code}-1"]): (
            scene.bo,
            attached_to(assigned),
        ),
    }
    for path, (person, photo) in ways.items():
        assert photo.get_absolute_url() in enter(person).get(path).text
        assert questions(enter(person), path) <= MOST_QUERIES


@pytest.mark.parametrize("state", State)
def test_files_cost_the_page_of_a_case_no_question(scene, enter, state):
    suggestion = suggestion_at(scene, state)
    url = suggestion.get_absolute_url()
    without = questions(enter(scene.an), url)
    for _number in range(3):
        attached_to(suggestion)
    assert questions(enter(scene.an), url) == without <= MOST_QUERIES


def test_writing_asks_as_much_with_nine_files_as_with_one(scene, enter):
    client, body = enter(scene.an), typed()
    client.post(DRAFT, body)
    found = []
    for width in (1, 9):
        for number in range(width):
            keep(scene.an, a_photo(size=(width, number + 1)), key=uuid.UUID(body["key"]))
            if Attachment.objects.waiting(scene.an).count() == 9:
                break
        found.append(questions(client, WRITE))
    assert found[0] == found[1] <= MOST_QUERIES
