"""A closed case begins a new life for a new fact; what was done stays in the file."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from deadlines.models import DueDate
from suggestions.actions import reviewing
from suggestions.actions.reviewing import Charge
from suggestions.lifecycle import NotNow, State
from suggestions.models import Assignment, Rating
from tests.suggestions.factories import MORNING, answer, rate, reopen, suggestion_at, work


def test_it_waits_to_be_assigned_and_no_unit_has_it(scene):
    suggestion = suggestion_at(scene, State.CLOSED)
    reopen(scene, suggestion)
    suggestion.refresh_from_db()
    clock = DueDate.objects.open().get(code=suggestion.code)
    assert (suggestion.state, suggestion.unit, suggestion.closed_at) == ("accepted", None, None)
    assert (clock.phase, clock.due_at) == ("assign", suggestion.due_at)


def test_the_same_unit_can_have_it_again_under_the_next_number(scene):
    suggestion = suggestion_at(scene, State.CLOSED)
    reopen(scene, suggestion)
    suggestion.refresh_from_db()
    reviewing.assign(
        suggestion=suggestion,
        charges=[Charge(scene.unit)],
        urgency="ordinary",
        by=scene.clerk,
        at=MORNING,
    )
    answer(scene, suggestion)
    suggestion.refresh_from_db()
    states = list(Assignment.objects.order_by("id").values_list("code", "state"))
    assert states == [(f"{suggestion.code}-1", "done"), (f"{suggestion.code}-2", "delivered")]
    assert suggestion.state == "replied"
    assert suggestion.assignment() == work(suggestion)
    rate(scene, suggestion, at=MORNING + timedelta(hours=1))
    assert Rating.objects.filter(rated_at__isnull=False).count() == 2


def test_only_the_office_and_only_within_sixty_days(scene):
    suggestion = suggestion_at(scene, State.CLOSED)
    for person in (scene.an, scene.bo, scene.cheng):
        with pytest.raises(PermissionDenied):
            reopen(scene, suggestion, by=person)
    with pytest.raises(NotNow, match="60 days"):
        reopen(scene, suggestion, at=MORNING + timedelta(days=60, seconds=1))
    reopen(scene, suggestion, at=MORNING + timedelta(days=60))
