"""What people write about themselves: their own row alone, and nothing left behind that fails."""

import pytest
from django.urls import reverse

from events.actions import outbox
from events.models import Event, Pending
from members import roles
from members.policies import hats
from tests.members.factories import make_member, make_user

pytestmark = pytest.mark.django_db


def test_a_changed_profile_is_noted_and_leaves_no_row_that_fails_for_ever(client):
    user = make_user()
    client.force_login(user)

    client.post(reverse("members:profile"), {"name": "安然", "phone": "", "language": ""})
    outbox.sweep()

    assert Event.objects.of("account", user.code).get().step == "profile_changed"
    assert not Pending.objects.exists()


def test_nobody_makes_more_of_themselves_than_they_are(client):
    user = make_member()
    client.force_login(user)
    more = {"is_staff": "on", "is_superuser": "on", "email": "x@example.org", "role": "office"}

    client.post(reverse("members:profile"), {"name": "安然", "phone": "", "language": ""} | more)

    after = type(user).objects.get(pk=user.pk)
    assert (after.name, after.email) == ("安然", user.email)
    assert (after.is_staff, after.is_superuser) == (False, False)
    assert hats(after).role_keys == (roles.Member.key,)
