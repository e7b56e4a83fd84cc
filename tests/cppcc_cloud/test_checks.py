"""System checks about the machine."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.db.backends.postgresql.base import DatabaseWrapper

from cppcc_cloud.checks import database_is_fit, knows_chinese, second_steps_are_fit


@pytest.fixture
def without_locale(transactional_db: None) -> Iterator[DatabaseWrapper]:
    """A database as a cluster made without a locale would have it."""
    name = f"{connection.settings_dict['NAME']}_dumb"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name}")
        cursor.execute(
            f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' "
            "LOCALE_PROVIDER libc LC_COLLATE 'C' LC_CTYPE 'C'"
        )
    dumb = connection.copy()
    dumb.settings_dict = {**connection.settings_dict, "NAME": name}
    yield dumb
    dumb.close()
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE {name}")


@pytest.mark.django_db
def test_this_database_knows_chinese():
    assert database_is_fit(None, databases=["default"]) == []


def test_a_cluster_without_a_locale_is_found_out_before_and_after_the_first_migrate(without_locale):
    assert not knows_chinese(without_locale)
    with without_locale.cursor() as cursor:
        cursor.execute("CREATE EXTENSION pg_trgm")
    assert not knows_chinese(without_locale)


@pytest.mark.django_db
def test_a_database_that_is_migrated_up_to_before_the_extension_can_be_migrated_further():
    with connection.cursor() as cursor:
        cursor.execute("DROP EXTENSION pg_trgm CASCADE")
    assert knows_chinese(connection)


def test_nothing_is_asked_where_no_database_was_named():
    assert database_is_fit(None, databases=None) == []


def test_a_role_that_relies_on_text_messages_without_a_gateway_is_named(settings):
    settings.MFA_REQUIRED_ROLES, settings.MFA_SMS_ROLES = (
        ("office", "auditor"),
        ("member", "office"),
    )
    assert second_steps_are_fit(None) == []

    settings.SMS_ENABLED = False

    [warning] = second_steps_are_fit(None)
    assert "The role office needs" in warning.msg


def test_a_role_that_is_none_is_named(settings):
    settings.MFA_SMS_ROLES = ("member", "offiec")
    settings.MFA_REQUIRED_ROLES = ("office", "haed")

    sms, more = second_steps_are_fit(None)
    assert ("MFA_SMS_ROLES names offiec" in sms.msg, "MFA_MORE_ROLES names haed" in more.msg) == (
        True,
        True,
    )
