"""A backup, and what it becomes on an empty cluster: the same rows, the same files."""

import json
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import psycopg2
import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from psycopg2 import sql

from cppcc_cloud import backup
from cppcc_cloud.backup import copies, database
from files import store
from files.models import Attachment
from launcher.postgres import Postgres
from members.actions import limits
from members.models import User
from notifications.actions import letters
from suggestions.lifecycle import State
from tests.files.samples import a_pdf, keep
from tests.served.database import url_of
from tests.suggestions.factories import make_scene, suggestion_at
from workdays import clock

ROOT = Path(__file__).resolve().parent.parent.parent
SOMEBODY_S = "a session is no backup's business"


@pytest.fixture
def root(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    return settings.MEDIA_ROOT


@pytest.fixture
def kept(transactional_db, root):
    """A suggestion with its ledger, a photo and a document, and somebody who is signed in."""
    scene = make_scene()
    suggestion_at(scene, State.CLOSED)
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO django_session VALUES (%s, 'x', now())", [SOMEBODY_S[:32]])
    limits.take(what="codes", key="somebody", most=5, seconds=60)
    letters.post(
        reader=scene.an, code=scene.an.code, step="login_code", subject="", body="1", at=clock.now()
    )
    return [keep(scene.an), keep(scene.an, a_pdf())]


@pytest.fixture
def elsewhere(tmp_path):
    """An empty cluster, and an environment in which manage.py uses it."""
    cluster = Postgres(tmp_path / "postgres", tmp_path / "postgres.log", throwaway=True)
    cluster.start()
    there = {"DATABASE_URL": cluster.url, "MEDIA_ROOT": str(tmp_path / "there")}
    yield os.environ | there
    cluster.stop()


def manage(environment, *arguments):
    """Run manage.py as somebody would who brings a machine back."""
    command = [sys.executable, "manage.py", *map(str, arguments)]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr


def rows(url):
    """Every row of every table, as text; by table."""
    with psycopg2.connect(url) as there, there.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables = [name for [name] in cursor.fetchall() if name not in database.PASSING]
        found = {}
        for table in tables:
            cursor.execute(
                sql.SQL("SELECT t::text FROM {} t ORDER BY 1").format(sql.Identifier(table))
            )
            found[table] = [row for [row] in cursor.fetchall()]
        cursor.execute("SELECT schemaname || sequencename, last_value FROM pg_sequences")
        return found | {"sequences": sorted(map(str, cursor.fetchall()))}


def test_it_comes_back_whole_on_an_empty_cluster(kept, root, elsewhere, tmp_path):
    target = tmp_path / "backup"
    output = StringIO()
    call_command("backup", target, stdout=output)
    assert "3 files" in output.getvalue()  # a photo has its small picture

    code, said = manage(elsewhere, "restore", target)
    assert code == 0, said
    assert "3 files and the database" in said

    before, after = rows(url_of(connection.settings_dict["NAME"])), rows(elsewhere["DATABASE_URL"])
    assert before["members_user"]
    assert before["events_event"]
    assert after == before
    there = Path(elsewhere["MEDIA_ROOT"])
    assert files_below(there) == files_below(root)
    assert manage(elsewhere, "check_files") == (0, "2 files, all whole.\n")
    with psycopg2.connect(elsewhere["DATABASE_URL"]) as new, new.cursor() as cursor:
        for table in ("django_session", "members_limit", "notifications_letter"):
            cursor.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table)))
            assert cursor.fetchone() == (0,), table
        with pytest.raises(psycopg2.Error, match="insert-only"):
            cursor.execute("DELETE FROM events_event")

    code, said = manage(elsewhere, "restore", target)
    assert code == 1
    assert "not empty" in said


def files_below(folder):
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.glob("??/??/*")}


def test_what_was_damaged_on_the_way_is_not_used(kept, tmp_path):
    target = tmp_path / "backup"
    backup.make(target, at=clock.now())
    assert backup.verify(target).files == 3

    for harmed in (target / backup.DUMP, copies.place(target, kept[1].path)):
        whole = harmed.read_bytes()
        harmed.write_bytes(whole[:-1] + b"?")
        with pytest.raises(CommandError, match="missing or damaged"):
            call_command("backup", target, "--verify", stdout=StringIO())
        harmed.write_bytes(whole)
    (target / backup.MANIFEST).unlink()
    with pytest.raises(backup.Refused, match="is no backup"):
        backup.verify(target)


def test_it_overwrites_nothing(kept, tmp_path):
    backup.make(tmp_path / "backup", at=clock.now())
    with pytest.raises(CommandError, match="there already"):
        call_command("backup", tmp_path / "backup")
    with pytest.raises(CommandError, match="not empty"):
        call_command("restore", tmp_path / "backup")


def test_it_says_which_files_were_lost_before_it(kept, tmp_path):
    store.remove(kept[0].path)
    (store.root() / kept[1].path).write_bytes(b"other")
    output = StringIO()
    with pytest.raises(CommandError, match="3 files were not"):
        call_command("backup", tmp_path / "backup", stdout=output)
    assert set(output.getvalue().splitlines()[1:]) == {
        f"{kept[0].path}: missing",
        f"{kept[0].path}{store.SMALL}: missing",
        f"{kept[1].path}: changed",
    }


def test_what_is_erased_meanwhile_is_left_out_and_what_comes_is_in(kept, tmp_path, monkeypatch):
    """Between the first look and the snapshot one photo goes and another comes."""
    fetch, came = copies.fetch, []

    def while_people_work(folder):
        missing = fetch(folder)
        if not came:
            Attachment.objects.filter(pk=kept[0].pk).delete()
            store.remove(kept[0].path)
            came.append(keep(User.objects.get(pk=kept[1].uploader_id)))
        return missing

    monkeypatch.setattr(copies, "fetch", while_people_work)
    backup.make(tmp_path / "backup", at=clock.now())
    lines = (tmp_path / "backup" / backup.LIST).read_text().splitlines()
    paths = {line.partition(" ")[2] for line in lines}
    assert paths == {kept[1].path, came[0].path, came[0].path + store.SMALL}


def test_one_of_a_newer_version_is_refused(kept, tmp_path, monkeypatch):
    target = tmp_path / "backup"
    backup.make(target, at=clock.now())
    manifest = json.loads((target / backup.MANIFEST).read_text())
    manifest["migrations"].append(["suggestions", "9999_of_tomorrow"])
    (target / backup.MANIFEST).write_text(json.dumps(manifest))
    monkeypatch.setattr(database, "tables", lambda: 0)
    store.remove(kept[0].path)
    store.remove(kept[1].path)
    with pytest.raises(CommandError, match="9999_of_tomorrow is unknown here"):
        call_command("restore", target)
