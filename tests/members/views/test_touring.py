"""Three sentences on top of each desk, until somebody has put them away."""

import re

import pytest

from members import roles
from tests.departments.factories import make_department, make_officer
from tests.members.factories import make_member, make_seat

pytestmark = pytest.mark.django_db
TOUR = "/account/introduction/"
PEOPLE = {
    "member": (make_member, "/suggestions/"),
    "office": (lambda: make_seat(roles.Office), "/office/"),
    "unit": (lambda: make_officer(make_department("jyt")), "/unit/"),
    "arbiter": (lambda: make_seat(roles.Arbiter), "/disputes/"),
}


def test_the_third_sentence_tells_a_head_of_signing_and_an_officer_of_answering(client):
    unit = make_department("jyt")
    for role, words in ((roles.Head, "then sign it off"), (roles.Officer, "then answer")):
        client.force_login(make_officer(unit, role=role))
        assert words in client.get("/unit/", headers={"accept-language": "en"}).content.decode()


@pytest.mark.parametrize("desk", PEOPLE)
def test_each_desk_has_three_that_point_at_what_is_there(client, desk):
    make, url = PEOPLE[desk]
    client.force_login(make())
    page = client.get(url).content.decode()

    steps = re.findall(r'<li><a href="#(tour-\d)">', page)

    assert steps == ["tour-1", "tour-2", "tour-3"]
    assert [page.count(f'id="{step}"') for step in steps] == [1, 1, 1]

    assert client.post(TOUR, {"desk": desk, "next": url})["Location"] == url
    assert "tour-heading" not in client.get(url).content.decode()


def test_a_phone_shows_one_sentence_and_the_way_to_the_next(client):
    client.force_login(make_member())
    for asked, here, following in (("", "1", "2"), ("?tour=2", "2", "3"), ("?tour=9", "1", "2")):
        page = client.get(f"/suggestions/{asked}").content.decode()
        assert f'class="tour tour-at-{here}"' in page
        assert f'href="?tour={following}#tour-{following}"' in page
    assert 'class="tour tour-at-3"' in client.get("/suggestions/?tour=3").content.decode()


def test_it_is_put_away_for_one_desk_and_comes_back_from_the_page_of_help(client):
    user = make_member()
    make_seat(roles.Office, user=user)
    client.force_login(user)
    client.post(TOUR, {"desk": "office"})
    assert "tour-heading" in client.get("/suggestions/").content.decode()
    assert "tour-heading" not in client.get("/office/").content.decode()
    assert f'action="{TOUR}"' in client.get("/help/").content.decode()

    assert client.post(TOUR, {"again": "1"})["Location"] == "/desk/"

    assert "tour-heading" in client.get("/office/").content.decode()


def test_nothing_but_a_desk_is_kept_and_no_foreign_site_is_led_to(client):
    user = make_member()
    client.force_login(user)
    for desk in ("", "x" * 21, "A<b>", "member", "member"):
        answer = client.post(TOUR, {"desk": desk, "next": "https://elsewhere.example/"})
        assert answer["Location"] == "/desk/"
    user.refresh_from_db()
    assert user.toured == ["member"]
