from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from suggestions.actions import rating, sealing
from suggestions.lifecycle import State, Work, undo_window
from suggestions.models import Assignment, Rating, Suggestion
from tests.suggestions.factories import LONG_AFTER, MORNING, rate, suggestion_at


def totals(scene):
    return Rating.objects.totals_for(scene.unit.pk, at=LONG_AFTER)


def rated(scene, result="satisfied", at=MORNING):
    rate(scene, suggestion_at(scene, State.REPLIED, at=at), result=result, at=at)


def test_a_unit_learns_nothing_from_fewer_than_five(scene):
    for _number in range(4):
        rated(scene)
    assert totals(scene) is None


def test_the_totals_move_in_steps_of_five_so_that_none_can_be_worked_out(scene):
    for _number in range(5):
        rated(scene)
    shown = totals(scene)
    for _number in range(4):
        rated(scene, "dissatisfied")
        assert totals(scene) == shown
    rated(scene, "dissatisfied")
    assert totals(scene).result == {
        "satisfied": 5,
        "basically_satisfied": 0,
        "dissatisfied": 5,
    }


def test_what_can_be_taken_back_counts_not_yet_so_that_no_step_ever_changes(scene):
    for _number in range(5):
        rated(scene, "dissatisfied")
    unit, end = scene.unit.pk, MORNING + undo_window()
    assert Rating.objects.totals_for(unit, at=end - timedelta(seconds=1)) is None
    assert Rating.objects.totals_for(unit, at=end).result["dissatisfied"] == 5


def test_the_response_rate_counts_those_who_did_not_rate(scene):
    late = suggestion_at(scene, State.REPLIED)
    for _number in range(5):
        rated(scene)
    rating.close_windows(at=late.due_at + timedelta(seconds=1))
    for _number in range(5):
        rated(scene, at=late.due_at + timedelta(days=1))
    assert (totals(scene).rated, totals(scene).asked) == (10, 11)
    assert totals(scene).response_rate == 91


def test_who_looks_before_a_seal_and_after_it_learns_no_rating(scene):
    """Were the fives made anew, the sixth would take the place of the sealed first."""
    for result in ("dissatisfied", *9 * ["satisfied"], "dissatisfied"):
        rated(scene, result)
    cases = list(Suggestion.objects.filter(state=State.CLOSED).order_by("pk"))
    before, none = totals(scene), {"satisfied": 0, "basically_satisfied": 0, "dissatisfied": 0}
    assert before.result == none | {"satisfied": 9, "dissatisfied": 1}
    sealing.seal(suggestion=cases[-1], reason="涉密", by=scene.clerk, at=MORNING)
    assert totals(scene) == before
    for case in cases[:2]:
        sealing.seal(suggestion=case, reason="涉密", by=scene.clerk, at=MORNING)
        assert (totals(scene).rated, totals(scene).asked) == (5, 5)
        assert totals(scene).result == none | {"satisfied": 5}
    sealing.unseal(suggestion=cases[0], by=scene.clerk, at=MORNING)
    sealing.unseal(suggestion=cases[1], by=scene.clerk, at=MORNING)
    assert totals(scene) == before


def test_a_rating_stays_in_its_place_when_the_case_goes_to_another_unit(scene):
    for result in ("dissatisfied", *5 * ["satisfied"]):
        rated(scene, result)
    before = totals(scene)
    first = Assignment.objects.order_by("pk").first()
    Assignment.objects.filter(pk=first.pk).update(state=Work.CANCELLED)
    assert totals(scene) == before


def test_what_is_sealed_counts_neither_here_nor_among_what_was_given_back(scene):
    for _number in range(5):
        rated(scene)
    back = suggestion_at(scene, State.REASSIGNING)
    given_back = Assignment.objects.given_back_by
    assert (totals(scene).rated, given_back(scene.unit.pk)) == (5, 1)
    rated_one = Suggestion.objects.filter(state=State.CLOSED).first()
    for case in (back, rated_one):
        sealing.seal(suggestion=case, reason="涉密", by=scene.clerk, at=MORNING)
    assert (totals(scene), given_back(scene.unit.pk)) == (None, 0)


@pytest.mark.parametrize(
    ("attitude", "result", "comment"),
    [
        ("very_satisfied", "satisfied", ""),
        ("not_rated", "satisfied", ""),
        ("satisfied", "not_rated", ""),
        ("not_rated", "not_rated", "a word"),
    ],
)
def test_the_database_refuses_a_rating_that_cannot_be(scene, attitude, result, comment):
    suggestion = suggestion_at(scene, State.REPLIED)
    with pytest.raises(IntegrityError), transaction.atomic():
        Rating.objects.create(
            suggestion=suggestion,
            rater=scene.an,
            attitude=attitude,
            result=result,
            comment=comment,
            rated_at=suggestion.due_at,
        )
