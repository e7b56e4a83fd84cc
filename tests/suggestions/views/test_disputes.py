"""The arbiter's page says what comes of either word before it is said."""

from datetime import timedelta

import pytest
from django.urls import reverse

from members import roles
from suggestions.actions import disputing, returning
from suggestions.actions.returning import Whose
from suggestions.lifecycle import State
from suggestions.models import Assignment
from tests.members.factories import make_seat
from tests.suggestions.factories import MORNING, suggestion_at, work
from workdays import clock


@pytest.fixture
def disputed(scene):
    case = suggestion_at(scene, State.IN_HANDLING)
    mine = Assignment.objects.get(pk=work(case).pk)
    said = {"assignment": mine, "by": scene.bo, "at": MORNING}
    if mine.return_until < MORNING:
        pytest.fail("the unit can no longer give it back")
    returning.ask(reason="不归我们管。", whose=Whose(None, "省里"), **said)
    mine = Assignment.objects.get(pk=mine.pk)
    returning.refuse(assignment=mine, note="归你们。", by=scene.clerk, at=MORNING)
    mine = Assignment.objects.get(pk=mine.pk)
    disputing.dispute(note="仍不归我们。", **said | {"assignment": mine})
    return Assignment.objects.get(pk=mine.pk)


def test_no_next_unit_says_that_it_goes_back_to_the_office(scene, enter, disputed):
    url, arbiter = reverse("suggestions:rule", args=[disputed.code]), make_seat(roles.Arbiter)
    client = enter(arbiter)
    page = client.get(url).content.decode()
    assert "None: back to the office, to be assigned anew" in page
    assert "no next unit is chosen, it goes back to the office" in page

    after = client.post(url, {"decision": "no", "note": "不归。"}, follow=True).content.decode()

    assert "no longer has it; the office assigns it anew." in after


def test_a_date_that_has_passed_is_named_before_the_ruling(enter, disputed):
    url, arbiter = reverse("suggestions:rule", args=[disputed.code]), make_seat(roles.Arbiter)
    with clock.moved(disputed.due_at + timedelta(days=1)):
        assert "has passed: if it stays, set another" in enter(arbiter).get(url).content.decode()
    assert "has passed" not in enter(arbiter).get(url).content.decode()
