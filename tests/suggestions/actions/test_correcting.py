"""Corrections: the old text is kept, those concerned are told, and no clock is touched."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse

from deadlines.models import DueDate
from events.models import Event
from suggestions.actions import correcting
from suggestions.actions.correcting import Facts
from suggestions.lifecycle import NotNow, State
from suggestions.models import Category, Correction, Reply
from tests.suggestions.factories import MORNING, TITLE, WALKS, redo, suggestion_at, work

LATER = MORNING + timedelta(days=1)
NEW = "降低少儿阅览室书架高度"


def clocks():
    return list(DueDate.objects.order_by("id").values())


@pytest.mark.parametrize("state", list(WALKS))
def test_the_office_corrects_in_any_state_and_no_clock_is_touched(scene, state):
    suggestion = suggestion_at(scene, state)
    before = clocks()
    category = Category.objects.first()
    facts = Facts(NEW, scene.organ, category)
    assert correcting.correct(suggestion=suggestion, facts=facts, by=scene.clerk, at=LATER)
    suggestion.refresh_from_db()
    assert (suggestion.title, suggestion.category, suggestion.state) == (NEW, category, state)
    assert (Correction.objects.get().title, clocks()) == (TITLE, before)
    assert Event.objects.get(step="correct").role == "office"


def test_what_stands_so_already_leaves_no_line(scene):
    suggestion = suggestion_at(scene, State.IN_HANDLING)
    facts = Facts(suggestion.title, suggestion.place, suggestion.category)
    assert not correcting.correct(suggestion=suggestion, facts=facts, by=scene.clerk, at=LATER)
    assert not Correction.objects.exists()


def test_a_unit_corrects_its_sent_answer_and_the_old_words_are_kept(scene):
    suggestion = suggestion_at(scene, State.CLOSED)
    before, old = clocks(), Reply.objects.get().text
    given = {"assignment": work(suggestion), "why": "馆名写错了。", "by": scene.bo, "at": LATER}
    correcting.correct_answer(**given, text="书架已降低。")
    assert Reply.objects.get().text == "书架已降低。"
    assert Correction.objects.get().text == old
    assert clocks() == before
    with pytest.raises(NotNow), transaction.atomic():
        correcting.correct_answer(**given, text="书架已降低。")


def test_an_answer_that_is_asked_for_again_is_written_anew_not_corrected(scene):
    suggestion = suggestion_at(scene, State.REPLIED)
    redo(scene, suggestion, at=LATER)
    given = {"assignment": work(suggestion), "why": "错。", "by": scene.bo, "at": LATER}
    with pytest.raises(NotNow), transaction.atomic():
        correcting.correct_answer(**given, text="改。")


def test_each_corrects_only_what_is_theirs(scene):
    suggestion = suggestion_at(scene, State.REPLIED)
    facts = Facts(NEW, scene.organ, None)
    for person in (scene.an, scene.bo, scene.cheng):
        with pytest.raises(PermissionDenied):
            correcting.correct(suggestion=suggestion, facts=facts, by=person, at=LATER)
    for person in (scene.an, scene.clerk, scene.cheng):
        given = {"assignment": work(suggestion), "text": "改。", "why": "错。", "at": LATER}
        with pytest.raises(PermissionDenied):
            correcting.correct_answer(**given, by=person)


def test_the_case_shows_the_old_words_folded_under_their_date(scene, client):
    suggestion = suggestion_at(scene, State.REPLIED)
    facts = Facts(NEW, scene.organ, None)
    old = Reply.objects.get().text
    correcting.correct(suggestion=suggestion, facts=facts, by=scene.clerk, at=LATER)
    given = {"assignment": work(suggestion), "why": "馆名写错了。", "by": scene.bo, "at": LATER}
    correcting.correct_answer(**given, text="书架已降低。")
    client.force_login(scene.an)
    page = client.get(reverse("suggestions:case", args=[suggestion.code]))
    folded = [one for one in page.context["entries"] if one.step == "corrected"]
    assert {words[0][1] for words in (one.words for one in folded)} == {TITLE, old}
    assert all(one.folded for one in folded)
