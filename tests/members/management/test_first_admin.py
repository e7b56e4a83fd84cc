import re

import pytest
from django.core.management import CommandError, call_command

from members.models import Organ, User
from members.policies import hats
from tests.members.factories import PASSWORD

pytestmark = pytest.mark.django_db


def link(out):
    return re.search(r"https?://[^/\s]+(/\S+)", out)[1]


def test_first_admin_opens_an_empty_system(client, capsys):
    call_command("first_admin", "430111", "Admin@example.org")

    path = link(capsys.readouterr().out)
    page = client.get(path, follow=True)
    done = client.post(page.redirect_chain[-1][0], {"password1": PASSWORD, "password2": PASSWORD})
    again = client.get(path)

    user = User.objects.get()
    assert done.status_code == 302
    assert user.check_password(PASSWORD)
    assert (hats(user).admin_of, hats(user).office_of) == (("430111",), ("430111",))
    assert Organ.objects.count() == 137
    assert again.context["token_fail"], "the link works once"


def test_first_admin_refuses_politely_when_there_is_one(capsys):
    call_command("first_admin", "430000", "admin@example.org")

    with pytest.raises(CommandError, match="has an administrator already; nothing was changed"):
        call_command("first_admin", "430000", "second@example.org")
    assert User.objects.count() == 1


def test_first_admin_prints_a_fresh_link_until_it_was_used(capsys):
    call_command("first_admin", "430000", "admin@example.org")
    call_command("first_admin", "430000", "admin@example.org")

    assert capsys.readouterr().out.count("/password/reset/key/") == 2
    assert User.objects.count() == 1


@pytest.mark.parametrize(
    ("organ", "email", "said"),
    [
        ("430000", "no address", "is no e-mail address"),
        ("999999", "a@example.org", "no organ with the code 999999"),
    ],
)
def test_first_admin_names_what_is_wrong(organ, email, said):
    with pytest.raises(CommandError, match=said):
        call_command("first_admin", organ, email)
    assert not User.objects.exists()
