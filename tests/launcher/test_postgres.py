"""The embedded database: a real server each time."""

import os
import shutil
import signal
import stat

import pytest

from launcher import process, services
from launcher.account import Account, choose, service
from launcher.postgres import Postgres
from launcher.trouble import Trouble

from .conftest import processes_of, soon


@pytest.fixture
def cluster(room):
    """A cluster in a folder of its own, not yet started."""
    cluster = Postgres(room / "postgres", room / "postgres.log", throwaway=True)
    yield cluster
    cluster.stop()


def modes_above(folder):
    """Mode and owner of every folder above."""
    found = [parent.stat() for parent in folder.parents]
    return [(stat.S_IMODE(one.st_mode), one.st_uid, one.st_gid) for one in found]


def test_it_knows_chinese_keeps_its_data_and_touches_nothing_above(cluster, room):
    before = modes_above(room / "postgres")
    cluster.start()
    cluster.sql("CREATE EXTENSION pg_trgm")
    assert cluster.sql("SELECT cardinality(show_trgm('政协')) > 0") == "t"
    assert cluster.sql("SELECT datcollate, datctype FROM pg_database LIMIT 1") == "C|C.UTF-8"
    cluster.sql("CREATE TABLE kept AS SELECT 7 AS number")
    cluster.stop()
    assert processes_of(str(room)) == []

    cluster.start()
    assert cluster.sql("SELECT number FROM kept") == "7"
    assert modes_above(room / "postgres") == before


def test_as_root_it_runs_without_being_root(cluster):
    cluster.start()
    assert cluster.sql("SHOW server_version").startswith("18")
    assert (choose().identity == ()) == (os.geteuid() != 0)


def test_a_stale_lock_of_another_process_is_no_obstacle(cluster):
    cluster.start()
    cluster.stop()
    lock = cluster.data / "postmaster.pid"
    lock.write_text(f"{os.getpid()}\n{cluster.data}\n")

    cluster.start()

    assert cluster.sql("SELECT 1") == "1"


def test_a_server_left_behind_is_taken_over(cluster, room):
    cluster.start()
    other = Postgres(cluster.folder, cluster.log, throwaway=True)

    other.start()
    try:
        assert other.sql("SELECT 1") == "1"
        assert cluster.child is not None
        assert soon(lambda: cluster.child.poll() is not None)
    finally:
        other.stop()


def test_an_interrupted_initdb_is_begun_anew(cluster):
    half = cluster.home / "new" / "base"
    half.mkdir(parents=True)
    cluster.start()
    assert cluster.sql("SELECT 1") == "1"


def test_data_of_another_version_is_one_line(cluster):
    cluster.make()
    (cluster.data / "PG_VERSION").write_text("16\n")
    with pytest.raises(Trouble, match="made by PostgreSQL 16, this is 18"):
        cluster.start()


def test_a_broken_cluster_is_one_line(cluster):
    cluster.make()
    shutil.rmtree(cluster.data / "global")
    with pytest.raises(Trouble, match="^PostgreSQL: .*could not find the database") as said:
        cluster.start()
    assert "\n" not in str(said.value)


def test_too_little_space_is_one_line(room):
    with pytest.raises(Trouble, match="The disk is full: .* MB free at"):
        services.require_disk(room, least_mb=10**9)


def test_where_namespaces_are_refused_a_service_account_runs_it(room):
    account = service(room / "service") if os.geteuid() == 0 else Account()
    cluster = Postgres(room / "postgres", room / "postgres.log", throwaway=True, account=account)
    try:
        cluster.start()
        assert cluster.sql("SELECT 1") == "1"
        owner = cluster.data.stat().st_uid
        assert owner == (account.owner[0] if account.owner else os.geteuid())
    finally:
        cluster.stop()


KEEPER = """
import sys, time
from pathlib import Path
from launcher import process
from launcher.postgres import Postgres
from launcher.valkey import Valkey
process.listen_for_stop()
room = Path(sys.argv[1])
Postgres(room / "postgres", room / "postgres.log", throwaway=True).start()
Valkey(room / "valkey", room / "valkey.log", throwaway=True).start()
print("up", flush=True)
time.sleep(60)
"""


def test_a_killed_launcher_leaves_no_server(room, script):
    launcher = script(KEEPER, str(room))
    assert launcher.stdout.readline() == "up\n"
    servers = process.children_of(launcher.pid)
    assert len(servers) == 2

    os.kill(launcher.pid, signal.SIGKILL)

    assert soon(lambda: not any(process.is_alive(number) for number in servers))
    assert soon(lambda: processes_of(str(room)) == [])
