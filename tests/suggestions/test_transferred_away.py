"""What an office passed on is found on its desk, as is who has it now; the work is theirs."""

import csv
import io

import pytest
from django.urls import reverse

from members import roles
from suggestions.actions import transferring
from suggestions.lifecycle import State
from suggestions.models import Suggestion
from tests.gateway.programs import Program
from tests.members.factories import make_organ, make_seat
from tests.suggestions.actions.test_transferring import CITY, NEXT_DAY, organs
from tests.suggestions.factories import MORNING, submit, suggestion_at

__all__ = ["organs"]


@pytest.fixture
def gone(scene, organs):
    """A case that went from the province to a city; another one stayed."""
    submit(scene)
    suggestion = suggestion_at(scene, State.ACCEPTED)
    there = make_organ(CITY)
    transferring.transfer(
        suggestion=suggestion, to=there, reason="属市级。", by=scene.clerk, at=MORNING
    )
    return Suggestion.objects.get(pk=suggestion.pk)


def listed(client, person):
    client.force_login(person)
    return client.get(reverse("suggestions:office"), {"show": "transferred"})


def test_the_office_that_passed_it_on_finds_it_with_who_has_it_and_nothing_to_do(
    scene, gone, client
):
    page = listed(client, scene.clerk)
    [row] = page.context["rows"]
    assert (row.suggestion.code, row.verb, row.picks) == (gone.code, "", ())
    assert gone.organ.short_office_name in page.content.decode()


def test_it_is_not_on_the_list_of_whoever_has_it(gone, organs, client):
    assert listed(client, organs[CITY]).context["rows"] == []
    assert listed(client, make_seat(roles.Office, "430200")).context["rows"] == []


def test_what_was_given_back_is_with_whoever_has_it_again(scene, gone, organs, client):
    transferring.bounce(suggestion=gone, reason="不属本市。", by=organs[CITY], at=NEXT_DAY)
    assert listed(client, scene.clerk).context["rows"] == []
    assert [row.suggestion for row in listed(client, organs[CITY]).context["rows"]] == [gone]


def test_the_list_can_be_taken_away_and_says_which_office_has_it(scene, gone, client):
    client.force_login(scene.clerk)
    answer = client.post(reverse("suggestions:export_office"), {"show": "transferred"})
    [row] = csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert (row["Code"], row["Office in charge"]) == (gone.code, gone.organ.short_office_name)


def test_a_program_finds_it_as_well(scene, gone):
    answer = Program(scene.clerk).get("suggestions/?desk=office&show=transferred")
    assert [one["code"] for one in answer.json()["results"]] == [gone.code]
