"""Asking for another answer: whose turn it is, against which clock, and how often."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from commitments.models import Commitment
from deadlines.models import DueDate
from events.models import Event
from suggestions.lifecycle import NotNow, State
from suggestions.models import Assignment, Reply
from tests.members.factories import make_member
from tests.suggestions.actions.test_rating import ask_too, separately
from tests.suggestions.factories import MISSING, MORNING, answer, rate, redo, suggestion_at, work


def steps(suggestion):
    return list(Event.objects.of("suggestion", suggestion.code).values_list("step", flat=True))


def test_the_unit_has_it_again_against_a_clock_of_its_own(scene):
    suggestion = suggestion_at(scene, State.REWORK)
    again = work(suggestion)
    clock = DueDate.objects.open().get(kind="assignment", code=again.code)
    assert (again.state, again.round, again.delivered_at) == ("in_progress", 1, None)
    assert (clock.phase, clock.working_days) == ("redo", 10)
    assert suggestion.due_at == again.due_at == clock.due_at
    assert suggestion.unit == scene.unit


def test_the_first_answer_stays_and_the_second_one_counts_as_the_next_round(scene):
    suggestion = suggestion_at(scene, State.REWORK)
    answer(scene, suggestion, text="两层都降了。")
    suggestion.refresh_from_db()
    assert suggestion.state == "replied"
    assert list(Reply.objects.values_list("round", "text")) == [
        (0, "书架已降低，欢迎来看。"),
        (1, "两层都降了。"),
    ]


def test_what_is_missing_is_kept_in_words_that_can_be_erased(scene):
    suggestion = suggestion_at(scene, State.REWORK)
    event = Event.objects.of("suggestion", suggestion.code).get(step="redo")
    assert event.remark.text == MISSING
    assert event.data == {"units": ["library"], "round": 1}


def test_the_second_time_is_supervised_and_there_is_no_third(scene):
    suggestion = suggestion_at(scene, State.REWORK)
    assert suggestion.supervised_at is None
    answer(scene, suggestion)
    redo(scene, suggestion)
    suggestion.refresh_from_db()
    assert suggestion.supervised_at == MORNING
    assert steps(suggestion)[:2] == ["supervise", "redo"]
    answer(scene, suggestion)
    with pytest.raises(NotNow, match="twice"):
        redo(scene, suggestion)
    with pytest.raises(IntegrityError), transaction.atomic():
        Assignment.objects.update(round=3)


def test_only_the_author_asks_again_also_where_others_rate(scene):
    suggestion = suggestion_at(scene, State.REPLIED)
    co = make_member()
    ask_too(suggestion, co)
    for person in (co, scene.bo, scene.clerk, scene.cheng):
        with pytest.raises(PermissionDenied):
            redo(scene, suggestion, by=person)


def test_of_several_answers_just_the_one_that_is_named(scene):
    suggestion, works = separately(scene)
    redo(scene, suggestion, units=["water"])
    states = dict(Assignment.objects.values_list("department__code", "state"))
    assert states == {"library": "delivered", "water": "in_progress"}
    suggestion.refresh_from_db()
    assert suggestion.unit.code == "water"


def test_a_unit_that_has_not_answered_cannot_be_named(scene):
    suggestion = suggestion_at(scene, State.REPLIED)
    with pytest.raises(ValueError, match="no such unit"):
        redo(scene, suggestion, units=["nowhere"])


def test_a_new_answer_takes_the_place_of_what_was_promised(scene):
    suggestion = suggestion_at(scene, State.IN_HANDLING)
    promised = {"outcome_class": "B", "promised_on": MORNING.date().replace(month=6)}
    answer(scene, suggestion, **promised)
    redo(scene, suggestion)
    assert Commitment.objects.get().state == "replaced"
    assert not DueDate.objects.open().filter(kind="commitment").exists()
    answer(scene, suggestion, **promised)
    rate(scene, suggestion)
    suggestion.refresh_from_db()
    assert suggestion.state == "followup"
    assert [one.state for one in suggestion.promises()] == ["open"]
