"""A list taken away: the rows of the desk's filter, harmless to a spreadsheet, noted down."""

import csv
import io

import pytest
from django.urls import reverse

from events.models import Event
from suggestions.lifecycle import State
from tests.departments.factories import make_department, make_officer
from tests.suggestions.factories import MORNING, WORDS, submit, suggestion_at
from workdays import clock


@pytest.fixture(autouse=True)
def _morning():
    with clock.moved(MORNING):
        yield


def taken(client, person, desk, show=""):
    client.force_login(person)
    answer = client.get(reverse(f"suggestions:export_{desk}"), {"show": show})
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_the_rows_are_those_of_the_filter(scene, client):
    new, answered = submit(scene), suggestion_at(scene, State.REPLIED)
    assert [row["Code"] for row in taken(client, scene.clerk, "office")] == [new.code]
    both = taken(client, scene.clerk, "office", "all")
    assert [row["Code"] for row in both] == [answered.code, new.code]
    assert [row["Stands at"] for row in both] == ["To be rated", "To be reviewed"]
    assert [row["Code"] for row in taken(client, scene.bo, "unit", "answered")] == [answered.code]


def test_another_unit_takes_nothing_of_this_one_away(scene, client):
    suggestion_at(scene, State.IN_HANDLING)
    assert taken(client, make_officer(make_department("water")), "unit", "all") == []


@pytest.mark.parametrize(
    "title", ["=1+1", "+1", "-1", "@SUM(A1)", "＝1+1", "＋1", "－1", "＠SUM(A1)", "﹣1"]
)
def test_no_title_is_read_as_a_formula(scene, client, title):
    submit(scene, words=type(WORDS)(title, WORDS.situation, WORDS.ask))
    assert [row["Title"] for row in taken(client, scene.clerk, "office")] == [f"'{title}"]


def test_who_took_which_list_away_stands_in_the_ledger(scene, client):
    submit(scene)
    taken(client, scene.clerk, "office", "late")
    line = Event.objects.get(kind="list")
    assert (line.code, line.step, line.actor, line.role) == (
        "office",
        "export",
        scene.clerk.code,
        "office",
    )
    assert line.data == {"view": "late", "rows": 0}
