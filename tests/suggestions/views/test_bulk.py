"""Several cases in one act: each its own line; who was faster is told, the rest goes through."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from events.models import Event
from members import roles
from suggestions.actions import assigning_many, reviewing, ruling_routes, sealing
from suggestions.actions.assigning_many import Order
from suggestions.actions.reviewing import Charge
from suggestions.lifecycle import State
from suggestions.models import Assignment, Suggestion
from suggestions.places import Matter
from suggestions.routing.rules import Rule
from tests.departments.factories import make_department
from tests.members.factories import make_organ, make_seat
from tests.suggestions.factories import MORNING, WORDS, route, submit, suggestion_at, work
from tests.suggestions.views.counting import MOST_QUERIES, questions

TOGETHER = reverse("suggestions:assign_many")
OFFICE = reverse("suggestions:office")


def body(*cases, **changes):
    codes = [one.code for one in cases]
    return {"cases": codes, "how": "one", "unit": "library", "urgency": "simple"} | changes


def states(*cases):
    return [Suggestion.sealed_too.get(pk=one.pk).state for one in cases]


def test_boxes_stand_where_something_can_be_assigned(scene, enter):
    waiting = suggestion_at(scene, State.ACCEPTED)
    suggestion_at(scene, State.HANDED_OFF)
    client = enter(scene.clerk)
    page = client.get(OFFICE).text
    assert page.count('type="checkbox" name="case"') == 1
    assert f'name="case" value="{waiting.code}"' in page
    assert 'name="case"' not in client.get(OFFICE, {"show": "units"}).text
    assert 'name="case"' not in client.get(OFFICE, {"show": "outside"}).text


def test_all_to_one_unit_each_with_its_own_line(scene, enter):
    cases = [suggestion_at(scene, State.ACCEPTED), submit(scene)]
    client = enter(scene.clerk)
    page = client.get(TOGETHER, {"case": [one.code for one in cases]})
    assert [one.is_ticked for one in page.context["chosen"]] == [True, True]
    response = client.post(TOGETHER, body(*cases))
    assert response.headers["Location"] == OFFICE
    said = [str(one) for one in get_messages(response.wsgi_request)]
    assert said == ["2 cases are with their units now."]
    assert states(*cases) == ["assigned", "assigned"]
    for case in cases:
        assert (work(case).department, work(case).urgency) == (scene.unit, "simple")
        assert Event.objects.filter(code=case.code, step="assign").count() == 1


def test_each_to_its_own_proposal_with_what_a_rule_adds(scene, enter):
    water = make_department("water")
    rule = Rule("", "water", words=("水库",), others=("library",), urgency="complex")
    ruling_routes.put(organ=scene.organ, rule=rule, by=scene.clerk, at=MORNING)
    ruling_routes.save(organ=scene.organ, base=0, by=scene.clerk, at=MORNING)
    shelf, dam = submit(scene), submit(scene, words=type(WORDS)("修水库", "堤坝漏水。"))
    for case in (shelf, dam):
        route(case)
    client = enter(scene.clerk)
    client.post(TOGETHER, body(shelf, dam, how="proposed", unit=""))
    assert (work(shelf).department, work(shelf).urgency) == (scene.unit, "simple")
    assert (work(dam).department, work(dam).urgency) == (water, "complex")
    parts = Assignment.objects.filter(suggestion=dam).order_by("id")
    assert [one.part for one in parts] == ["lead", "co"]


def test_who_was_faster_is_told_by_name_and_the_rest_goes_through(scene, enter):
    taken, free = [suggestion_at(scene, State.ACCEPTED) for _one in range(2)]
    sealed = suggestion_at(scene, State.ACCEPTED)
    water = make_department("water")
    charges = [Charge(water)]
    reviewing.assign(suggestion=taken, charges=charges, by=scene.clerk, at=MORNING)
    sealing.seal(suggestion=sealed, reason="正文涉密。", by=scene.clerk, at=MORNING)
    response = enter(scene.clerk).post(TOGETHER, body(taken, sealed, free))
    assert response.status_code == 409
    assert "1 case is with its unit now." in response.text
    assert taken.code in response.text
    assert "Somebody else was faster" in response.text
    assert sealed.code in response.text
    assert "It is not on your desk." in response.text
    assert states(taken, free, sealed) == ["assigned", "assigned", "accepted"]
    assert work(taken).department == water


def test_without_a_proposal_it_stays_and_says_so(scene, enter):
    bare, good = submit(scene, words=type(WORDS)("一件事", "说不清")), submit(scene)
    for case in (bare, good):
        route(case)
    response = enter(scene.clerk).post(TOGETHER, body(bare, good, how="proposed", unit=""))
    assert response.status_code == 409
    assert "No unit is proposed for it." in response.text
    assert states(bare, good) == ["submitted", "assigned"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"unit": ""}, "unit"),
        ({"unit": "closed"}, "unit"),
        ({"unit": "x\0"}, "unit"),
        ({"how": "proposed"}, "unit"),
        ({"how": ""}, "how"),
        ({"how": "by lot"}, "how"),
        ({"urgency": "at once"}, "urgency"),
        ({"cases": []}, "__all__"),
    ],
)
def test_a_wrong_choice_assigns_nothing_and_loses_no_case(scene, enter, changes, field):
    make_department("closed", is_active=False)
    one, other = submit(scene), submit(scene)
    address = f"{TOGETHER}?case={one.code}&case={other.code}"
    response = enter(scene.clerk).post(address, body(one, **changes))
    assert response.status_code == 422
    assert field in response.context["form"].errors
    ticked = {row.suggestion.pk: row.is_ticked for row in response.context["chosen"]}
    assert ticked == {one.pk: changes.get("cases") is None, other.pk: False}
    assert states(one, other) == ["submitted", "submitted"]


@pytest.mark.parametrize("code", ["x\0", "9" * 400, "<b>", ""])
def test_a_code_that_is_none_is_told_and_stops_nothing(scene, enter, code):
    case = submit(scene)
    client = enter(scene.clerk)
    shown = client.get(TOGETHER, {"case": [code, case.code]}).status_code
    assert shown == (400 if "\0" in code else 200)
    response = client.post(TOGETHER, body(case) | {"cases": [code, case.code]})
    assert response.status_code == 409
    assert "<b>" not in response.text.partition("<h1")[2].partition("<ul")[2].partition("</ul")[0]
    assert states(case) == ["assigned"]


def test_no_more_than_so_many_at_a_time(scene, enter, monkeypatch):
    cases = [submit(scene) for _one in range(3)]
    orders = [Order(cases[0], (Charge(scene.unit),), "simple")] * 51
    with pytest.raises(ValueError, match="at most"):
        assigning_many.assign_many(orders=orders, by=scene.clerk, at=MORNING)
    monkeypatch.setattr("suggestions.views.bulk.MOST_AT_ONCE", 2)
    client = enter(scene.clerk)
    page = client.get(TOGETHER, {"case": [one.code for one in cases]})
    assert "At most 2 at a time" in page.text
    assert len(page.context["chosen"]) == 2
    response = client.post(TOGETHER, body(*cases))
    assert response.status_code == 422
    assert states(*cases) == ["submitted"] * 3


def test_a_unit_of_another_organ_takes_none(scene, enter):
    city = make_organ("430100")
    make_department("parks", "430100")
    make_seat(roles.Office, "430100", user=scene.clerk)
    here, there = submit(scene), submit(scene, place=city, matter=Matter(city, None))
    response = enter(scene.clerk).post(TOGETHER, body(here, there))
    assert response.status_code == 409
    assert "The unit belongs to another organ." in response.text
    assert states(here, there) == ["assigned", "submitted"]


def test_nothing_chosen_leads_back_and_strangers_find_nothing(scene, enter):
    case = submit(scene)
    assert "Choose cases on the desk first" in enter(scene.clerk).get(TOGETHER).text
    for person in (scene.an, scene.bo):
        assert enter(person).post(TOGETHER, body(case)).status_code == 403
    other = enter(make_seat(roles.Office, "430200"))
    assert WORDS.title not in other.get(TOGETHER, {"case": case.code}).text
    response = other.post(TOGETHER, body(case, how="proposed", unit=""))
    assert response.status_code == 409
    assert WORDS.title not in response.text
    assert states(case) == ["submitted"]


def test_the_page_asks_as_much_for_three_as_for_one(scene, enter):
    cases = [suggestion_at(scene, State.ACCEPTED) for _one in range(3)]
    for case in cases:
        case.recommendations.create(department=scene.unit, rank=1, score=1, because=["书架"])
    client = enter(scene.clerk)
    address = f"{TOGETHER}?case={cases[0].code}"
    first = questions(client, address)
    address += "".join(f"&case={one.code}" for one in cases[1:])
    assert questions(client, address) == first <= MOST_QUERIES
