"""Several raters, several answers: each for themselves, and who ends the rating."""

import threading
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction

from events.models import Event
from suggestions.actions import rating, reviewing
from suggestions.actions.rating import Word
from suggestions.actions.reviewing import Charge
from suggestions.lifecycle import NotNow, Part, State
from suggestions.models import Rating, Suggestion
from tests.departments.factories import make_department, make_officer
from tests.members.factories import make_member
from tests.suggestions.factories import (
    LONG_AFTER,
    MORNING,
    answer,
    make_scene,
    rate,
    redo,
    suggestion_at,
    work,
)


def ask_too(suggestion, user):
    """Ask another member as well, as for one who had co-signed before the answer came."""
    for one in suggestion.assignments.answering():
        Rating.objects.create(suggestion=suggestion, assignment=one, round=one.round, rater=user)


def said(suggestion):
    rows = Rating.objects.filter(suggestion=suggestion)
    return {(row.rater_id, row.round, row.attitude) for row in rows}


def separately(scene):
    """A case that two units have answered, each for itself."""
    other = make_department("water")
    officer = make_officer(other)
    suggestion = suggestion_at(scene, State.ACCEPTED)
    works = reviewing.assign(
        suggestion=suggestion,
        charges=[Charge(scene.unit, Part.SEPARATE), Charge(other, Part.SEPARATE)],
        urgency="ordinary",
        by=scene.clerk,
        at=MORNING,
    )
    answer(scene, suggestion, assignment=works[0])
    answer(scene, suggestion, assignment=works[1], by=officer)
    suggestion.refresh_from_db()
    return suggestion, works


def test_the_answer_asks_its_author_and_nobody_is_preset(scene):
    suggestion = suggestion_at(scene, State.REPLIED)
    assert said(suggestion) == {(scene.an.pk, 0, "")}


def test_the_case_waits_for_the_last_rater(scene):
    suggestion = suggestion_at(scene, State.REPLIED)
    co = make_member()
    ask_too(suggestion, co)
    rate(scene, suggestion)
    suggestion.refresh_from_db()
    assert suggestion.state == "replied"
    rate(scene, suggestion, by=co, attitude="dissatisfied")
    suggestion.refresh_from_db()
    assert suggestion.state == "closed"
    assert said(suggestion) == {(scene.an.pk, 0, "satisfied"), (co.pk, 0, "dissatisfied")}


def test_who_was_not_asked_does_not_rate_and_nobody_twice(scene):
    suggestion = suggestion_at(scene, State.REPLIED)
    ask_too(suggestion, make_member())
    with pytest.raises(PermissionDenied):
        rate(scene, suggestion, by=make_member())
    rate(scene, suggestion)
    with pytest.raises(NotNow):
        rate(scene, suggestion)


def test_at_the_end_of_the_window_only_the_missing_are_not_rated(scene):
    suggestion = suggestion_at(scene, State.REPLIED)
    co = make_member()
    ask_too(suggestion, co)
    rate(scene, suggestion)
    late = suggestion.due_at + timedelta(days=1)
    assert [rating.close_windows(at=late), rating.close_windows(at=late)] == [1, 0]
    assert said(suggestion) == {(scene.an.pk, 0, "satisfied"), (co.pk, 0, "not_rated")}


def test_each_answer_has_a_rating_of_its_own(scene):
    suggestion, works = separately(scene)
    first, second = (one.pk for one in works)
    words = [Word("satisfied", "satisfied", assignment=first)]
    rating.rate_answers(suggestion=suggestion, words=words, by=scene.an, at=MORNING)
    suggestion.refresh_from_db()
    assert suggestion.state == "replied"
    words = [Word("dissatisfied", "dissatisfied", assignment=second)]
    rating.rate_answers(suggestion=suggestion, words=words, by=scene.an, at=MORNING)
    suggestion.refresh_from_db()
    assert suggestion.state == "closed"
    given = Rating.objects.values_list("assignment", "attitude")
    assert dict(given) == {first: "satisfied", second: "dissatisfied"}


def test_a_unit_is_told_of_ratings_on_its_own_answers_alone(scene):
    suggestion, works = separately(scene)
    rate(scene, suggestion, attitude="dissatisfied")
    for _number in range(4):
        rate(scene, suggestion_at(scene, State.REPLIED))
    own = Rating.objects.totals_for(scene.unit.pk, at=LONG_AFTER)
    assert (own.rated, own.asked, own.attitude["dissatisfied"]) == (5, 5, 1)
    assert Rating.objects.totals_for(works[1].department_id, at=LONG_AFTER) is None


def test_the_authors_redo_ends_the_rating_of_all_and_asks_them_again(scene):
    suggestion = suggestion_at(scene, State.REPLIED)
    co = make_member()
    ask_too(suggestion, co)
    redo(scene, suggestion)
    with pytest.raises(NotNow):
        rate(scene, suggestion, by=scene.an)
    answer(scene, suggestion, outcome_class="C", reason="今年没有经费。", promised_on=None)
    assert said(suggestion) == {(scene.an.pk, 1, "")}


def test_the_promise_is_followed_whoever_rated(scene):
    suggestion = suggestion_at(scene, State.IN_HANDLING)
    answer(scene, suggestion, outcome_class="B", promised_on=date(2026, 6, 1))
    suggestion.refresh_from_db()
    rating.close_windows(at=suggestion.due_at + timedelta(days=1))
    suggestion.refresh_from_db()
    assert suggestion.state == "followup"
    steps = list(Event.objects.of("suggestion", suggestion.code).values_list("step", flat=True))
    assert steps[0] == "follow"


@pytest.mark.django_db(transaction=True)
def test_of_a_redo_and_a_last_rating_at_once_just_one_wins():
    scene = make_scene()
    suggestion = suggestion_at(scene, State.REPLIED)
    gate, lost = threading.Barrier(2, timeout=20), []

    def act(do):
        mine = Suggestion.objects.get(pk=suggestion.pk)
        gate.wait()
        try:
            with transaction.atomic():
                do(scene, mine)
        except NotNow:
            lost.append(do)
        finally:
            connection.close()

    both = [threading.Thread(target=act, args=[do]) for do in (rate, redo)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    suggestion.refresh_from_db()
    assert len(lost) == 1
    assert (suggestion.state, lost) in [("closed", [redo]), ("rework", [rate])]
    assert work(suggestion).round == (1 if suggestion.state == "rework" else 0)
