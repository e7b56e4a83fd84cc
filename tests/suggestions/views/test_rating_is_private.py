"""A single rating never reaches the unit: no page, no notice, no line of the ledger tells it."""

import json

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from events.models import Event, Remark
from members import roles
from notifications.actions.notify import announce
from notifications.models import Notification
from suggestions.lifecycle import State
from suggestions.models import Rating
from tests.departments.factories import make_department, make_officer
from tests.members.factories import make_seat
from tests.suggestions.factories import LONG_AFTER, MORNING, rate, suggestion_at

CANARY = "金丝雀的话"
VALUES = (
    "dissatisfied",
    "Dissatisfied",
    "basically_satisfied",
    "Basically satisfied",
    "不满意",
    "基本满意",
    CANARY,
)


@pytest.fixture
def rated(scene):
    """A case rated badly, all its steps announced."""
    suggestion = suggestion_at(scene, State.REPLIED)
    rate(
        scene,
        suggestion,
        attitude="dissatisfied",
        result="basically_satisfied",
        comment=CANARY,
    )
    for event in Event.objects.order_by("id"):
        announce(event, MORNING)
    return suggestion


def pages(suggestion):
    desk = reverse("suggestions:unit")
    views = ("waiting", "late", "answered", "all")
    work = [
        reverse(f"suggestions:{one}", args=[f"{suggestion.code}-1"]) for one in ("reply", "contact")
    ]
    return [
        suggestion.get_absolute_url(),
        *(f"{desk}?show={view}" for view in views),
        *work,
        reverse("notifications:inbox"),
        reverse("members:profile"),
        reverse("members:security"),
    ]


def readers(scene):
    """Those who see the case and may not know its rating."""
    above = make_department("culture")
    type(scene.unit).objects.filter(pk=scene.unit.pk).update(parent=above)
    head = make_officer(above, role=roles.Head)
    return {"officer": scene.bo, "head": head, "auditor": make_seat(roles.Auditor)}


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_no_page_of_the_unit_shows_it(scene, enter, rated, language):
    for name, person in readers(scene).items():
        client = enter(person, language=language)
        for page in pages(rated):
            said = client.get(page).content.decode()
            assert [word for word in VALUES if word in said] == [], (name, page)


def test_the_author_and_the_office_in_charge_do_see_it(scene, enter, rated):
    for person in (scene.an, scene.clerk):
        page = enter(person).get(rated.get_absolute_url())
        assert "Dissatisfied" in page.text
        assert "Basically satisfied" in page.text


def test_neither_the_ledger_nor_any_notice_keeps_it(rated):
    ledger = json.dumps([str(row) for row in Event.objects.values()], ensure_ascii=False)
    notices = json.dumps([str(row) for row in Notification.objects.values()], ensure_ascii=False)
    remarks = str(list(Remark.objects.values()))
    assert [word for word in VALUES if word in ledger + notices + remarks] == []


def test_the_unit_cannot_tell_a_bad_word_from_none(scene, enter, rated):
    """The file says the same, whether the author rated or let the window pass."""
    page = enter(scene.bo).get(rated.get_absolute_url())
    acts = [entry.act for entry in page.context["entries"] if entry.act]
    assert acts[0] == "The rating is over; the case is closed."
    assert page.context["ratings"] == ()


def shown(unit):
    """What a unit's desk says of its ratings."""
    totals = Rating.objects.totals_for(unit.pk, at=LONG_AFTER)
    return render_to_string("suggestions/department/ratings.html", {"totals": totals})


def test_totals_are_shown_from_five_on_and_in_whole_steps(scene):
    for _number in range(4):
        rate(scene, suggestion_at(scene, State.REPLIED), result="dissatisfied", comment=CANARY)
    assert "How authors rated us" not in shown(scene.unit)
    rate(scene, suggestion_at(scene, State.REPLIED), result="satisfied", comment=CANARY)
    five = shown(scene.unit)
    assert "5 of 5 authors rated" in five
    assert CANARY not in five
    rate(scene, suggestion_at(scene, State.REPLIED), result="dissatisfied")
    assert shown(scene.unit) == five
    assert "How authors rated us" not in shown(make_department("water"))
