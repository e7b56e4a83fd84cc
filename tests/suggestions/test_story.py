from datetime import timedelta

import pytest
from django.utils import translation

from events.models import Event
from suggestions import story
from suggestions.lifecycle import Desk, State
from suggestions.models import Suggestion
from tests.suggestions.factories import MORNING, answer, redo, suggestion_at
from workdays.calendar import current


def said(suggestion, at, language="en"):
    with translation.override(language):
        return story.sentence(suggestion, at=at, calendar=current(), reader=Desk.MEMBER)


@pytest.mark.parametrize("state", [State.SUBMITTED, State.ACCEPTED])
def test_a_late_decision_does_not_promise_a_day_that_has_gone(scene, state):
    suggestion = suggestion_at(scene, state)
    words = said(suggestion, suggestion.due_at + timedelta(days=3))
    assert "its decision was due by" in words
    assert "late" in words


@pytest.mark.parametrize("state", [State.ASSIGNED, State.IN_HANDLING])
def test_a_late_answer_does_not_promise_a_day_that_has_gone(scene, state):
    suggestion = suggestion_at(scene, state)
    assert "answers by" in said(suggestion, suggestion.due_at)
    words = said(suggestion, suggestion.due_at + timedelta(days=3))
    assert "the answer was due by" in words
    assert "应于" in said(suggestion, suggestion.due_at + timedelta(days=3), "zh-hans")


def test_acts_of_one_moment_stand_in_the_order_in_which_they_were_done(scene):
    suggestion = suggestion_at(scene, State.CLOSED)
    events = list(reversed(_events(suggestion)))
    found = story.entries(suggestion, suggestion.works(), events, rating_shown=True)
    assert [entry.step for entry in found] == [
        "close",
        "rate",
        "reply",
        "contact",
        "sign",
        "hand_over",
        "accept",
        "submit",
    ]


@pytest.mark.parametrize(("mark", "times"), [("A", 0), ("B", 1)])
def test_a_redo_ends_a_promise_and_speaks_of_none_where_none_was_made(scene, mark, times):
    suggestion = suggestion_at(scene, State.IN_HANDLING)
    day = (MORNING + timedelta(days=30)).date() if mark == "B" else None
    answer(scene, suggestion, outcome_class=mark, promised_on=day)
    redo(scene, Suggestion.objects.get(pk=suggestion.pk))
    page = Suggestion.objects.for_page().get(pk=suggestion.pk)
    found = story.entries(page, page.works(), _events(page), rating_shown=True)
    ended = [one for one in found if "promise" in one.act]
    assert len(ended) == times
    assert all("holds no more" in one.act and "new answer" not in one.act for one in ended)


def _events(suggestion):
    return list(Event.objects.of("suggestion", suggestion.code))
