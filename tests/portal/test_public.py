"""The pages for everybody."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from suggestions.lifecycle import State
from tests.members.factories import make_member, make_organ
from tests.suggestions.factories import WORDS, make_scene, suggestion_at

pytestmark = pytest.mark.django_db
HOME, ABOUT = reverse("portal:home"), reverse("portal:about")


@pytest.fixture(autouse=True)
def _no_search_for_static_files(settings: Any) -> None:
    settings.WHITENOISE_AUTOREFRESH = True


def test_a_visitor_learns_what_it_is_and_where_to_sign_in(client):
    page = client.get(HOME)
    assert "A word that becomes a matter" in page.text
    assert reverse("account_login") in page.text
    way = ["Submitted", "Accepted", "Assigned", "In handling", "Answered", "Rated"]
    assert [station.label for station in page.context["stations"]] == way


def test_whoever_is_signed_in_goes_to_their_desk_and_still_finds_the_page(client):
    client.force_login(make_member())
    assert client.get(HOME).headers["Location"] == reverse("suggestions:desk")
    assert reverse("suggestions:desk") in client.get(ABOUT).text


def test_about_says_who_runs_it_and_whom_to_ask(client):
    make_organ("430000")
    page = client.get(ABOUT)
    assert "Who runs it" in page.text
    assert [found.asked.pk for found in page.context["contacts"]] == ["430000"]
    assert reverse("members:help") in page.text


@pytest.mark.parametrize("page", [HOME, ABOUT])
def test_the_public_pages_only_show(client, page):
    assert client.post(page).status_code == 405
    assert client.head(page).status_code == 200


def test_a_visitors_page_asks_nothing_of_the_database(client, django_assert_num_queries):
    client.get(HOME)
    with django_assert_num_queries(0):
        client.get(HOME)


def test_nothing_of_any_case_is_public(client):
    suggestion = suggestion_at(make_scene(), State.REPLIED)
    page = client.get(HOME)
    for words in (suggestion.code, suggestion.title, WORDS.situation, "安"):
        assert words not in page.text
    assert client.get(suggestion.get_absolute_url()).status_code == 302


def test_the_front_page_is_chinese_for_whoever_reads_chinese():
    page = Client(headers={"Accept-Language": "zh-CN,zh;q=0.9"}).get(HOME)
    assert 'lang="zh-Hans"' in page.text
    assert "A word that becomes a matter" not in page.text
    assert "登录" in page.text
