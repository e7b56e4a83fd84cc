"""Several cases in one act: each its own line; who was faster is told, the rest goes through."""

from datetime import timedelta

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
from workdays import clock

TOGETHER = reverse("suggestions:assign_many")
OFFICE = reverse("suggestions:office")


def body(*cases, **changes):
    codes = [one.code for one in cases]
    return {"cases": codes, "how": "one", "unit": "library", "urgency": "simple"} | changes


def states(*cases):
    return [Suggestion.sealed_too.get(pk=one.pk).state for one in cases]


def test_every_row_has_a_box_and_the_acts_are_those_that_some_row_allows(scene, enter):
    waiting = suggestion_at(scene, State.ACCEPTED)
    suggestion_at(scene, State.HANDED_OFF)
    client = enter(scene.clerk)
    page = client.get(OFFICE).text
    assert f'name="case" value="{waiting.code}"' in page
    assert 'name="do" value="assign"' in page
    outside = client.get(OFFICE, {"show": "outside"}).text
    assert outside.count('type="checkbox" name="case"') == 1
    assert 'name="do"' not in outside
    assert "Case file (PDF) of 1" in outside


def test_all_to_one_unit_each_with_its_own_line(scene, enter):
    cases = [suggestion_at(scene, State.ACCEPTED), submit(scene)]
    client = enter(scene.clerk)
    page = client.get(TOGETHER, {"case": [one.code for one in cases]})
    assert [one.is_ticked for one in page.context["chosen"]] == [True, True]
    response = client.post(TOGETHER, body(*cases))
    assert response.headers["Location"] == OFFICE
    said = [str(one) for one in get_messages(response.wsgi_request)]
    units = [f"{one.code} ({work(one).department.short_name})" for one in cases]
    assert said == [f"2 cases are with their units now: {units[0]}, {units[1]}."]
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


def test_the_one_without_a_proposal_gets_a_unit_of_its_own(scene, enter):
    bare, good = submit(scene, words=type(WORDS)("一件事", "说不清")), submit(scene)
    for case in (bare, good):
        route(case)
    water, client = make_department("water"), enter(scene.clerk)
    page = client.get(TOGETHER, {"case": [good.code, bare.code]})
    form = page.context["form"]
    assert form["how"].initial == "proposed"
    assert page.text.count("Unit for this case</label>") == 1
    own = {form.own(bare.code).html_name: water.code}
    client.post(TOGETHER, body(bare, good, how="proposed", unit="", **own))
    assert (work(bare).department, work(good).department) == (water, scene.unit)


def offer(page):
    return page.text.partition("data-undo=")[2].partition("</form>")[0]


def test_only_what_can_be_undone_is_offered_and_the_rest_is_said_before(scene, enter):
    again, new = suggestion_at(scene, State.REASSIGNING), suggestion_at(scene, State.ACCEPTED)
    water, client = make_department("water"), enter(scene.clerk)
    page = client.get(TOGETHER, {"case": [again.code, new.code]})
    assert page.text.count("This assignment cannot be undone") == 1
    page = client.post(TOGETHER, body(again, new, unit=water.code), follow=True)
    assert "2 cases are with their units now: " in page.text
    assert new.code in offer(page)
    assert again.code not in offer(page)


def test_the_offer_to_undo_says_what_was_done_beside_another_message(scene, enter):
    cases = [submit(scene) for _one in range(2)]
    client = enter(scene.clerk)
    sent = {"do": "accept", "case": [one.code for one in cases]}
    page = client.post(OFFICE, sent, follow=True)
    assert "notice-tail" in page.text
    page = client.post(OFFICE, {"do": "urge"}, follow=True)
    assert "Please choose at least one case." in page.text
    assert "notice-tail" not in page.text
    assert "Accepted, to be assigned later (2)" in offer(page)


def test_who_was_faster_is_told_by_name_and_the_rest_goes_through(scene, enter):
    taken, free = [suggestion_at(scene, State.ACCEPTED) for _one in range(2)]
    sealed = suggestion_at(scene, State.ACCEPTED)
    water = make_department("water")
    charges = [Charge(water)]
    reviewing.assign(suggestion=taken, charges=charges, by=scene.clerk, at=MORNING)
    sealing.seal(suggestion=sealed, reason="正文涉密。", by=scene.clerk, at=MORNING)
    response = enter(scene.clerk).post(TOGETHER, body(taken, sealed, free))
    assert response.status_code == 409
    assert response.text.count(f"{free.code} is with {scene.unit.short_name} now.") == 1
    assert "2 cases could not be assigned" in response.text
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
    monkeypatch.setattr("suggestions.views.bulk.MOST_ASSIGNED", 2)
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


LATE = MORNING + timedelta(days=18)


def post(client, verb, *cases, address=OFFICE, **kwargs):
    codes = [getattr(one, "code", one) for one in cases]
    return client.post(address, {"do": verb, "case": codes}, **kwargs)


def test_the_desk_offers_what_can_be_done_with_some_row(scene, enter):
    client = enter(scene.clerk)
    submit(scene)
    page = client.get(OFFICE)
    assert page.context["picks"] == {"assign", "accept"}
    assert 'data-key="y"' in page.text
    assert "<kbd>Y</kbd>" in page.text
    suggestion_at(scene, State.IN_HANDLING)
    assert client.get(OFFICE, {"show": "units"}).context["picks"] == set()
    with clock.moved(LATE):
        page = client.get(OFFICE, {"show": "units"})
        assert page.context["picks"] == {"urge"}
        assert 'data-key="r"' in page.text


def test_several_are_accepted_by_one_button_and_undone_by_one(scene, enter):
    cases = [submit(scene), submit(scene)]
    client = enter(scene.clerk)
    page = post(client, "accept", *cases, address=f"{OFFICE}?show=all", follow=True)
    assert page.redirect_chain == [(f"{OFFICE}?show=all", 302)]
    assert all(one.code in page.text for one in cases)
    assert "Accepted, to be assigned later" in page.text
    assert "2 cases" in page.text.partition("data-undo=")[2].partition("</form>")[0]
    assert states(*cases) == ["accepted", "accepted"]
    page = client.post(reverse("suggestions:undo"), {"case": [one.code for one in cases]})
    assert page.status_code == 302
    assert states(*cases) == ["submitted", "submitted"]


def test_what_could_not_be_done_stands_beside_the_list_with_why_and_stays_ticked(scene, enter):
    new, taken, hidden = submit(scene), suggestion_at(scene, State.ACCEPTED), submit(scene)
    sealing.seal(suggestion=hidden, reason="正文涉密。", by=scene.clerk, at=MORNING)
    client = enter(scene.clerk)
    page = post(client, "accept", new, taken, hidden)
    assert page.status_code == 409
    left = page.text.partition('id="left"')[2].partition("</section>")[0]
    assert taken.code in left
    assert "It stands at “To be assigned”, where this is not done." in left
    assert "It is not on your desk." in left
    assert WORDS.title not in left.partition(hidden.code)[2]
    assert new.code not in left
    assert f'value="{taken.code}" checked' in page.text
    assert f'value="{new.code}" checked' not in page.text
    assert states(new, taken) == ["accepted", "accepted"]
    assert "data-undo=" in page.text


def test_units_are_reminded_together_and_that_is_undone_together(scene, enter):
    cases = [suggestion_at(scene, State.IN_HANDLING) for _one in range(2)]
    fresh = submit(scene)
    client = enter(scene.clerk)
    assert post(client, "urge", *cases).status_code == 409
    with clock.moved(LATE):
        page = post(client, "urge", *cases, fresh)
        assert page.status_code == 409
        assert "Units reminded (" in page.text
        assert "where this is not done" in page.text
        again = post(client, "urge", *cases)
        assert again.text.count("It was reminded of today already") == 2
        undone = client.post(reverse("suggestions:undo"), {"case": [one.code for one in cases]})
        assert undone.status_code == 302
        assert Event.objects.filter(step="unurged").count() == 2
        assert post(client, "urge", *cases).status_code == 302


def test_it_is_done_and_said_in_the_language_of_the_reader(scene, enter):
    case = suggestion_at(scene, State.IN_HANDLING)
    client = enter(scene.clerk, language="zh-hans")
    with clock.moved(LATE):
        page = post(client, "urge", case, follow=True)
    assert f"已催办 1 件：{case.code}" in page.text


def test_assigning_together_leads_on_to_its_page_with_what_is_ticked(scene, enter):
    one, other = submit(scene), submit(scene)
    response = post(enter(scene.clerk), "assign", one, other)
    assert response.url == f"{TOGETHER}?case={one.code}&case={other.code}"


@pytest.mark.parametrize("sent", [{"do": "accept"}, {"case": "x"}, {"do": "burn", "case": "x"}])
def test_without_a_case_or_an_act_nothing_is_done(scene, enter, sent):
    submit(scene)
    response = enter(scene.clerk).post(OFFICE, sent)
    assert response.url == OFFICE
    assert "Please choose" in str(next(iter(get_messages(response.wsgi_request))))


def test_one_case_has_a_page_for_its_reminder(scene, enter):
    case = suggestion_at(scene, State.IN_HANDLING)
    client = enter(scene.clerk)
    address = reverse("suggestions:urge", args=[case.code])
    assert address not in client.get(case.get_absolute_url()).text
    with clock.moved(LATE):
        assert address in client.get(case.get_absolute_url()).text
        assert scene.unit.name in client.get(address).text
        page = client.post(address, follow=True)
        assert "data-undo=" in page.text
        line = f"reminded {scene.unit.name} of the date."
        assert line in page.text
        assert client.get(address).status_code == 302
        assert client.post(address).status_code == 409
        page = client.post(reverse("suggestions:undo"), {"case": case.code})
        assert page.url == case.get_absolute_url()
        assert line not in client.get(page.url).text
        assert client.get(address).status_code == 200
