"""What must be true of a machine before people work on it; `manage.py check --deploy` says so."""

import os
from collections.abc import Sequence

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import DatabaseError, connections
from django.db.backends.postgresql.base import DatabaseWrapper

from cppcc_cloud.environment import Environment
from members import roles

OLDEST_POSTGRESQL = 16
WHERE = "See docs/reference/settings.md."


@register(Tags.security)
def settings_are_fit(app_configs: object, **kwargs: object) -> list[CheckMessage]:
    """Name each setting that is missing, unreadable or unsafe."""
    return [
        Error(f"{problem.name} {problem.why}.", hint=WHERE, id="cppcc_cloud.E001")
        for problem in Environment(os.environ).problems()
    ]


@register(Tags.security)
def second_steps_are_fit(app_configs: object, **kwargs: object) -> list[CheckMessage]:
    """Name what keeps a role from the second step that the settings promise it."""
    named, needed = set(settings.MFA_SMS_ROLES), set(settings.MFA_REQUIRED_ROLES)
    found: list[CheckMessage] = [
        Error(f"{setting} names {key}, which is no role.", hint=WHERE, id="cppcc_cloud.E004")
        for setting, keys in (("MFA_SMS_ROLES", named), ("MFA_MORE_ROLES", needed))
        for key in sorted(keys - roles.BY_KEY.keys())
    ]
    if not settings.SMS_ENABLED:
        found += [
            Warning(
                f"The role {key} needs a second step and may have it by text message, but there "
                "is no gateway: those who have no app or passkey are asked to set one up.",
                hint="Set SMS_URL and SMS_KEY, or take the role out of MFA_SMS_ROLES.",
                id="cppcc_cloud.W005",
            )
            for key in sorted(named & needed)
        ]
    return found


@register(Tags.database)
def database_is_fit(
    app_configs: object, databases: Sequence[str] | None = None, **kwargs: object
) -> list[CheckMessage]:
    """A PostgreSQL that is new enough and knows Chinese letters."""
    found: list[CheckMessage] = []
    for alias in databases or ():
        connection = connections[alias]
        if not isinstance(connection, DatabaseWrapper):
            continue
        version = connection.pg_version // 10_000
        if version < OLDEST_POSTGRESQL:
            text = f"PostgreSQL {version} is too old: {OLDEST_POSTGRESQL} or newer is needed."
            found.append(Error(text, id="cppcc_cloud.E002"))
        if not knows_chinese(connection):
            found.append(
                Error(
                    "The database finds nothing in Chinese: show_trgm('政协') is empty.",
                    hint="Make the cluster with initdb --locale=C --lc-ctype=C.UTF-8 "
                    "--encoding=UTF8; after the first migrate pg_trgm is there.",
                    id="cppcc_cloud.E003",
                )
            )
    return found


def knows_chinese(connection: DatabaseWrapper) -> bool:
    """Whether trigrams of Chinese words exist: a cluster without a locale has none.

    `migrate` asks too, before a migration makes the extension: a database without it is asked
    whether it takes a Chinese character for a letter, which is what trigrams go by.
    """
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT to_regproc('show_trgm') IS NULL")
            if cursor.fetchone()[0]:
                cursor.execute("SELECT '政' ~ '^[[:alpha:]]$'")
            else:
                cursor.execute("SELECT cardinality(show_trgm('政协')) > 0")
            return bool(cursor.fetchone()[0])
    except DatabaseError:
        return False
