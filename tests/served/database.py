"""Databases for served processes: one is prepared for all, each test gets a copy of it."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg2
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from psycopg2 import sql

from workdays import calendar

ROOT = Path(__file__).resolve().parent.parent.parent


def url_of(name: str) -> str:
    """Where a database of the tests' cluster is reached."""
    return urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}"))


def own_name(purpose: str) -> str:
    """A database's name that no other process of the suite takes."""
    return _next_to_ours(purpose) + os.environ.get("PYTEST_XDIST_WORKER", "")


def migrated() -> str:
    """The name of a database with all tables."""
    return made_once("migrated", lambda name: manage(url_of(name), "migrate", "--verbosity", "0"))


def prepared() -> str:
    """The name of one with all tables and the reference data, the demo's units among them."""
    return made_once(
        "served", lambda name: manage(url_of(name), "load_reference", "--demo"), migrated
    )


def made_once(
    purpose: str, fill: Callable[[str], object], like: Callable[[], str] = lambda: "template1"
) -> str:
    """The name of a database that others are copied from; nobody works in it.

    The first process that asks fills it and the others wait: a copy takes a second, and all the
    migrations half a minute. It goes with its cluster.
    """
    name = _next_to_ours(purpose)
    with closing(psycopg2.connect(os.environ["DATABASE_URL"])) as link:
        link.autocommit = True
        with link.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(hashtext(%s))", [name])
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
            if cursor.fetchone() is None:
                begun = f"{name}_begun"
                make(begun, like=like())
                fill(begun)
                _say("ALTER DATABASE {} RENAME TO {}", begun, name)
    return name


def _next_to_ours(purpose: str) -> str:
    return urlsplit(os.environ["DATABASE_URL"]).path.lstrip("/") + f"_{purpose}"


def manage(database_url: str, *arguments: str, **variables: str) -> str:
    """Run one of the project's commands on a database; returns what it printed.

    Raises AssertionError with its complaint where it fails.
    """
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env={**os.environ, "ENVIRONMENT": "test", "DJANGO_SETTINGS_MODULE": "cppcc_cloud.settings"}
        | {"DATABASE_URL": database_url, **variables},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"manage.py {' '.join(arguments)}: {done.stderr}"
    return done.stdout


def make(name: str, *, like: str = "template1") -> None:
    """Make a database anew, as a copy of another one."""
    drop(name)
    _say("CREATE DATABASE {} TEMPLATE {}", name, like)


def drop(name: str) -> None:
    """Remove a database, whoever is still connected."""
    _say("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


def _say(statement: str, *names: str) -> None:
    with closing(psycopg2.connect(os.environ["DATABASE_URL"])) as link:
        link.autocommit = True
        with link.cursor() as cursor:
            cursor.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


@contextmanager
def seen_from_here(name: str) -> Iterator[None]:
    """Let this process's own models read and write that database meanwhile."""
    before = connection.settings_dict["NAME"]
    _turn_to(name)
    try:
        yield
    finally:
        _turn_to(before)


def _turn_to(name: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = name
    ContentType.objects.clear_cache()
    calendar.forget()
