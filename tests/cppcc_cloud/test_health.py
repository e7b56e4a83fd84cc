"""/livez and /readyz."""

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder

from cppcc_cloud import health
from events.actions import ledger
from workdays import clock

NOON = datetime(2026, 3, 5, 4, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _forget_what_was_seen():
    health.MIGRATED.clear()
    yield
    health.MIGRATED.clear()


def test_livez_asks_nobody(client):
    answer = client.get("/livez")
    assert (answer.status_code, answer.json()) == (200, {"live": True})
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_readyz_says_what_it_looked_at(client):
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()) == (
        200,
        {
            "ready": True,
            "disk": True,
            "database": True,
            "migrations": True,
            "oldest_pending_seconds": 0,
            "late": False,
            "stuck_jobs": 0,
        },
    )


@pytest.mark.django_db
def test_health_is_told_whatever_the_host_and_without_a_cookie(client):
    answer = client.get("/readyz", headers={"host": "10.0.0.7:8000"})
    assert answer.status_code == 200
    assert answer.cookies == {}


@pytest.mark.django_db
def test_a_backlog_is_told_but_takes_nobody_out_of_service(client):
    with transaction.atomic():
        ledger.record(kind="test", code="T1", step="begin", by=None, at=NOON)

    with clock.moved(NOON + timedelta(minutes=16)):
        answer = client.get("/readyz")

    assert answer.status_code == 200
    assert answer.json()["oldest_pending_seconds"] == 16 * 60
    assert answer.json()["late"] is True


@pytest.mark.django_db
def test_tables_older_than_the_code_are_not_ready(client):
    MigrationRecorder(connection).migration_qs.filter(app="events").delete()

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.json()["migrations"] is False


@pytest.mark.django_db
def test_a_full_disk_is_not_ready(client, settings):
    settings.READY_MIN_DISK_MB = 10**9
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["disk"]) == (503, False)


ASK = """
from django.core.wsgi import get_wsgi_application
from django.test import Client
get_wsgi_application()
answer = Client().get("/readyz")
print(answer.status_code, answer.json()["database"])
"""


def test_a_database_that_does_not_answer_is_not_ready(root):
    env = os.environ | {"DATABASE_URL": "postgres://nobody@127.0.0.1:1/none"}
    done = subprocess.run(
        [sys.executable, "-c", ASK], cwd=root, env=env, capture_output=True, text=True, check=True
    )
    assert done.stdout == "503 False\n"


@pytest.mark.parametrize("path", ["/livez", "/readyz"])
def test_health_is_only_read(client, path):
    assert client.post(path).status_code == 405
