"""A unit that was let off from a case is not proposed for it again, and it is said why."""

import pytest
from django.urls import reverse

from suggestions.actions import handling, returning, undoing
from suggestions.lifecycle import State
from suggestions.models import Assignment
from tests.departments.factories import make_department, make_officer
from tests.suggestions.factories import MORNING, route, submit, suggestion_at, work
from tests.suggestions.views.counting import MOST_QUERIES, questions

OFFICE = reverse("suggestions:office")
TOGETHER = reverse("suggestions:assign_many")


def decide_url(case):
    return reverse("suggestions:decide", args=[case.code])


@pytest.fixture
def water(scene):
    return make_department("water", keywords=["书架"])


@pytest.fixture
def returned(scene, water):
    """Routed to both units; the first has given it back, and the office took it without a next."""
    case = suggestion_at(scene, State.REASSIGNING)
    route(case)
    return case


def test_the_next_proposal_stands_first_and_the_old_unit_is_named_with_its_reason(
    scene, enter, returned, water
):
    page = enter(scene.clerk).get(decide_url(returned))
    assert [one.department for one in page.context["proposed"]] == [water]
    assert page.context["form"]["unit"].value() == "water"
    assert "Department library: returned on Thu 5 March: “不归我们。”" in page.text
    assert "Department library (let off on 5 March)" in page.text
    assert questions(enter(scene.clerk), decide_url(returned)) <= MOST_QUERIES


def test_neither_the_desk_nor_several_at_once_propose_it(scene, enter, returned, water):
    client = enter(scene.clerk)
    assert [row.proposed for row in client.get(OFFICE).context["rows"]] == ["Department water"]
    page = client.get(TOGETHER, {"case": returned.code})
    assert [one.proposal.department for one in page.context["chosen"]] == [water]


def test_it_can_be_chosen_by_hand_all_the_same(scene, enter, returned):
    enter(scene.clerk).post(decide_url(returned), {"unit": "other", "other": "library"})
    assert (work(returned).department, work(returned).state) == (scene.unit, "pending_sign")


def test_where_the_office_took_it_the_unit_is_let_off_too(scene, enter, water):
    case = suggestion_at(scene, State.IN_HANDLING)
    route(case)
    taken = returning.recall(
        assignment=work(case), successor=water, reason="改由水务办。", by=scene.clerk, at=MORNING
    )
    page = enter(scene.clerk).get(reverse("suggestions:recall", args=[taken.code])).text
    assert (
        'Department library: taken away on <span class="date">Thu 5 March</span>: “改由水务办。”'
        in page
    )
    assert "Department library (let off on 5 March)" in page


def test_who_only_asks_is_not_let_off_and_neither_is_what_was_undone(scene, enter, settings):
    settings.UNDO_SECONDS = 60
    case = submit(scene)
    route(case)
    client = enter(scene.clerk)
    client.post(decide_url(case), {"unit": "library", "urgency": "simple"})
    undoing.undo(suggestion=case, by=scene.clerk, at=Assignment.objects.latest("id").assigned_at)
    page = client.get(decide_url(case))
    assert [one.department for one in page.context["proposed"]] == [scene.unit]
    assert page.context["let_off"] == []


def test_where_both_gave_it_back_none_is_proposed(scene, enter, returned, water):
    wei = make_officer(water)
    client = enter(scene.clerk)
    client.post(decide_url(returned), {"unit": "water"})
    whose = returning.Whose(elsewhere="街道")
    handling.sign(assignment=work(returned), by=wei, at=MORNING)
    asked = work(returned)
    returning.ask(assignment=asked, reason="也不归我们。", whose=whose, by=wei, at=MORNING)
    returning.approve(assignment=work(returned), successor=None, by=scene.clerk, at=MORNING)
    page = client.get(decide_url(returned))
    assert page.context["proposed"] == []
    assert len(page.context["let_off"]) == 2


def test_of_two_ways_to_say_whose_it_is_neither_is_optional(scene, enter):
    code = work(suggestion_at(scene, State.IN_HANDLING)).code
    page = enter(scene.bo).get(reverse("suggestions:give_back", args=[code])).text
    assert "Whose it is</label>" in page
    assert "If none of these: whose it is</label>" in page
