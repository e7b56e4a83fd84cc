"""The three figures on top of each desk: each is the number of the rows that its link shows."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from suggestions.actions import extending, returning
from suggestions.actions.returning import Whose
from suggestions.lifecycle import State
from suggestions.models import Assignment, Suggestion
from tests.suggestions.factories import MORNING, answer, make_scene, suggestion_at, work
from workdays import clock
from workdays.arithmetic import week_end

DESKS = {"mine": "an", "office": "clerk", "unit": "bo"}
ALL = [State.SUBMITTED, State.IN_HANDLING, State.REPLIED, State.RETURNED, State.CLOSED]


@pytest.fixture(autouse=True)
def _morning(settings: Any) -> Iterator[None]:
    settings.WHITENOISE_AUTOREFRESH = True
    with clock.moved(MORNING):
        yield


@pytest.fixture
def scene(db: None):
    return make_scene()


def signed_in(user) -> Client:
    client = Client(headers={"Accept-Language": "en"})
    client.force_login(user)
    return client


def glance(client, desk):
    """Label, figure and address of each of the three."""
    page = client.get(reverse(f"suggestions:{desk}"))
    return [(str(one.label), one.count, one.url) for one in page.context["glance"]]


def rows(client, desk, url):
    """The codes of the cases that an address shows, over all its pages."""
    found, here = set(), url
    while here:
        page = client.get(f"{reverse(f'suggestions:{desk}')}{here}")
        assert [one.url for one in page.context["glance"] if one.is_current] == [url]
        # What stands in sections above the list, where the page shows them.
        above = ("to_rate", "to_confirm", "returned") if url == "?show=open" else ()
        for name in ("rows", *above):
            found |= {row.suggestion.code for row in page.context.get(name, ())}
        here = page.context["page"].older_url
    return found


@pytest.mark.parametrize("desk", DESKS)
@pytest.mark.parametrize("many", [0, 3, 33])
def test_each_figure_is_the_number_of_its_rows(scene, desk, many):
    for number in range(many):
        state = ALL[number % len(ALL)]
        suggestion_at(scene, state, at=MORNING - timedelta(days=7 * (number % 3)))
    client = signed_in(scene.people[DESKS[desk]])
    found = glance(client, desk)
    assert [len(rows(client, desk, url)) for _label, _figure, url in found] == [
        int(figure) for _label, figure, _url in found
    ]
    if many > 3:
        assert all(int(figure) for _label, figure, _url in found[:1])


def test_what_waits_for_a_member_themselves_waits_for_nobody_else(scene):
    mine = {state: suggestion_at(scene, state) for state in (*ALL, State.FOLLOWUP)}
    client = signed_in(scene.an)
    others = rows(client, "mine", "?show=others")
    elsewhere = (State.SUBMITTED, State.IN_HANDLING, State.FOLLOWUP)
    assert others == {mine[state].code for state in elsewhere}


def test_the_office_does_not_leave_to_others_what_a_unit_asks_of_it(scene):
    asked, waits = (suggestion_at(scene, State.IN_HANDLING) for _number in range(2))
    wanted = {"wanted": MORNING + timedelta(days=21), "reason": "要勘察。"}
    extending.ask(assignment=work(asked), by=scene.bo, at=MORNING, **wanted)
    assert rows(signed_in(scene.clerk), "office", "?show=others") == {waits.code}


def test_what_a_unit_has_given_back_waits_for_others_and_is_still_in_its_hand(scene):
    back, here = (suggestion_at(scene, State.IN_HANDLING) for _number in range(2))
    given = {"assignment": work(back), "reason": "不归我们。", "by": scene.bo, "at": MORNING}
    returning.ask(**given, whose=Whose(None, "街道"))
    done = suggestion_at(scene, State.IN_HANDLING)
    answer(scene, done)
    client = signed_in(scene.bo)
    assert rows(client, "unit", "?show=others") == {back.code}
    assert rows(client, "unit", "?show=open") == {back.code, here.code}


def test_this_week_ends_on_sunday_and_leaves_out_what_is_late(scene):
    case = suggestion_at(scene, State.IN_HANDLING)
    client, end = signed_in(scene.bo), week_end(MORNING)
    assert end.isoformat() == "2026-03-09T00:00:00+08:00"
    for due_at, found in (
        (MORNING - timedelta(minutes=1), set()),
        (MORNING, {case.code}),
        (end - timedelta(minutes=1), {case.code}),
        (end, set()),
    ):
        Assignment.objects.update(due_at=due_at)
        Suggestion.objects.update(due_at=due_at)
        assert rows(client, "unit", "?show=week") == found
        assert rows(signed_in(scene.clerk), "office", "?show=week") == found


@pytest.mark.parametrize("desk", DESKS)
def test_all_counts_of_a_desk_come_with_one_question(scene, desk):
    suggestion_at(scene, State.IN_HANDLING)
    client = signed_in(scene.people[DESKS[desk]])
    client.get(reverse(f"suggestions:{desk}"))
    with CaptureQueriesContext(connection) as asked:
        client.get(reverse(f"suggestions:{desk}"))
    said = [one["sql"] for one in asked if 'FROM "suggestions_' in one["sql"]]
    assert len([one for one in said if "UNION ALL" in one and "LIMIT 100" in one]) == 1
    assert not any("COUNT(" in one for one in said)
