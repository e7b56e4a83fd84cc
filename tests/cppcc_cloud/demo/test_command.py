"""`manage.py seed_demo` keeps away from where real people are."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings

from members.models import User


@override_settings(IS_PRODUCTION=True)
def test_the_demo_is_refused_in_production():
    with pytest.raises(CommandError, match="not in production"):
        call_command("seed_demo", stdout=StringIO())


def test_the_demo_is_refused_beside_real_people(db):
    User.objects.create_user("an@example.org")
    with pytest.raises(CommandError, match="not the demo's"):
        call_command("seed_demo", stdout=StringIO())


def test_no_more_than_a_million_cases_are_made(db):
    with pytest.raises(CommandError, match="up to 1000000"):
        call_command("seed_demo", scale=1_000_001, stdout=StringIO())
