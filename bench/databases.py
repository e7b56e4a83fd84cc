"""One database for each size, made once and kept until the schema or the seed changes."""

import hashlib
import json
import os
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg2

ROOT = Path(__file__).resolve().parent.parent
SEED = Path(__file__).with_name("seed.sql")
ROWS = Path(__file__).with_name("rows.py")
DEMO = ROOT / "cppcc_cloud" / "demo"


@dataclass(frozen=True)
class Database:
    """A seeded database: its address, who can sign in, and how it came about."""

    size: int
    url: str
    sessions: dict[str, str]
    made: str

    def env(self) -> dict[str, str]:
        """The environment of a process that serves it."""
        return os.environ | {"DATABASE_URL": self.url}


def ready(size: int, *, demo: bool = False) -> Database:
    """The database of that size, seeded now or kept from an earlier run; `demo`: with the demo's
    people, places and texts, and so many of its cases."""
    name, wanted = f"{'demo' if demo else 'bench'}_{size}", fingerprint(demo=demo)
    url = urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}"))
    made = "kept from an earlier run"
    if stamp(name) != wanted:
        begun = time.monotonic()
        create(name)
        prepare(url, size, demo=demo)
        comment(name, wanted)
        made = f"seeded in {time.monotonic() - begun:.0f} s"
    return Database(size, url, sessions(url, demo=demo), made)


def fingerprint(*, demo: bool = False) -> str:
    """Changes with every migration and with the seed."""
    digest = hashlib.sha256()
    seed = [*DEMO.rglob("*.*")] if demo else [SEED, ROWS]
    seed = [path for path in seed if "__pycache__" not in path.parts]
    for path in sorted([*ROOT.glob("*/migrations/*.py"), *ROOT.glob("*/data/*"), *seed]):
        if path.is_file():
            digest.update(path.read_bytes())
    return digest.hexdigest()


def stamp(name: str) -> str:
    """The fingerprint a database was made with; "" if there is none."""
    with closing(connect()) as found, found.cursor() as cursor:
        cursor.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s",
            [name],
        )
        row = cursor.fetchone()
        return (row and row[0]) or ""


def comment(name: str, text: str) -> None:
    with closing(connect()) as found, found.cursor() as cursor:
        cursor.execute(f'COMMENT ON DATABASE "{name}" IS %s', [text])


def create(name: str) -> None:
    with closing(connect()) as found, found.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{name}"')


def connect() -> psycopg2.extensions.connection:
    found = psycopg2.connect(os.environ["DATABASE_URL"])
    found.autocommit = True
    return found


def prepare(url: str, size: int, *, demo: bool) -> None:
    """Tables and reference data by the project's own commands, then the rows by SQL."""
    for command in (["migrate", "--verbosity", "0"], ["load_reference"]):
        manage(url, *command)
    if demo:
        manage(url, "seed_demo", "--scale", str(size))
        manage(url, "shell", "--no-imports", "-c", "from bench.rows import settle; settle()")
    else:
        manage(url, "shell", "--no-imports", "-c", f"from bench.rows import fill; fill({size})")


def sessions(url: str, *, demo: bool) -> dict[str, str]:
    """Fresh session cookies of some people: role → cookie."""
    code = f"from bench.rows import sign_in; sign_in(demo={demo})"
    output = manage(url, "shell", "--no-imports", "-c", code)
    found: dict[str, str] = json.loads(output.strip().splitlines()[-1])
    return found


def manage(url: str, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": url},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return done.stdout
