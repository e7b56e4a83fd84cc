"""The gallery shows every piece, and what one chooses to see of it."""

import pytest
from django.template.loader import get_template

from design.views.sections import GROUPS
from tests.members.factories import make_user

PIECES = [anchor for _group, _name, sections in GROUPS for anchor, _heading, _use in sections]


@pytest.mark.django_db
def test_each_piece_has_its_anchor_once_and_its_group(client):
    page = client.get("/design/").content.decode()
    assert len(set(PIECES)) == len(PIECES)
    assert [one for one in PIECES if page.count(f' id="{one}"') != 1] == []
    assert [group for group, *_rest in GROUPS if f'id="{group}"' not in page] == []


def test_each_piece_is_a_template():
    assert all(get_template(f"design/parts/{one}.html") for one in PIECES)


@pytest.mark.django_db
def test_one_light_large_type_or_text_twice_as_large_can_be_chosen(client):
    night = client.get("/design/?light=dark&size=30").content.decode()
    assert 'data-theme="light"' not in night
    assert night.count('data-theme="dark"') == 2 * len(PIECES)
    assert 'class="elder elder-30"' in night
    assert "is-doubled" in client.get("/design/?size=200").content.decode()
    odd = client.get("/design/?light=odd&size=1000").content.decode()
    assert 'class="elder elder-' not in odd
    assert 'data-theme="odd"' not in odd


@pytest.mark.django_db
def test_a_page_that_is_not_there_says_where_to_go_on(client):
    page = client.get("/nowhere/").content.decode()
    assert 'href="/query/"' in page
    assert 'href="/published/"' in page
    assert 'href="/desk/"' not in page
    client.force_login(make_user())
    assert "your desk" in client.get("/nowhere/").content.decode().lower()
