"""How it works: the working days are those that hold today."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from deadlines.models import DeadlinePolicy
from tests.members.factories import make_organ
from tests.suggestions.factories import MORNING
from workdays import clock

pytestmark = pytest.mark.django_db
HOW = reverse("portal:how")


@pytest.fixture(autouse=True)
def _morning(settings):
    settings.WHITENOISE_AUTOREFRESH = True
    with clock.moved(MORNING):
        yield


def visitor(language="en"):
    return Client(headers={"Accept-Language": language})


def test_it_says_the_working_days_that_the_organ_above_all_keeps():
    top = make_organ("430000")
    before = visitor().get(HOW)
    assert "The office, within 2 working days" in before.text
    DeadlinePolicy.objects.create(
        organ=top, phase="review", working_days=3, since=MORNING.date() - timedelta(days=1)
    )
    after = visitor().get(HOW)
    assert "The office, within 3 working days" in after.text
    assert before.headers["ETag"] != after.headers["ETag"]


def test_a_city_changes_nothing_for_everybody():
    make_organ("430000")
    DeadlinePolicy.objects.create(
        organ=make_organ("430100"), phase="review", working_days=9, since=MORNING.date()
    )
    assert "within 9" not in visitor().get(HOW).text


def test_it_shows_one_list_of_six_steps_each_with_a_drawing():
    make_organ("430000")
    page = visitor().get(HOW)
    assert page.text.count('<svg class="drawing"') == 6
    assert "river" not in page.text, "two lists of steps beside one another are not the same six"


def test_it_is_there_before_there_is_any_organ():
    assert visitor().get(HOW).status_code == 200


def test_it_is_written_in_chinese_too():
    make_organ("430000")
    page = visitor("zh").get(HOW)
    assert "从一句话到一件实事" in page.text
    assert '机关，<span class="date">2 个工作日</span>内' in page.text


@pytest.mark.parametrize("page", [reverse("portal:home"), reverse("members:help")])
def test_home_and_help_lead_there(page):
    assert f'href="{HOW}"' in visitor().get(page).text


def test_home_leads_to_what_everybody_can_look_up_and_to_the_search():
    page = visitor().get(reverse("portal:home"))
    for name in ("portal:how", "portal:query", "reports:places"):
        assert f'href="{reverse(name)}"' in page.text
    assert f'href="{reverse("reports:year", args=[2026])}"' in page.text
    assert f'action="{reverse("portal:published")}"' in page.text


def test_whoever_was_given_a_code_finds_where_to_type_it_at_the_top_of_the_front_page():
    make_organ("430000")
    text = visitor().get(reverse("portal:home")).text
    first = text[: text.index('id="way-heading"')]
    assert f'href="{reverse("portal:query")}"' in first


@pytest.mark.parametrize("typed", ["2026-00417", "２０２６ 00417", "202600417"])
def test_who_types_the_number_of_a_case_is_told_what_a_query_code_looks_like(typed):
    page = visitor().post(reverse("portal:query"), {"code": typed})
    assert page.status_code == 422
    assert "This is the number of the case. The query code has 12 signs" in page.text
    other = visitor().post(reverse("portal:query"), {"code": "7K3M-9PQR-2TXW"}).text
    assert "This is the number of the case" not in other
