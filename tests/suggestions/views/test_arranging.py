"""A desk's list as somebody wants it: words looked for, views of one's own, columns."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from events.models import Event
from members import roles
from members.models import SavedFilter
from members.models.saved_filter import MOST_SAVED
from suggestions import desks, leads
from suggestions.filters import COLUMNS, LONGEST_WORDS
from suggestions.lifecycle import State
from tests.members.factories import make_seat
from tests.suggestions.factories import MORNING, WORDS, submit, suggestion_at
from workdays import clock

KEEP = "/lists/office/keep/"


@pytest.fixture(autouse=True)
def _morning():
    with clock.moved(MORNING):
        yield


@pytest.fixture
def office(client, scene):
    client.force_login(scene.clerk)
    return client


def titled(scene, title):
    return submit(scene, words=type(WORDS)(title, WORDS.situation, WORDS.ask))


def shown(answer):
    return [row.suggestion for row in answer.context["rows"]]


def test_words_find_titles_places_and_numbers_within_the_filter(office, scene):
    lamp, bus = titled(scene, "修好路灯"), titled(scene, "Bus stop at the school")
    answered = suggestion_at(scene, State.REPLIED)

    assert shown(office.get("/office/?q=路灯")) == [lamp]
    assert shown(office.get("/office/?q=bus STOP")) == [bus]
    assert shown(office.get(f"/office/?q={bus.code}")) == [bus]
    place = lamp.place.name
    assert set(shown(office.get(f"/office/?show=all&q={place}"))) == {lamp, bus, answered}
    assert shown(office.get(f"/office/?q={answered.code}")) == []
    assert "holds “%_”" in office.get("/office/?show=late&q=%25_").content.decode()


def test_a_chip_counts_what_holds_the_words(office, scene):
    lamp = titled(scene, "修好路灯")
    titled(scene, "Bus stop at the school")
    with clock.moved(lamp.due_at + timedelta(days=1)):
        office.force_login(scene.clerk)
        assert counts(office.get("/office/"))["ours"] == "2"
        found = counts(office.get("/office/?q=路灯"))
        assert (found["ours"], found["late"]) == ("1", "1")
        assert counts(office.get("/office/?q=nothing"))["ours"] == "0"


def counts(page):
    return {
        chip.url.partition("show=")[2].partition("&")[0]: chip.count
        for chip in page.context["chips"]
    }


def test_a_unit_finds_its_own(client, scene):
    case = suggestion_at(scene, State.IN_HANDLING)
    suggestion_at(scene, State.ACCEPTED)
    client.force_login(scene.bo)
    assert shown(client.get(f"/unit/?show=all&q={case.title}")) == [case]
    assert shown(client.get("/unit/?show=promises&q=x")) == []


def test_a_search_within_a_filter_says_how_many_there_are_in_all(office, scene, monkeypatch):
    waiting = titled(scene, "修好路灯")
    for _case in range(2):
        suggestion_at(scene, State.REPLIED)
    page = office.get(f"/office/?q={WORDS.situation[:2]}")
    assert shown(page) == [waiting]
    beyond = page.context["beyond"]
    assert (str(beyond.label), beyond.count) == ("All", "3")
    assert "Found under “All”: 3" in page.content.decode()
    assert len(shown(office.get(f"/office/{beyond.url}"))) == 3
    monkeypatch.setattr(desks, "MOST_COUNTED", 1)
    monkeypatch.setattr(leads, "MOST_COUNTED", 1)
    assert office.get(f"/office/?q={WORDS.situation[:2]}").context["beyond"].count == "1+"


def test_an_empty_search_leads_to_where_something_is(office, scene):
    suggestion_at(scene, State.REPLIED)
    page = office.get("/office/?q=书架").content.decode()
    assert "holds “书架”" in page
    assert page.count("Found under “All”: 1") == 1
    assert office.get("/office/?q=不存在").context["beyond"] is None


def test_where_nothing_more_is_nothing_is_said(office, client, scene):
    suggestion_at(scene, State.ASSIGNED)
    assert office.get("/office/?show=all&q=书架").context["beyond"] is None
    assert office.get("/office/?show=units&q=书架").context["beyond"] is None
    client.force_login(scene.bo)
    assert client.get("/unit/?q=书架").context["beyond"] is None
    assert client.get("/unit/?show=answered&q=书架").context["beyond"].count == "1"


def test_filters_and_pages_keep_the_words(office, scene):
    for _case in range(31):
        titled(scene, "修好路灯")
    answer = office.get("/office/?q=路灯")
    assert "q=%E8%B7%AF%E7%81%AF" in answer.context["page"].older_url
    assert all("q=%E8" in chip.url for chip in answer.context["chips"])


def test_a_view_is_kept_with_known_filters_only(office, scene):
    said = {"name": " 逾期的  路灯 ", "show": "late", "q": "路" * 99, "next": "http://evil.example"}
    assert office.post(KEEP, said).status_code == 302

    saved = SavedFilter.objects.get()
    assert (saved.owner, saved.listing, saved.name) == (scene.clerk, "office", "逾期的 路灯")
    assert "evil" not in saved.query
    answer = office.get(f"/office/?{saved.query}")
    assert answer.context["view"].key == "late"
    assert answer.context["asked"].words == "路" * LONGEST_WORDS
    assert [chip.is_current for chip in answer.context["saved"]] == [True]
    line = Event.objects.get(kind="account", step="lists_arranged")
    assert line.data == {"list": "office", "did": "kept"}


def test_an_unknown_filter_is_the_first_one(office):
    office.post(KEEP, {"name": "a", "show": "nonsense"})
    assert SavedFilter.objects.get().query == "show=waiting"


@pytest.mark.parametrize("name", ["", "   ", "x" * 41])
def test_a_name_that_does_not_fit_is_said_beside_it(office, name):
    answer = office.post(KEEP, {"name": name, "show": "late"})
    assert answer.status_code == 422
    assert answer.context["form"].errors["name"]
    assert 'name="show" value="late"' in answer.content.decode()


def test_a_name_stands_once_and_there_are_twenty_at_most(office):
    for number in range(MOST_SAVED):
        assert office.post(KEEP, {"name": f"v{number}"}).status_code == 302
    assert office.post(KEEP, {"name": "one more"}).status_code == 422
    SavedFilter.objects.get(name="v3").delete()
    assert "You have a view of that name" in office.post(KEEP, {"name": "v4"}).content.decode()


def test_a_view_is_renamed_and_deleted(office):
    for name in ("first", "second"):
        office.post(KEEP, {"name": name})
    code = SavedFilter.objects.get(name="first").code
    assert office.post(f"/lists/views/{code}/", {"name": "second"}).status_code == 422
    assert office.post(f"/lists/views/{code}/", {"name": "third"}).status_code == 302
    names = [saved.name for saved in office.get("/lists/office/views/").context["saved"]]
    assert names == ["third", "second"]
    office.post(f"/lists/views/{code}/delete/")
    assert [saved.name for saved in SavedFilter.objects.all()] == ["second"]


def test_nobody_else_sees_a_view(office, client, scene):
    office.post(KEEP, {"name": "mine"})
    code = SavedFilter.objects.get().code
    client.force_login(make_seat(roles.Office, scene.organ.code))
    assert client.get("/office/").context["saved"] == []
    assert client.get(f"/lists/views/{code}/").status_code == 404
    assert client.post(f"/lists/views/{code}/", {"name": "stolen"}).status_code == 404
    assert client.post(f"/lists/views/{code}/delete/").status_code == 404


def test_the_columns_are_those_that_were_chosen(office, scene):
    submit(scene)
    usual = office.get("/office/").content.decode()
    assert 'data-label="Due"' in usual
    assert 'data-label="Submitted"' not in usual

    answer = office.post("/lists/office/columns/", {"columns": ["submitted"], "show": "all"})
    assert answer.headers["Location"] == "/office/?show=all"
    changed = office.get("/office/").content.decode()
    assert 'data-label="Due"' not in changed
    assert 'data-label="Submitted"' in changed


def test_a_list_without_any_column_is_refused_and_keeps_what_it_had(office, scene):
    submit(scene)
    office.post("/lists/office/columns/", {"columns": ["submitted"]})

    refused = office.post("/lists/office/columns/", {"show": "all"})

    assert refused.status_code == 422
    assert "Please leave at least one column beside the matter." in refused.text
    assert 'data-label="Submitted"' in office.get("/office/").text


def test_where_the_unit_has_its_column_it_is_not_named_under_the_title_too(client, scene):
    suggestion_at(scene, State.IN_HANDLING)
    client.force_login(scene.bo)
    desk = reverse("suggestions:unit")

    def table():
        return client.get(desk).text.split("<tbody>")[1].split("</tbody>")[0]

    assert table().count(scene.unit.short_name) == 1
    client.post("/lists/unit/columns/", {"columns": list(COLUMNS), "show": "waiting", "q": ""})
    assert "Office in charge" in table()
    assert table().count(scene.unit.short_name) == 1


def test_a_column_that_nobody_knows_is_refused(office):
    assert office.post("/lists/office/columns/", {"columns": ["author"]}).status_code == 422


@pytest.mark.parametrize("end", ["keep", "views", "columns"])
def test_only_whoever_has_the_desk_arranges_it(client, scene, end):
    client.force_login(scene.bo)
    assert client.get(f"/lists/office/{end}/").status_code == 403
    assert client.get(f"/lists/unit/{end}/").status_code == 200
    assert client.get(f"/lists/nowhere/{end}/").status_code == 404


def test_what_is_kept_costs_no_query_more(office, scene, django_assert_num_queries):
    submit(scene)
    office.get(reverse("suggestions:office"))
    with CaptureQueriesContext(connection) as few:
        office.get(reverse("suggestions:office"))
    usual = len(few)
    assert usual <= 12
    for number in range(3):
        office.post(KEEP, {"name": f"v{number}"})
    office.get(reverse("suggestions:office"))
    with django_assert_num_queries(usual):
        assert len(office.get(reverse("suggestions:office")).context["saved"]) == 3
