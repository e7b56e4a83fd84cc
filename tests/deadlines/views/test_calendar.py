from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from deadlines.actions import calendars
from workdays import clock, gazette

ENGLISH = {"HTTP_ACCEPT_LANGUAGE": "en"}


def page(client: Client, year: int) -> str:
    response = client.get(reverse("deadlines:calendar", args=[year]), **ENGLISH)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.django_db
def test_anybody_may_look_up_which_days_count(client: Client) -> None:
    text = page(client, 2026)

    assert "248 working days" in text
    assert "National Day" in text
    assert "Provisional." not in text


@pytest.mark.django_db
def test_a_year_without_a_notice_is_marked(client: Client) -> None:
    assert "Provisional." in page(client, 2027)


@pytest.mark.django_db
def test_a_loaded_notice_is_named_and_linked(client: Client) -> None:
    (path,) = [path for path in gazette.committed() if path.stem == "2026"]
    notice = gazette.parse(path.read_text("utf-8"))
    calendars.load(notice=notice, by=None, at=clock.now())

    text = page(client, 2026)

    assert f'<a href="{notice.source}" lang="zh-Hans">国办发明电〔2025〕7号</a>' in text


@pytest.mark.django_db
def test_the_calendar_without_a_year_is_this_year_s(client: Client) -> None:
    with clock.moved(datetime(2025, 12, 31, 17, tzinfo=UTC)):
        response = client.get("/calendar/")

    assert response.headers["Location"] == "/calendar/2026/"


@pytest.mark.django_db
@pytest.mark.parametrize("year", ["1949", "2101", "26262"])
def test_years_beyond_all_notices_are_not_found(client: Client, year: str) -> None:
    assert client.get(f"/calendar/{year}/").status_code == 404


@pytest.mark.django_db
def test_the_calendar_is_read_only(client: Client) -> None:
    assert client.post("/calendar/2026/").status_code == 405


@pytest.mark.django_db
def test_a_year_costs_one_query_and_a_second_look_none(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        page(client, 2026)
    with django_assert_num_queries(0):
        page(client, 2025)
