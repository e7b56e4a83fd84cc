"""Who owns the services of var/, and who attaches to them."""

import threading

import pytest

from launcher import services
from launcher.trouble import Trouble
from launcher.valkey import Valkey

from .conftest import processes_of


@pytest.fixture
def var(room, monkeypatch):
    """A var/ of its own."""
    for name, path in {
        "VAR": room,
        "LOGS": room / "log",
        "NOTE": room / "run" / "services.json",
        "OWNER": room / "run" / "owner",
        "USERS": room / "run" / "users",
        "RUN": room / "run",
    }.items():
        monkeypatch.setattr(services, name, path)
    return room


def test_what_the_environment_names_is_used_and_nothing_embedded(var):
    given = {"DATABASE_URL": "postgres://elsewhere/db", "REDIS_URL": "redis://elsewhere"}
    with services.owned(given, site="http://localhost:1") as found:
        assert found == {}
        assert processes_of(str(var)) == []


def test_a_command_attaches_to_a_running_owner_and_a_second_owner_is_told(var):
    with services.owned({}, site="http://localhost:8123") as running:
        with services.borrowed({}) as attached:
            assert attached == running
        with (
            pytest.raises(Trouble, match="already runs from this folder at http://localhost:8123"),
            services.owned({}, site="http://localhost:9"),
        ):
            pytest.fail("there were two owners")
    assert processes_of(str(var)) == []
    assert not services.NOTE.exists()


def test_a_command_starts_a_database_for_as_long_as_it_runs(var):
    with services.borrowed({}) as found:
        assert set(found) == {"DATABASE_URL"}
        assert services.NOTE.stat().st_mode & 0o077 == 0
    assert processes_of(str(var)) == []


def test_the_database_stays_until_the_last_command_that_uses_it_ends(var):
    first_is_up, first_may_end = threading.Event(), threading.Event()

    def first() -> None:
        with services.borrowed({}):
            first_is_up.set()
            first_may_end.wait(20)

    thread = threading.Thread(target=first)
    thread.start()
    assert first_is_up.wait(20)
    with services.borrowed({}) as found:
        first_may_end.set()
        thread.join(0.5)
        assert thread.is_alive(), "the first one waits for us"
        assert found["DATABASE_URL"]
        assert processes_of(str(var)) != []
    thread.join(20)
    assert not thread.is_alive()
    assert processes_of(str(var)) == []


def test_throwaway_services_leave_nothing(var):
    left = var / "test-killed-yesterday"
    left.mkdir()
    with services.throwaway("suite") as found:
        assert not left.exists()
        assert set(found) == {"DATABASE_URL", "REDIS_URL", "VAR_DIR"}
    assert list(var.glob("test-*")) == []
    assert processes_of(str(var)) == []


def test_valkey_refuses_strangers_and_keeps_what_waits(room):
    broker = Valkey(room / "valkey", room / "valkey.log")
    broker.start()
    try:
        stranger = Valkey(room / "valkey", room / "valkey.log", port=broker.port, password="guess")
        assert broker.is_ready()
        assert not stranger.is_ready()
    finally:
        broker.stop()
    assert processes_of(str(room)) == []
