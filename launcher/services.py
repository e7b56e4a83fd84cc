"""The database and the broker: those of the environment, or embedded ones under var/.

One process at a time owns the embedded ones (`var/run/owner`, a lock that ends with it); others of
this folder attach to them through `var/run/services.json` and hold `var/run/users` meanwhile.
"""

import json
import os
import shutil
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from launcher.locks import Lock
from launcher.places import LEAST_FREE_MB, LOGS, RUN, VAR
from launcher.postgres import Postgres
from launcher.trouble import Trouble
from launcher.valkey import Valkey

NOTE = RUN / "services.json"
OWNER = RUN / "owner"
USERS = RUN / "users"
ATTACH_SECONDS = 60


def require_disk(folder: Path = VAR, least_mb: int = LEAST_FREE_MB) -> None:
    """One line before something half written is left behind."""
    folder.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(folder).free // 2**20
    if free < least_mb:
        raise Trouble(f"The disk is full: {free} MB free at {folder}, {least_mb} MB are needed.")


def refuse_second() -> None:
    """One line where another start of this folder is under way or running."""
    lock = Lock(OWNER)
    if lock.take():
        lock.release()
        return
    site = read_note().get("site")
    if site:
        raise Trouble(f"CPPCC Cloud already runs from this folder at {site}: stop it first.")
    raise Trouble("Another command of this folder uses its database: let it end first.")


def read_note() -> dict[str, str]:
    """What the owner wrote down; empty while it is still starting."""
    try:
        note: dict[str, str] = json.loads(NOTE.read_text())
    except (OSError, json.JSONDecodeError):
        return {}
    return note


def write_note(note: Mapping[str, str]) -> None:
    """Write the note at once as a whole, readable by its owner only: it holds passwords."""
    RUN.mkdir(parents=True, exist_ok=True)
    new = NOTE.with_suffix(".new")
    new.touch(mode=0o600)
    new.write_text(json.dumps(note))
    new.replace(NOTE)


@contextmanager
def owned(env: Mapping[str, str], *, site: str) -> Iterator[dict[str, str]]:
    """For `make run`: own the services of var/ and yield where they are."""
    lock = Lock(OWNER)
    if not lock.take():
        refuse_second()
    try:
        NOTE.unlink(missing_ok=True)
        with started(env, postgres=VAR / "postgres", valkey=VAR / "valkey", logs=LOGS) as found:
            write_note(found | {"pid": str(os.getpid()), "site": site})
            yield found
    finally:
        NOTE.unlink(missing_ok=True)
        lock.release()


@contextmanager
def borrowed(env: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """For one command: attach to a running owner, else start PostgreSQL for as long as it runs."""
    if env.get("DATABASE_URL"):
        yield {}
        return
    owner, user = Lock(OWNER), Lock(USERS)
    note = own_or_attach(owner, user)
    if note:
        try:
            yield note
        finally:
            user.release()
        return
    try:
        with started(env, postgres=VAR / "postgres", valkey=None, logs=LOGS) as found:
            write_note(found | {"pid": str(os.getpid())})
            yield found
            NOTE.unlink(missing_ok=True)
            user.take(wait=True)  # others may have attached to us meanwhile
    finally:
        NOTE.unlink(missing_ok=True)
        user.release()
        owner.release()


def own_or_attach(owner: Lock, user: Lock) -> dict[str, str]:
    """Become the owner (nothing is returned), or a user of the owner's services (where they are).

    Waits for an owner that is still starting or just ending.
    """
    until = time.monotonic() + ATTACH_SECONDS
    while time.monotonic() < until:
        if owner.take():
            NOTE.unlink(missing_ok=True)
            return {}
        if user.take(shared=True):
            note = read_note()
            if note.get("DATABASE_URL"):
                return {name: note[name] for name in ("DATABASE_URL", "REDIS_URL") if name in note}
            user.release()
        time.sleep(0.1)
    raise Trouble("Another command of this folder holds the database and does not get ready.")


@contextmanager
def throwaway(purpose: str) -> Iterator[dict[str, str]]:
    """For tests and checks: a cluster and a broker of their own, removed afterwards."""
    with temporary(purpose) as folder:
        database = Postgres(folder / "postgres", folder / "postgres.log", throwaway=True)
        broker = Valkey(folder / "valkey", folder / "valkey.log", throwaway=True)
        try:
            database.start()
            broker.start()
            yield {
                "DATABASE_URL": database.url,
                "REDIS_URL": broker.url,
                "VAR_DIR": str(folder / "var"),
            }
        finally:
            broker.stop()
            database.stop()
            database.remove()


@contextmanager
def temporary(purpose: str) -> Iterator[Path]:
    """A folder under var/ that is removed afterwards, by the next one if this is killed."""
    sweep_leftovers()
    require_disk()
    folder = Path(tempfile.mkdtemp(prefix=f"test-{purpose}-", dir=VAR))
    lock = Lock(folder / "owner")
    lock.take()
    try:
        yield folder
    finally:
        lock.release()
        shutil.rmtree(folder, ignore_errors=True)


def sweep_leftovers() -> None:
    """Remove what a killed test run left behind; one that still runs holds its lock."""
    for folder in VAR.glob("test-*"):
        lock = Lock(folder / "owner")
        if lock.take():
            lock.release()
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def started(
    env: Mapping[str, str], *, postgres: Path, valkey: Path | None, logs: Path
) -> Iterator[dict[str, str]]:
    """Start what the environment does not name; yields DATABASE_URL and REDIS_URL of those."""
    found: dict[str, str] = {}
    running: list[Postgres | Valkey] = []
    try:
        if not env.get("DATABASE_URL"):
            require_disk()
            database = Postgres(postgres, logs / "postgres.log")
            running.append(database)
            database.start()
            found["DATABASE_URL"] = database.url
        if valkey and not env.get("REDIS_URL"):
            broker = Valkey(valkey, logs / "valkey.log")
            running.append(broker)
            broker.start()
            found["REDIS_URL"] = broker.url
        yield found
    finally:
        for service in reversed(running):
            service.stop()
