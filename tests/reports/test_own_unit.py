"""A unit's own figures: every one opens its rows, and nobody else's are among them."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reports.actions import counting
from suggestions.actions import reviewing
from suggestions.actions.reviewing import Charge
from suggestions.lifecycle import State
from tests.departments.factories import make_department
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
