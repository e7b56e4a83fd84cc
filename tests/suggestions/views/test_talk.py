"""The page on which people write to each other about a case."""

import uuid

from django.urls import reverse

from events.models import Event
from suggestions.lifecycle import State
from tests.suggestions.factories import suggestion_at


def page(case):
    return reverse("suggestions:talk", args=[case.code])


def test_words_stand_in_the_file_for_the_others(scene, enter):
    case = suggestion_at(scene, State.IN_HANDLING)
    key = str(uuid.uuid4())
    for _time in range(2):
        answer = enter(scene.an).post(page(case), {"key": key, "text": "<b>灯</b>又坏了。"})
        assert answer.headers["Location"] == case.get_absolute_url()
    for reader in (scene.an, scene.bo, scene.clerk):
        text = enter(reader).get(case.get_absolute_url()).text
        assert text.count("&lt;b&gt;灯&lt;/b&gt;又坏了。") == 1


def test_only_the_author_may_call_it_a_fact(scene, enter):
    case = suggestion_at(scene, State.IN_HANDLING)
    body = {"key": str(uuid.uuid4()), "text": "又坏了一盏。", "is_fact": "on"}
    enter(scene.an).post(page(case), body)
    enter(scene.bo).post(page(case), body)
    steps = Event.objects.filter(code=case.code).order_by("id").values_list("step", flat=True)
    assert list(steps)[-2:] == ["add_fact", "say_unit"]
    assert "is_fact" not in enter(scene.bo).get(page(case)).text


def test_no_words_are_no_message_and_nothing_is_lost(scene, enter):
    case = suggestion_at(scene, State.IN_HANDLING)
    long = "长" * 2001
    refused = enter(scene.an).post(page(case), {"key": str(uuid.uuid4()), "text": long})
    assert refused.status_code == 422
    assert long in refused.text
    empty = enter(scene.an).post(page(case), {"key": str(uuid.uuid4()), "text": " "})
    assert "Please fill this in." in empty.text
