"""The office's desk: see, decide, accept."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from departments.models import Department
from members import roles
from suggestions.actions import reviewing
from suggestions.actions.reviewing import Charge
from suggestions.lifecycle import State
from suggestions.models import Assignment, Suggestion
from tests.departments.factories import make_department
from tests.members.factories import make_seat
from tests.suggestions.factories import MORNING, WORDS, route, submit, suggestion_at, work
from tests.suggestions.views.counting import MOST_QUERIES, questions

OFFICE = reverse("suggestions:office")


def decide_url(suggestion):
    return reverse("suggestions:decide", args=[suggestion.code])


def accept_url(suggestion):
    return reverse("suggestions:accept", args=[suggestion.code])


def choice(unit, **changes):
    return {"unit": "other", "other": unit.code, "urgency": "ordinary"} | changes


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


# ── the desk ──


def test_the_desk_names_the_proposed_unit_and_the_way_on(scene, enter):
    suggestion = submit(scene)
    page = enter(scene.clerk).get(OFFICE)
    assert "Being worked out" in page.text
    route(suggestion)
    page = enter(scene.clerk).get(OFFICE)
    assert [row.proposed for row in page.context["rows"]] == [scene.unit.short_name]
    assert decide_url(suggestion) in page.text


def test_it_says_where_too_little_was_known(scene, enter):
    suggestion = submit(scene, words=type(WORDS)("一件事", "说不清"))
    route(suggestion)
    assert "No proposal" in enter(scene.clerk).get(OFFICE).text
    page = enter(scene.clerk).get(decide_url(suggestion))
    assert "No unit could be proposed from the text" in page.text


def test_the_desk_shows_its_own_organ_only(scene, enter):
    submit(scene)
    page = enter(make_seat(roles.Office, "430100")).get(OFFICE)
    assert (page.context["rows"], page.context["lead"]) == ([], "Nothing waits for you.")


def test_the_desk_is_for_the_staff(scene, enter):
    for person in (scene.an, scene.bo, scene.cheng):
        assert enter(person).get(OFFICE).status_code == 403
        assert enter(person).post(OFFICE).status_code == 403


# ── accept and assign ──


def test_one_button_accepts_and_assigns_to_the_proposed_unit(scene, enter):
    suggestion = submit(scene)
    route(suggestion)
    client = enter(scene.clerk)
    page = client.get(decide_url(suggestion))
    assert "because of “阅览室”, “书架”" in page.text
    assert page.context["form"]["unit"].value() == scene.unit.code
    response = client.post(decide_url(suggestion), {"unit": scene.unit.code, "urgency": "simple"})
    assert response.headers["Location"] == OFFICE
    assert said(response) == [f"{suggestion.code} is with Department library now."]
    assert (work(suggestion).department, work(suggestion).urgency) == (scene.unit, "simple")
    assert work(suggestion).proposed_rank == 1
    suggestion.refresh_from_db()
    assert suggestion.state == "assigned"


def test_each_urgency_shows_its_days_and_its_date_before_anything_is_decided(scene, enter):
    page = enter(scene.clerk).get(decide_url(submit(scene)))
    shown = [(one.value, one.days) for one in page.context["urgencies"]]
    assert shown == [("simple", 5), ("ordinary", 10), ("complex", 15)]
    assert '10 working days, answer by <span class="date">Thu 19 March</span>' in page.text


def test_the_due_date_is_the_one_that_was_shown(scene, enter):
    suggestion = submit(scene)
    client = enter(scene.clerk)
    dates = {
        one.value: one.due_at for one in client.get(decide_url(suggestion)).context["urgencies"]
    }
    client.post(decide_url(suggestion), choice(scene.unit, urgency="complex"))
    assert work(suggestion).due_at == dates["complex"]


def test_another_unit_is_one_list_of_the_organs_own_active_units(scene, enter):
    water = make_department("water")
    make_department("closed", is_active=False)
    make_department("elsewhere", "430200")
    suggestion = submit(scene)
    client = enter(scene.clerk)
    listed = client.get(decide_url(suggestion)).context["form"].fields["other"].queryset
    assert set(listed) == {scene.unit, water}
    client.post(decide_url(suggestion), choice(water))
    assert work(suggestion).department == water


def test_an_accepted_one_is_only_assigned(scene, enter):
    suggestion = suggestion_at(scene, State.ACCEPTED)
    enter(scene.clerk).post(decide_url(suggestion), choice(scene.unit))
    suggestion.refresh_from_db()
    assert suggestion.state == "assigned"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"unit": ""}, "unit"),
        ({"unit": "999999"}, "unit"),
        ({"unit": "x\0"}, "unit"),
        ({"other": ""}, "other"),
        ({"other": "999999"}, "other"),
        ({"other": "x"}, "other"),
        ({"other": "1\0"}, "other"),
        ({"urgency": ""}, "urgency"),
        ({"urgency": "at once"}, "urgency"),
    ],
)
def test_a_wrong_choice_is_said_beside_its_field(scene, enter, changes, field):
    suggestion = submit(scene)
    response = enter(scene.clerk).post(decide_url(suggestion), choice(scene.unit) | changes)
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    assert 'role="alert"' in response.text
    assert f'id="id_{field}_error"' in response.text
    assert not Assignment.objects.exists()


def test_a_unit_of_another_organ_cannot_be_chosen(scene, enter):
    elsewhere = make_department("elsewhere", "430200")
    response = enter(scene.clerk).post(decide_url(submit(scene)), choice(elsewhere))
    assert response.status_code == 422


def test_a_proposed_unit_that_was_closed_since_is_no_choice_any_more(scene, enter):
    suggestion = submit(scene)
    route(suggestion)
    Department.objects.filter(pk=scene.unit.pk).update(is_active=False)
    client = enter(scene.clerk)
    assert scene.unit.name not in client.get(decide_url(suggestion)).text
    body = {"unit": scene.unit.code, "urgency": "ordinary"}
    response = client.post(decide_url(suggestion), body)
    assert response.status_code == 422
    suggestion.refresh_from_db()
    assert suggestion.state == "submitted"


def test_a_proposed_unit_and_one_from_the_list_is_one_too_many(scene, enter):
    suggestion = submit(scene)
    route(suggestion)
    water = make_department("water")
    body = {"unit": scene.unit.code, "other": water.code, "urgency": "ordinary"}
    response = enter(scene.clerk).post(decide_url(suggestion), body)
    assert response.status_code == 422
    assert "Please choose only one" in response.text
    suggestion.refresh_from_db()
    assert suggestion.state == "submitted"


def test_of_two_clerks_the_slower_is_told_and_keeps_the_choice(scene, enter):
    suggestion = submit(scene)
    water = make_department("water")
    enter(scene.clerk).post(decide_url(suggestion), choice(scene.unit))
    response = enter(make_seat(roles.Office)).post(decide_url(suggestion), choice(water))
    assert response.status_code == 409
    assert "Somebody else was faster" in response.text
    assert f'<option value="{water.code}" selected' in response.text
    assert work(suggestion).department == scene.unit


# ── accept, assign later ──


def test_accepting_alone_leads_on_to_the_choice(scene, enter):
    suggestion = submit(scene)
    response = enter(scene.clerk).post(accept_url(suggestion))
    assert response.headers["Location"] == decide_url(suggestion)
    assert said(response) == [f"{suggestion.code} is accepted."]
    suggestion.refresh_from_db()
    assert suggestion.state == "accepted"


def test_accepting_twice_says_who_was_faster(scene, enter):
    suggestion = submit(scene)
    client = enter(scene.clerk)
    client.post(accept_url(suggestion))
    response = client.post(accept_url(suggestion), follow=True)
    assert "Somebody else was faster" in response.text


def test_accepting_is_a_post(scene, enter):
    suggestion = submit(scene)
    client = enter(scene.clerk)
    opened = client.get(accept_url(suggestion))
    assert (opened.status_code, opened["Allow"]) == (405, "POST")
    assert "Nothing to see at this address" in opened.text
    assert "no-store" in opened["Cache-Control"]
    assert client.head(accept_url(suggestion)).content == b""
    assert Suggestion.objects.get().state == "submitted"


def test_strangers_find_neither_page(scene, enter):
    suggestion = submit(scene)
    for person in (scene.cheng, scene.bo, make_seat(roles.Office, "430200")):
        client = enter(person)
        assert client.get(decide_url(suggestion)).status_code == 404
        assert client.post(accept_url(suggestion)).status_code == 404


# ── what a page costs ──


def test_pages_of_the_office_ask_as_much_for_three_rows_as_for_one(scene, enter):
    client = enter(scene.clerk)
    suggestion = submit(scene)
    route(suggestion)
    urls = (OFFICE, decide_url(suggestion))
    first = {url: questions(client, url) for url in urls}
    for number in range(2):
        make_department(f"more-{number}", keywords=["书架", "阅览室"])
        route(submit(scene))
    more = submit(scene)
    route(more)
    assert more.recommendations.count() == 3
    assert questions(client, OFFICE) == first[OFFICE] <= MOST_QUERIES
    assert questions(client, decide_url(more)) == first[decide_url(suggestion)] <= MOST_QUERIES


def test_an_assigned_case_leaves_what_waits(scene, enter):
    suggestion = submit(scene)
    reviewing.accept_and_assign(
        suggestion=suggestion,
        charges=[Charge(scene.unit)],
        urgency="simple",
        by=scene.clerk,
        at=MORNING,
    )
    assert enter(scene.clerk).get(OFFICE).context["rows"] == []


def test_the_desk_and_the_decision_in_chinese(scene, enter):
    suggestion = submit(scene)
    route(suggestion)
    client = enter(scene.clerk, language="zh-hans")
    page = client.get(decide_url(suggestion))
    assert "“阅览室”、“书架”" in page.text
    assert "湖南省" in client.get(OFFICE).text
    assert "3月19日（周四）" in page.text


def test_further_units_are_folded_by_kind_and_those_chosen_stand_first_and_open(scene, enter):
    for number in range(75):
        make_department(f"u{number}", kind="群团" if number % 3 else "直属机构")
    suggestion = suggestion_at(scene, State.SUBMITTED)
    page = enter(scene.clerk).get(decide_url(suggestion))
    form = page.context["form"]
    assert form.chosen_units == []
    assert {kind: len(boxes) for kind, boxes in form.unit_groups} == {
        "Constituent department": 1,
        "Directly affiliated body": 25,
        "People’s organization": 50,
    }
    assert page.text.count('<details class="group">') == 3
    assert page.text.count('name="others"') == 76
    body = choice(scene.unit, others=["u7", "u9"]) | {"unit": "nothing"}
    page = enter(scene.clerk).post(decide_url(suggestion), body)
    assert page.status_code == 422
    picked = [one.data["value"].value for one in page.context["form"].chosen_units]
    assert sorted(picked) == ["u7", "u9"]
    assert page.text.count('name="others"') == 76
    before = page.text[: page.text.index('<details class="group">')]
    assert before.count('name="others"') == 2
    assert "<details open>" in before


def test_a_case_that_was_decided_says_so_instead_of_offering_its_form_again(scene, enter):
    case = suggestion_at(scene, State.ASSIGNED)

    page = enter(scene.clerk).get(decide_url(case), follow=True)

    assert page.redirect_chain == [(case.get_absolute_url(), 302)]
    assert f"{case.code} is with {scene.unit.short_name} now." in page.text
    late = enter(scene.clerk).post(decide_url(case), choice(scene.unit))
    assert late.status_code == 409
    assert "data-takes" not in late.text


def test_a_unit_without_anybody_in_post_says_so_where_it_is_chosen(scene, enter):
    make_department("empty")
    suggestion = submit(scene)
    route(suggestion)
    page = enter(scene.clerk).get(decide_url(suggestion)).text
    assert "Department empty (nobody in post)" in page
    assert "Department library (nobody in post)" not in page
    scene.unit.officers.update(until="2026-03-01")
    page = enter(scene.clerk).get(decide_url(suggestion)).text
    assert "<b>Department library (nobody in post)</b>" in page
