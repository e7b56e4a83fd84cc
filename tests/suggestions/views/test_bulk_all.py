"""What is done with all of a list: asked first, sifted, and no more than one request carries."""

from datetime import timedelta

import pytest
from django.urls import reverse

from suggestions.desks import listing
from suggestions.filters import Asked
from suggestions.lifecycle import State
from suggestions.models import Suggestion
from suggestions.rows import ACCEPT_PICK, ASSIGN_PICK, URGE_PICK, case_row, pickable
from tests.suggestions.factories import MORNING, WORDS, answer, submit, suggestion_at
from workdays import clock
from workdays.calendar import current

OFFICE = reverse("suggestions:office")
LATE = MORNING + timedelta(days=18)


def states(*cases):
    return [Suggestion.objects.get(pk=one.pk).state for one in cases]


def test_all_of_a_list_is_asked_first_and_then_done_on_its_other_pages_too(
    scene, enter, monkeypatch
):
    monkeypatch.setattr("suggestions.desks.PAGE", 2)
    cases = [submit(scene) for _n in range(3)]
    accepted = suggestion_at(scene, State.ACCEPTED)
    client = enter(scene.clerk)
    assert 'name="all"' in client.get(OFFICE).text

    asked = client.post(OFFICE, {"do": "accept", "all": "1"})

    assert "Accept 3 cases, to be assigned later?" in asked.text
    assert states(*cases) == ["submitted"] * 3
    codes = [one.code for one in asked.context["cases"]]
    assert accepted.code not in codes
    client.post(OFFICE, {"do": "accept", "case": codes})
    assert states(*cases) == ["accepted"] * 3


def test_all_of_a_list_holds_the_words_and_no_more_than_one_request_carries(
    scene, enter, monkeypatch
):
    monkeypatch.setattr("suggestions.views.office.MOST_AT_ONCE", 2)
    lamps = [
        submit(scene, words=type(WORDS)("修好路灯", WORDS.situation, WORDS.ask)) for _n in range(3)
    ]
    submit(scene)
    client = enter(scene.clerk)

    asked = client.post(OFFICE, {"do": "accept", "all": "1", "q": "路灯"})

    assert {one.pk for one in asked.context["cases"]} < {one.pk for one in lamps}
    assert "One act takes at most 2: these are the first 2 of the list." in asked.text
    nothing = client.post(OFFICE, {"do": "urge", "all": "1"}, follow=True)
    assert "no case in this list with which this can be done" in nothing.text


def test_all_of_a_list_to_be_assigned_stands_on_the_page_of_assigning(scene, enter):
    cases = [submit(scene), suggestion_at(scene, State.ACCEPTED)]
    suggestion_at(scene, State.IN_HANDLING)

    page = enter(scene.clerk).post(OFFICE, {"do": "assign", "all": "1", "show": "all"}, follow=True)

    assert {one.suggestion.pk for one in page.context["chosen"]} == {one.pk for one in cases}


def test_where_the_list_is_one_page_nothing_beyond_it_is_offered(scene, enter):
    submit(scene)
    page = enter(scene.clerk).get(OFFICE).text
    assert 'name="all"' not in page
    assert "Choose all on this page" in page


def all_to_remind(client):
    return client.post(OFFICE, {"do": "urge", "all": "1", "show": "all"})


def test_all_of_a_list_is_sifted_before_it_is_cut(scene, enter, monkeypatch):
    monkeypatch.setattr("suggestions.views.office.MOST_AT_ONCE", 2)
    late = suggestion_at(scene, State.IN_HANDLING)
    newer = [suggestion_at(scene, State.IN_HANDLING, at=LATE) for _n in range(3)]
    newer += [suggestion_at(scene, State.REPLIED, at=LATE), submit(scene, at=LATE)]
    client = enter(scene.clerk)
    with clock.moved(LATE):
        asked = all_to_remind(client)
    assert [one.pk for one in asked.context["cases"]] == [late.pk]
    assert not asked.context["has_more"]


def test_chosen_once_more_all_of_a_list_are_the_rest(scene, enter, monkeypatch):
    monkeypatch.setattr("suggestions.views.office.MOST_AT_ONCE", 2)
    cases = [suggestion_at(scene, State.IN_HANDLING) for _n in range(3)]
    client, reminded = enter(scene.clerk), []
    with clock.moved(LATE):
        for has_more in (True, False):
            asked = all_to_remind(client)
            assert asked.context["has_more"] is has_more
            reminded += asked.context["cases"]
            codes = [one.code for one in asked.context["cases"]]
            assert client.post(OFFICE, {"do": "urge", "case": codes}).status_code == 302
        assert all_to_remind(client).status_code == 302
    assert {one.pk for one in reminded} == {one.pk for one in cases}


@pytest.mark.parametrize("days", [0, 7, 9, 10, 11, 12, 13, 14, 18, 60])
def test_what_can_be_done_with_all_is_what_the_rows_of_the_desk_allow(scene, days):
    for state in (State.SUBMITTED, State.ACCEPTED, State.ASSIGNED, State.IN_HANDLING):
        suggestion_at(scene, state)
    promised = {"outcome_class": "B", "promised_on": (MORNING + timedelta(days=12)).date()}
    for said in ({}, promised):
        answer(scene, suggestion_at(scene, State.IN_HANDLING), **said)
    suggestion_at(scene, State.FOLLOWUP)
    at, calendar = MORNING + timedelta(days=days), current()
    shown = listing("office", scene.clerk, asked=Asked("all"), at=at).ordered()
    drawn = [case_row(one, at, calendar, proposed=True) for one in shown]
    for pick in (ASSIGN_PICK, ACCEPT_PICK, URGE_PICK):
        allowed = [row.suggestion.pk for row in drawn if pick in row.picks]
        assert [one.pk for one in pickable(shown, pick, at, calendar)] == allowed
