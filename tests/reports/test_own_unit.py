"""A unit's own figures: every one opens its rows, and nobody else's are among them."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from events.models import Event
from reports.actions import counting
from reports.models import Bucket, Tally
from suggestions.actions import reviewing
from suggestions.actions.reviewing import Charge
from suggestions.lifecycle import State
from suggestions.models import rating
from tests.departments.factories import make_department
from tests.members.factories import make_organ
from tests.suggestions.factories import MORNING, submit, suggestion_at
from workdays import clock

LATER = MORNING + timedelta(days=30)


@pytest.fixture
def world(scene):
    """Something of each kind at the library; one case at a unit of which its people read nothing.

    What was never given to a unit stands in no unit's figures.
    """
    for state in (State.ASSIGNED, State.IN_HANDLING, State.REPLIED, State.FOLLOWUP, State.CLOSED):
        suggestion_at(scene, state)
    case = submit(scene)
    reviewing.accept(suggestion=case, by=scene.clerk, at=MORNING)
    charges = [Charge(make_department("idle"))]
    reviewing.assign(suggestion=case, charges=charges, urgency="simple", by=scene.clerk, at=MORNING)
    with clock.moved(LATER):
        counting.sweep(at=LATER)
        yield scene


def opened(user, name="reports:unit", **query):
    client = Client(headers={"Accept-Language": "en"})
    client.force_login(user)
    answer = client.get(reverse(name), query)
    return answer.status_code, answer.content.decode()


def test_every_figure_of_the_own_unit_opens_its_rows(world):
    status, html = opened(world.bo)
    assert status == 200
    ways = re.findall(r'<a href="(/unit/figures/rows/[^"]*)">\s*(\d+)\s*</a>', html)
    assert len(ways) > 6
    client = Client(headers={"Accept-Language": "en"})
    client.force_login(world.bo)
    for url, figure in ways:
        rows = client.get(unescape(url)).content.decode()
        assert rows.count('class="row-title"') == int(figure), url
        assert "Back to our unit in figures" in rows
    assert "5 suggestions were given to the unit (the last 12 months)." in html
    assert 'href="/overview/' not in html
    assert "whoever heads a unit above it" in html, "who else reads these figures is said"


def test_a_unit_reads_no_other_units_figures_and_no_single_rating(world):
    assert opened(world.bo, unit="idle")[0] == 404
    assert opened(world.bo, "reports:unit_rows", unit="idle", of="given")[0] == 404
    for figure in ("result", "attitude", "asked", "in", "returned"):
        query = {"unit": "library", "of": figure, "value": "satisfied"}
        assert opened(world.bo, "reports:unit_rows", **query)[0] == 404
    assert opened(world.an)[0] == 403
    assert "Shown from five ratings on" in opened(world.bo)[1]


def test_it_asks_as_much_of_few_rows_as_of_many(world):
    def asked():
        client = Client()
        client.force_login(world.bo)
        client.get(reverse("reports:unit"))
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("reports:unit"))
        return len(queries)

    first = asked()
    suggestion_at(world, State.FOLLOWUP)
    counting.sweep(at=LATER)
    assert asked() == first <= 12


def test_the_desk_and_the_menu_lead_there(world):
    html = opened(world.bo, "suggestions:unit")[1]
    assert html.count('href="/unit/figures/"') >= 2
    assert 'href="/unit/figures/"' not in opened(world.an, "suggestions:mine")[1]


def test_its_tables_are_taken_away_by_its_people_alone(world):
    html = opened(world.bo)[1]
    ways = re.findall(r'href="(/unit/figures/tables/outcomes/[^"]*format=csv)"', html)
    assert len(ways) == 1

    client = Client(headers={"Accept-Language": "en"})
    client.force_login(world.bo)
    file = client.get(unescape(ways[0]))

    assert file.status_code == 200
    assert "Given to the unit,5" in file.content.decode("utf-8-sig")
    line = Event.objects.get(kind="list", step="export")
    assert line.data == {"view": "outcomes", "rows": line.data["rows"], "unit": "library"}
    for path in ("inflow/?unit=library", "ratings/?unit=library", "outcomes/?unit=idle"):
        assert client.get(f"/unit/figures/tables/{path}").status_code == 404
    client.force_login(world.an)
    assert client.get("/unit/figures/tables/outcomes/").status_code == 403


def test_what_another_organ_has_not_counted_is_nothing_to_a_unit(world):
    Bucket.objects.create(organ=make_organ("430200"), month=LATER.date().replace(day=1))
    assert "As of" in opened(world.bo)[1]

    organ = Tally.objects.filter(dim="unit", key="library").values_list("organ", flat=True)[0]
    Bucket.objects.create(organ_id=organ, month="2020-01-01")
    assert "The figures are being counted" in opened(world.bo)[1]


def test_the_ratings_are_said_to_be_of_all_years(world, monkeypatch):
    assert "Of all years" not in opened(world.bo)[1]
    monkeypatch.setattr(rating, "FEWEST_SHOWN", 1)
    assert "Of all years, whatever period is chosen above." in opened(world.bo, period="1")[1]
