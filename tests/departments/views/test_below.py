from datetime import timedelta

import pytest

from members import roles
from members.models import Organ
from tests.departments.factories import make_department, make_officer
from tests.members.factories import make_organ, make_seat, make_user
from workdays.clock import today

DAY = timedelta(days=1)


@pytest.fixture
def county(db) -> Organ:
    return make_organ("430111")


def look(client, role=roles.OrganAdmin, organ="430100", page="/organ/below/"):
    client.force_login(make_seat(role, organ))
    return client.get(page)


def row_of(answer, code):
    return next(row for row in answer.context["rows"] if row.organ.pk == code)


def test_the_organ_above_sees_where_nobody_sits_and_since_when(client, county):
    make_seat(roles.OrganAdmin, "430111", until=today() - 3 * DAY)
    make_seat(roles.Office, "430111", user=make_user(name="文", phone="0731-82210000"))
    make_department("empty", "430111")
    make_officer(make_department("manned", "430111"))

    answer = look(client)

    row = row_of(answer, "430111")
    assert (row.admin.since, row.office) == (today() - 2 * DAY, None)
    assert (row.units, row.empty_units) == (2, 1)
    assert "0731-82210000" in answer.text
    assert "1 organ of 1 lacks people" in answer.text
    assert "the only one lacks people" in answer.text


def test_where_no_unit_has_anybody_all_are_said_to_be_empty(client, county):
    for code in ("one", "two"):
        make_department(code, "430111")

    assert "all 2" in look(client).text


def test_whoever_cannot_sign_in_any_more_sits_nowhere(client, county):
    make_seat(roles.Office, "430111", user=make_user(is_active=False))

    assert row_of(look(client), "430111").office.since is None


def test_an_organ_with_all_its_people_is_only_on_the_whole_list(client, county):
    for role in (roles.OrganAdmin, roles.Office):
        make_seat(role, "430111")

    assert "Everywhere below somebody has a seat." in look(client).text
    assert row_of(client.get("/organ/below/?show=all"), "430111").lacks is False


def test_the_units_without_anybody_are_listed_empty_for_longest_first(client, county):
    make_officer(make_department("left", "430111"), until=today() - 5 * DAY)
    make_department("never", "430111")
    make_officer(make_department("manned", "430111"))

    answer = look(client, page="/organ/below/430111/")

    found = [(one.unit.code, one.lack.since) for one in answer.context["units"]]
    assert found == [("never", None), ("left", today() - 4 * DAY)]


def test_the_page_of_an_organ_below_says_how_its_people_come(client, county):
    page = "/organ/below/430111/"
    assert "first_admin 430111" in look(client, page=page).text

    make_seat(roles.OrganAdmin, "430111")
    there = look(client, page=page).text
    assert "first_admin" not in there
    assert "enrolled by the administrator there" in there

    make_seat(roles.Office, "430111")
    assert "What to do" not in look(client, page=page).text


def test_the_office_sees_it_too_and_nobody_looks_sideways_or_up(client, county):
    make_organ("430200")
    assert look(client, roles.Office).status_code == 200
    assert look(client, roles.Auditor).status_code == 403
    for code in ("430200", "430000", "430100", "439999"):
        assert look(client, page=f"/organ/below/{code}/").status_code == 404
    there = look(client, organ="430111")
    assert there.status_code == 200
    assert "There are no organs below yours." in there.text


def test_the_list_asks_as_often_for_one_organ_as_for_many(
    client, county, django_assert_num_queries
):
    look(client)
    with django_assert_num_queries(10):
        client.get("/organ/below/?show=all")
    for number in range(1, 9):
        make_seat(roles.Office, f"43010{number}")
        make_department(f"unit-{number}", f"43010{number}")
    with django_assert_num_queries(10):
        page = client.get("/organ/below/?show=all")
    assert len(page.context["rows"]) == 9


def test_the_list_is_by_city_with_numbers_and_is_searched_by_name(client, county):
    make_organ("430200")
    make_seat(roles.Office, "430111")
    answer = look(client, organ="430000")

    found = {
        city.name: ([row.organ.pk for row in city.rows], city.total)
        for city in answer.context["cities"]
    }
    assert found == {
        "Changsha City": (["430100", "430111"], 2),
        "Zhuzhou City": (["430200"], 1),
    }
    assert all(f"<b>{name}</b>" in answer.text for name in found)
    counts = {one["key"]: one["count"] for one in answer.context["lists"]}
    assert counts == {"lacking": 3, "office": 2, "admin": 3, "units": 0, "all": 3}
    no_staff = client.get("/organ/below/?show=office")
    assert [row.organ.pk for row in no_staff.context["rows"]] == ["430100", "430200"]
    found = client.get("/organ/below/", {"q": "4302"})
    assert [row.organ.pk for row in found.context["rows"]] == ["430200"]
    assert "No organ of this list" in client.get("/organ/below/", {"q": "nowhere"}).text
