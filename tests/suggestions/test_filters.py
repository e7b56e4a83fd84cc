"""The lists that go by the date that each row shows: in the database, over all of their pages."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from commitments.actions import keeping
from commitments.lifecycle import Claim
from suggestions import desks
from suggestions.actions import disputing, extending, returning
from suggestions.filters import ASKED, BY_SHOWN, MEMBER_VIEWS, OFFICE_VIEWS, UNIT_VIEWS
from suggestions.lifecycle import State
from tests.suggestions.factories import MORNING, answer, promise, suggestion_at, work
from workdays import clock

DESKS = {
    "mine": ("an", MEMBER_VIEWS),
    "office": ("clerk", OFFICE_VIEWS),
    "unit": ("bo", UNIT_VIEWS),
}
LISTS = [
    (desk, view.key) for desk, (_who, views) in DESKS.items() for view in views if view.owed
] + [("office", ASKED)]


@pytest.fixture
def mixed(scene):
    """One of each kind whose row shows another date than its case's own, and two that do not."""
    given = {"by": scene.bo, "at": MORNING}
    for days in (2, 30):
        here = suggestion_at(scene, State.IN_HANDLING)
        answer(scene, here, outcome_class="B", promised_on=MORNING.date() + timedelta(days=days))
    broken = promise(suggestion_at(scene, State.FOLLOWUP))
    keeping.report(commitment=broken, claim=Claim.KEPT, evidence="已办。", **given)
    keeping.contest(commitment=broken, words="没有。", by=scene.an, at=MORNING)
    suggestion_at(scene, State.FOLLOWUP)
    more = {"reason": "要勘察。", "wanted": MORNING + timedelta(days=21), **given}
    extending.ask(assignment=work(suggestion_at(scene, State.IN_HANDLING)), **more)
    back = {"reason": "不归我们。", "whose": returning.Whose(elsewhere="街道"), **given}
    asks, disputed = (suggestion_at(scene, State.IN_HANDLING) for _one in range(2))
    for case in (asks, disputed):
        returning.ask(assignment=work(case), **back)
    returning.refuse(assignment=work(disputed), note="归你们。", by=scene.clerk, at=MORNING)
    disputing.dispute(assignment=work(disputed), note="不归我们。", **given)
    for state in (State.ASSIGNED, State.ON_HOLD, State.REPLIED, State.REWORK, State.SUBMITTED):
        suggestion_at(scene, state)


def signed_in(user):
    client = Client(headers={"Accept-Language": "en"})
    client.force_login(user)
    return client


def walked(scene, desk, show):
    """The rows of every page of a list."""
    client, url, found = signed_in(scene.people[DESKS[desk][0]]), f"?show={show}", []
    while url:
        page = client.get(reverse(f"suggestions:{desk}") + url)
        found += page.context["rows"]
        url = page.context["page"].older_url
    return found


def test_every_list_with_promises_goes_by_the_date_that_is_shown():
    views = {(desk, view.key): view for desk, (_who, some) in DESKS.items() for view in some}
    assert {key for key, view in views.items() if view.order == BY_SHOWN} == set(LISTS)


@pytest.mark.parametrize("days", [0, 3, 9, 60])
def test_the_database_reads_the_very_date_that_a_row_shows(scene, mixed, days):
    seen = 0
    with clock.moved(MORNING + timedelta(days=days)):
        for desk, show in LISTS:
            rows = walked(scene, desk, show)
            assert [row.thing.shown_at for row in rows] == [row.due_at for row in rows], show
            assert rows == sorted(rows, key=lambda row: (row.due_at, row.thing.pk)), show
            seen += len(rows)
    assert seen > len(LISTS)


def test_work_that_is_due_before_what_was_promised_is_hidden_on_no_later_page(scene, monkeypatch):
    monkeypatch.setattr(desks, "PAGE", 2)
    for days in (40, 41, 42):
        case = suggestion_at(scene, State.IN_HANDLING, at=MORNING - timedelta(days=10))
        promised_on = MORNING.date() + timedelta(days=days)
        answer(scene, case, outcome_class="B", promised_on=promised_on)
    waits = suggestion_at(scene, State.IN_HANDLING)
    with clock.moved(MORNING):
        page = signed_in(scene.bo).get(reverse("suggestions:unit") + "?show=open")
        assert page.context["rows"][0].suggestion == waits
        found = [row.due_at for row in walked(scene, "unit", "open")]
    assert len(found) == 4
    assert found == sorted(found)
