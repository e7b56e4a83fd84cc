"""The gallery, the language switch, the sign of life and the pages for bad moments."""

import pytest
from django.template.loader import get_template
from django.test import Client
from django.utils import translation

from tests.members.factories import make_user

ERRORS = ["400", "403", "403_csrf", "404", "405", "409", "413", "429"]


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_gallery_shows_every_piece_in_both_languages(client, language):
    answer = client.get("/design/", headers={"accept-language": language})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'data-theme="light" lang="zh-Hans"' in page
    assert 'data-theme="dark" lang="en"' in page
    assert "关于改善省图书馆少儿阅览室采光与书架高度的建议" in page
    assert page.count("<h1>") == 1


@pytest.mark.django_db
def test_in_production_a_stranger_finds_no_gallery(client, settings):
    settings.ENVIRONMENT = "production"
    assert client.get("/design/").status_code == 404


@pytest.mark.django_db
def test_the_language_is_switched_for_the_pages_that_follow(client):
    answer = client.post("/language/", {"language": "zh-hans", "next": "/design/"})
    assert (answer.status_code, answer["Location"]) == (302, "/design/")
    assert '<html lang="zh-Hans"' in client.get("/design/").content.decode()


@pytest.mark.django_db
def test_the_switch_leads_to_no_foreign_site(client):
    answer = client.post("/language/", {"language": "en", "next": "https://elsewhere.example/"})
    assert answer["Location"] == "/"


@pytest.mark.django_db
def test_another_site_cannot_switch_the_language():
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/language/", {"language": "en"}).status_code == 403


@pytest.mark.django_db
def test_a_visitor_is_not_there(client):
    assert client.get("/still-here/").status_code == 401


@pytest.mark.django_db
def test_whoever_is_signed_in_is_still_there(client):
    client.force_login(make_user())
    answer = client.get("/still-here/")
    assert answer.status_code == 204
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_the_page_of_somebody_signed_in_names_them_and_offers_the_way_out(client):
    someone = make_user(name="安然")
    client.force_login(someone)
    page = client.get("/design/").content.decode()
    assert f'data-who="{someone.code}"' in page
    assert "安然" in page
    assert "data-sign-out" in page


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("code", ERRORS)
def test_a_bad_moment_has_a_calm_page_even_without_a_request(code, language):
    with translation.override(language):
        page = get_template(f"{code}.html").render()
    assert page.count("<h1>") == 1
    assert code[:3] in page
    assert 'class="btn"' in page


def test_our_own_fault_needs_neither_database_nor_context():
    page = get_template("500.html").render()
    assert "是我们这边的问题" in page
    assert "on our side" in page


def test_who_came_second_gets_their_words_back():
    words = {"words": ["What I wrote <here>"], "message": "It was answered.", "url": "/x/"}
    page = get_template("409.html").render(words)
    assert "What I wrote &lt;here&gt;" in page
    assert "It was answered." in page
    assert 'href="/x/"' in page


@pytest.mark.django_db
def test_a_page_that_does_not_exist_says_so_in_the_house_s_own_look(client):
    answer = client.get("/no/such/page/")
    assert answer.status_code == 404
    assert "There is no such page" in answer.content.decode()


@pytest.mark.django_db
def test_pages_load_their_styles_from_the_site_itself(client):
    page = client.get("/design/").content.decode()
    assert "/static/css/tokens.css" in page
    assert "http://" not in page.replace("http://www.w3.org", "").replace("http://testserver", "")


@pytest.mark.django_db
def test_a_visitor_whose_address_leads_nowhere_is_shown_the_ways_on(client):
    page = client.get("/suggestions/2026-99999/nowhere/", headers={"accept-language": "en"})
    assert page.status_code == 404
    assert "sign in first" in page.text
    assert 'href="/accounts/login/"' in page.text
    assert 'href="/published/"' in page.text


@pytest.mark.django_db
def test_whoever_is_signed_in_is_led_back_to_the_desk(client):
    client.force_login(make_user())
    page = client.get("/nowhere/", headers={"accept-language": "en"})
    assert (page.status_code, 'href="/desk/">To your desk' in page.text) == (404, True)
    assert "sign in first" not in page.text
