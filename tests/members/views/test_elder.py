"""Large type: one switch on every page, kept for the browser and with the person."""

import re

import pytest
from django.test import Client

from tests.members.factories import make_member, make_user

pytestmark = pytest.mark.django_db
SWITCH = "/elder/"


def size(client, url="/help/"):
    page = client.get(url, follow=True).content.decode()
    found = re.search(r'<html[^>]*class="elder elder-(\d+)"', page)
    return found.group(1) if found else ""


def test_a_stranger_switches_on_the_first_screen_and_stays_there(client):
    assert SWITCH in client.get("/accounts/login/").content.decode()

    answer = client.post(SWITCH, {"size": "20", "next": "/accounts/login/"})

    assert answer["Location"] == "/accounts/login/"
    assert size(client, "/accounts/login/") == "20"
    client.post(SWITCH, {"size": "off"})
    assert size(client) == ""


@pytest.mark.parametrize("chosen", ["20", "25", "30"])
def test_three_sizes_are_kept_with_the_person_on_every_device(client, chosen):
    user = make_member()
    client.force_login(user)
    client.post(SWITCH, {"size": chosen})

    elsewhere = Client()
    elsewhere.force_login(user)

    assert size(elsewhere, "/suggestions/") == chosen


def test_ones_own_choice_goes_before_the_browsers(client):
    client.cookies["elder"] = "30"
    client.force_login(make_user(elder="off"))
    assert size(client) == ""

    client.force_login(make_user())
    assert size(client) == "30"


def test_what_is_no_size_is_the_usual_page_and_no_foreign_site_is_led_to(client):
    client.cookies["elder"] = '"><script>'
    assert size(client) == ""

    answer = client.post(SWITCH, {"size": "400", "next": "https://elsewhere.example/"})

    assert answer["Location"] == "/desk/"
    assert client.cookies["elder"].value == "off"


def test_another_site_cannot_switch_it():
    assert Client(enforce_csrf_checks=True).post(SWITCH, {"size": "20"}).status_code == 403


def test_filters_are_folded_there_and_only_there(client):
    client.force_login(make_member())
    assert "<summary>Show" not in client.get("/suggestions/").content.decode()

    client.post(SWITCH, {"size": "25"})

    assert "<summary>Show something else" in client.get("/suggestions/").content.decode()
