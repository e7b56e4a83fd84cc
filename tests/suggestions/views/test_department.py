"""The unit's desk: sign, talk, answer."""

from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from members import roles
from suggestions.actions import handling
from suggestions.lifecycle import State
from suggestions.models import AnswerPolicy, Assignment, Contact, Reply
from tests.departments.factories import make_department, make_officer
from tests.suggestions.factories import MORNING, TALK, answer, suggestion_at, work
from tests.suggestions.views.counting import MOST_QUERIES, questions
from tests.suggestions.views.rows import everything
from workdays import clock

UNIT = reverse("suggestions:unit")


def url(name, suggestion):
    return reverse(f"suggestions:{name}", args=[f"{suggestion.code}-1"])


def talked(**changes):
    body = {"talk-kind": "phone", "talk-held_on": "2026-03-05", "talk-note": "约好了看现场。"}
    return body | {f"talk-{name}": value for name, value in changes.items()}


def answered(**changes):
    return {"text": "书架已经降低。", "outcome_class": "A"} | changes


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


# ── the desk ──


def test_the_desk_shows_what_the_unit_was_given(scene, enter):
    suggestion = suggestion_at(scene, State.ASSIGNED)
    page = enter(scene.bo).get(UNIT)
    assert [row.thing.code for row in page.context["rows"]] == [f"{suggestion.code}-1"]
    assert url("reply", suggestion) in page.text
    assert page.context["lead"] == "1 case waits for your unit."


def test_the_first_line_says_what_is_mine_and_what_is_the_units_and_leads_to_both(scene, enter):
    mine = suggestion_at(scene, State.IN_HANDLING)
    others = suggestion_at(scene, State.ASSIGNED)
    client = enter(scene.bo)
    page = client.get(UNIT)
    assert page.context["lead"] == "1 case waits for you, 2 for the unit."
    assert '<a href="?show=mine">1 case waits for you</a>' in page.text
    assert '<a href="?show=waiting">2 for the unit</a>' in page.text
    rows = client.get(UNIT, {"show": "mine"}).context["rows"]
    assert [row.suggestion for row in rows] == [mine]
    Assignment.objects.filter(suggestion=others).update(officer=scene.bo)
    assert client.get(UNIT).context["lead"] == "2 cases wait for you."
    with clock.moved(MORNING + timedelta(days=90)):
        head = make_officer(scene.unit, role=roles.Head)
        lead = enter(head).get(UNIT).context["lead"]
    assert lead == "2 cases wait for your unit, 2 overdue."


def test_a_row_names_whoever_signed_for_it_while_nobody_is_named(scene, enter):
    signed = suggestion_at(scene, State.IN_HANDLING)
    new = suggestion_at(scene, State.ASSIGNED)
    Assignment.objects.update(officer=None)
    rows = enter(scene.bo).get(UNIT, {"show": "waiting"}).context["rows"]
    assert {row.suggestion: row.officer for row in rows} == {signed: "博", new: ""}
    other = make_officer(scene.unit)
    Assignment.objects.filter(suggestion=signed).update(officer=other)
    rows = enter(scene.bo).get(UNIT, {"show": "waiting"}).context["rows"]
    assert {row.suggestion: row.officer for row in rows} == {signed: str(other), new: ""}


def test_what_is_asked_for_again_says_so_and_what_the_office_holds_waits_for_nobody(scene, enter):
    again = suggestion_at(scene, State.REWORK)
    held = suggestion_at(scene, State.ON_HOLD)
    page = enter(scene.bo).get(UNIT)
    assert page.context["lead"] == "1 case waits for you."
    assert [(row.suggestion, row.state) for row in page.context["rows"]] == [
        (again, "Asked for again")
    ]
    rows = enter(scene.bo).get(UNIT, {"show": "open"}).context["rows"]
    assert [(row.state, row.verb) for row in rows if row.suggestion == held] == [("On hold", "")]


def test_another_units_desk_is_empty_and_others_have_none(scene, enter):
    suggestion_at(scene, State.ASSIGNED)
    other = make_officer(make_department("water"))
    assert enter(other).get(UNIT).context["rows"] == []
    for person in (scene.an, scene.clerk, scene.cheng):
        assert enter(person).get(UNIT).status_code == 403
    assert enter(scene.bo).post(UNIT).status_code == 405


def test_an_empty_list_of_sign_offs_says_where_nobody_asks_for_them(scene, enter):
    unasked = "answers go out without a head’s signature"
    page = enter(scene.bo).get(f"{UNIT}?show=signing")
    assert unasked in page.text

    unit = scene.bo.offices.get().department
    AnswerPolicy.objects.create(
        organ=unit.organ, instrument="micro", sign_off="head", since=MORNING.date()
    )
    page = enter(scene.bo).get(f"{UNIT}?show=signing")
    assert unasked not in page.text
    assert "Nothing stands under" in page.text


# ── on to the next ──


def next_of(client, case, **query):
    answer = client.get(reverse("suggestions:unit_next"), {"after": case.code} | query)
    return answer.headers["Location"]


def test_after_an_answer_the_next_one_that_is_due_is_offered(scene, enter):
    late, mid, last = (
        suggestion_at(scene, state, at=MORNING + timedelta(days=days))
        for days, state in enumerate((State.IN_HANDLING, State.ASSIGNED, State.IN_HANDLING))
    )
    client = enter(scene.bo)
    client.post(url("sign", mid))
    page = client.get(mid.get_absolute_url()).text
    assert f'href="{reverse("suggestions:unit_next")}?after={mid.code}"' in page
    answer(scene, mid, at=MORNING + timedelta(days=2))
    assert next_of(client, mid) == url("reply", last)
    assert next_of(client, last) == url("reply", late)
    assert f'after={mid.code}"' not in client.get(mid.get_absolute_url()).text


def test_one_leafs_through_a_list_from_page_to_page_and_reads_where_it_ends(scene, enter):
    first, mid, last = (
        suggestion_at(scene, state, at=MORNING + timedelta(days=days))
        for days, state in enumerate((State.IN_HANDLING, State.ASSIGNED, State.IN_HANDLING))
    )
    client = enter(scene.bo)
    shown = client.get(mid.get_absolute_url()).text
    for page in ("before", "after"):
        assert f"?after={mid.code}&amp;page={page}" in shown
    assert next_of(client, first, page="after") == mid.get_absolute_url()
    assert next_of(client, mid, page="after") == last.get_absolute_url()
    assert next_of(client, mid, page="before") == first.get_absolute_url()
    for case, page, said in ((last, "after", "last"), (first, "before", "first")):
        assert next_of(client, case, page=page) == case.get_absolute_url()
        assert f"This is the {said} case of the list." in client.get(case.get_absolute_url()).text
    stranger = enter(make_officer(make_department("water")))
    assert next_of(stranger, mid, page="after") == UNIT
    assert "page=before" not in enter(scene.an).get(mid.get_absolute_url()).text


def test_the_next_one_is_of_the_list_one_came_from(scene, enter):
    first, other = (suggestion_at(scene, State.REPLIED) for _case in range(2))
    suggestion_at(scene, State.ASSIGNED)
    client = enter(scene.bo)
    assert next_of(client, other, show="answered") == first.get_absolute_url()
    assert next_of(client, first, show="promises") == UNIT
    assert next_of(client, first, show="answered", q="不存在") == UNIT


def test_where_nothing_is_left_the_desk_says_so(scene, enter):
    case = suggestion_at(scene, State.REPLIED)
    client = enter(scene.bo)
    assert next_of(client, case) == UNIT
    assert "Nothing else stands in that list." in client.get(UNIT).text


# ── sign ──


def test_signing_moves_the_case_not_the_date(scene, enter):
    suggestion = suggestion_at(scene, State.ASSIGNED)
    due = work(suggestion).due_at
    with clock.moved(MORNING + timedelta(days=1)):
        assert url("sign", suggestion) in enter(scene.bo).get(suggestion.get_absolute_url()).text
        response = enter(scene.bo).post(url("sign", suggestion))
        shown = enter(scene.bo).get(suggestion.get_absolute_url()).text
    assert url("sign", suggestion) + '"' not in shown
    assert response.headers["Location"] == url("reply", suggestion)
    signed = work(suggestion)
    assert (signed.state, signed.signed_by, signed.due_at) == ("in_progress", scene.bo, due)


def test_signing_twice_says_who_was_faster(scene, enter):
    suggestion = suggestion_at(scene, State.ASSIGNED)
    enter(scene.bo).post(url("sign", suggestion))
    again = enter(make_officer(scene.unit)).post(url("sign", suggestion))
    assert ["Somebody else was faster" in text for text in said(again)] == [True]
    assert work(suggestion).signed_by == scene.bo


# ── contact ──


def test_a_talk_is_recorded_and_stands_above_the_answer(scene, enter):
    suggestion = suggestion_at(scene, State.IN_HANDLING)
    client = enter(scene.bo)
    response = client.post(url("contact", suggestion), talked(kind="visit"))
    assert response.headers["Location"] == url("reply", suggestion)
    contact = Contact.objects.get()
    assert (contact.kind, str(contact.held_on), contact.note, contact.recorded_by) == (
        "visit",
        "2026-03-05",
        "约好了看现场。",
        scene.bo,
    )
    page = client.get(url("reply", suggestion))
    assert "约好了看现场。" in page.text
    assert page.context["talk_form"] is None


def test_the_page_of_a_talk_shows_how_to_reach_the_author(scene, enter):
    type(scene.an).objects.filter(pk=scene.an.pk).update(phone="13800000000")
    page = enter(scene.bo).get(url("contact", suggestion_at(scene, State.IN_HANDLING)))
    assert "13800000000" in page.text


def test_where_the_author_left_no_number_a_message_is_offered(scene, enter):
    suggestion = suggestion_at(scene, State.IN_HANDLING)
    scene.an.phone = ""
    scene.an.save(update_fields=["phone"])

    page = enter(scene.bo).get(url("contact", suggestion)).text

    assert "has left no telephone number here." in page
    assert f'href="/suggestions/{suggestion.code}/talk/"' in page
    assert "telephone —" not in page


@pytest.mark.parametrize(
    ("name", "act"),
    [
        ("reply", "Answer"),
        ("contact", "Record contact"),
        ("give_back", "Give it back"),
        ("extension", "Ask for more time"),
    ],
)
def test_a_page_says_above_the_title_what_is_done_on_it(scene, enter, name, act):
    suggestion = suggestion_at(scene, State.IN_HANDLING)
    with clock.moved(MORNING):
        page = enter(scene.bo).get(url(name, suggestion)).text
    above = page.partition('<p class="kicker">')[2].partition("<h1")[0]
    assert f"<strong>{act}</strong>" in above


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"kind": ""}, "kind", ""),
        ({"kind": "pigeon"}, "kind", ""),
        ({"held_on": ""}, "held_on", ""),
        ({"held_on": "yesterday"}, "held_on", ""),
        ({"held_on": "2026-03-06"}, "held_on", "That day has not come yet."),
        ({"held_on": "2026-03-04"}, "held_on", "before the case was assigned"),
        ({"note": ""}, "note", ""),
        ({"note": "长" * 1001}, "note", ""),
        ({"note": "a\0"}, "note", ""),
    ],
)
def test_a_wrong_talk_is_said_beside_its_field(scene, enter, changes, field, words):
    suggestion = suggestion_at(scene, State.IN_HANDLING)
    response = enter(scene.bo).post(url("contact", suggestion), talked(**changes))
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    assert f'id="id_talk-{field}_error"' in response.text
    assert words in response.text
    if field != "note":
        assert "约好了看现场。" in response.text
    assert not Contact.objects.exists()


# ── answer ──


def test_sign_talk_and_answer_are_one_form_for_a_simple_matter(scene, enter):
    suggestion = suggestion_at(scene, State.ASSIGNED)
    client = enter(scene.bo)
    assert "Sign and answer" in client.get(url("reply", suggestion)).text
    response = client.post(url("reply", suggestion), talked() | answered())
    assert response.headers["Location"] == suggestion.get_absolute_url()
    assert said(response) == ["The answer is with the author."]
    suggestion.refresh_from_db()
    assert suggestion.state == "replied"
    assert (Contact.objects.count(), Reply.objects.get().text) == (1, "书架已经降低。")


def test_after_a_talk_only_the_answer_is_asked_for(scene, enter):
    suggestion = suggestion_at(scene, State.IN_HANDLING)
    handling.contact(assignment=work(suggestion), talk=TALK, by=scene.bo, at=MORNING)
    enter(scene.bo).post(url("reply", suggestion), answered())
    suggestion.refresh_from_db()
    assert (suggestion.state, Contact.objects.count()) == ("replied", 1)


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        (talked() | answered(text=""), {"text"}),
        (talked() | answered(text="长" * 5001), {"text"}),
        (talked() | answered(text="a\0"), {"text"}),
        (talked() | answered(outcome_class="Z"), {"outcome_class"}),
        (talked(note="") | answered(), {"note"}),
        (answered(), {"kind", "held_on", "note"}),
    ],
)
def test_an_answer_that_lacks_something_is_not_half_given(scene, enter, body, fields):
    suggestion = suggestion_at(scene, State.ASSIGNED)
    before = everything()
    response = enter(scene.bo).post(url("reply", suggestion), body)
    wrong = {*response.context["form"].errors, *response.context["talk_form"].errors}
    assert (response.status_code, wrong) == (422, fields)
    if "text" not in fields:
        assert "书架已经降低。" in response.text
    assert everything() == before


def test_of_two_officers_the_slower_is_told_and_keeps_the_text(scene, enter):
    suggestion = suggestion_at(scene, State.IN_HANDLING)
    answer(scene, suggestion)
    before = everything()
    response = enter(make_officer(scene.unit)).post(
        url("reply", suggestion), answered(text="我也写了很久的答复。")
    )
    assert response.status_code == 409
    assert "Somebody else was faster" in response.text
    assert "我也写了很久的答复。" in response.text
    assert everything() == before


def test_a_double_tap_answers_once(scene, enter):
    suggestion = suggestion_at(scene, State.ASSIGNED)
    client = enter(scene.bo)
    first = client.post(url("reply", suggestion), talked() | answered())
    second = client.post(url("reply", suggestion), talked() | answered())
    assert [first.status_code, second.status_code] == [302, 409]
    assert (Reply.objects.count(), Contact.objects.count()) == (1, 1)


def test_an_answer_on_a_rest_day_counts(scene, enter):
    suggestion = suggestion_at(scene, State.ASSIGNED)
    with clock.moved(MORNING + timedelta(days=2)):
        enter(scene.bo).post(url("reply", suggestion), talked() | answered())
    assert work(suggestion).delivered_at == MORNING + timedelta(days=2)


@pytest.mark.parametrize("name", ["contact", "reply", "sign"])
def test_strangers_find_nothing_and_the_office_has_no_seat_here(scene, enter, name):
    suggestion = suggestion_at(scene, State.IN_HANDLING)
    other = make_officer(make_department("water"))
    for person, status in ((scene.cheng, 404), (other, 404), (scene.clerk, 403), (scene.an, 403)):
        assert enter(person).post(url(name, suggestion), {"x": "1"}).status_code == status


# ── what a page costs ──


def test_pages_of_the_unit_ask_as_much_for_three_rows_as_for_one(scene, enter):
    client = enter(scene.bo)
    suggestion = suggestion_at(scene, State.IN_HANDLING)
    handling.contact(assignment=work(suggestion), talk=TALK, by=scene.bo, at=MORNING)
    urls = (UNIT, url("contact", suggestion), url("reply", suggestion))
    first = {one: questions(client, one) for one in urls}
    for _number in range(2):
        handling.contact(assignment=work(suggestion), talk=TALK, by=scene.bo, at=MORNING)
        suggestion_at(scene, State.IN_HANDLING)
    assert {one: questions(client, one) for one in urls} == first
    assert max(first.values()) <= MOST_QUERIES


def test_the_unit_works_in_chinese(scene, enter):
    suggestion = suggestion_at(scene, State.ASSIGNED)
    client = enter(scene.bo, language="zh-hans")
    assert "答复" in client.get(url("reply", suggestion)).text
    wrong = client.post(url("reply", suggestion), talked(held_on="2026-03-06") | answered())
    assert "That day" not in wrong.text
    assert scene.unit.name_zh in client.get(url("reply", suggestion)).text


def test_nothing_is_chosen_for_the_officer(scene, enter):
    suggestion = suggestion_at(scene, State.ASSIGNED)
    page = enter(scene.bo).get(url("reply", suggestion))
    assert 'type="radio"' in page.text
    assert "checked" not in page.text


def test_the_sub_unit_stands_there_with_the_unit_that_it_belongs_to(scene, enter):
    above = make_department("culture")
    type(scene.unit).objects.filter(pk=scene.unit.pk).update(parent=above)
    suggestion = suggestion_at(scene, State.IN_HANDLING)
    page = enter(scene.an).get(suggestion.get_absolute_url())
    assert page.context["units"][0].name == "Department library (of Department culture)"
    assert "<strong>Department library (of Department culture)</strong>" in page.context["sentence"]
