"""The page of help: one's own role first, and what the menu holds for whom."""

import pytest
from django.urls import reverse

from members import roles
from tests.members.factories import make_member, make_seat

pytestmark = pytest.mark.django_db
HELP = reverse("members:help")


def test_ones_own_role_is_read_first_and_the_others_are_folded(client):
    client.force_login(make_member())
    first, folded = client.get(HELP).text.split("For other roles")
    assert "As a member" in first
    assert "Query code" in first
    assert "As office staff" not in first
    assert "As office staff" in folded


def test_a_visitor_reads_all_of_it(client):
    page = client.get(HELP).text
    assert "As a member" in page
    assert "As office staff" in page
    assert "For other roles" not in page


def test_it_says_what_everybody_changes_by_themselves(client):
    assert "e-mail address and mobile number you change under" in client.get(HELP).text


def test_the_menu_of_a_member_holds_help_and_nothing_of_desks(client):
    client.force_login(make_member())
    page = client.get(reverse("members:profile")).text
    menu = page.partition('class="menu-sheet"')[2].partition("</details>")[0]
    assert f'href="{HELP}"' in menu
    for name in ("jobs:mine", "gateway:about"):
        assert f'href="{reverse(name)}"' not in page


def test_who_sits_in_an_office_finds_long_work_and_what_programs_can_do(client):
    client.force_login(make_seat(roles.Office))
    page = client.get(reverse("members:profile")).text
    for name in ("jobs:mine", "gateway:about"):
        assert f'href="{reverse(name)}"' in page
