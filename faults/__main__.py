"""Reads what is asked for and starts the database; only then Django can know of it."""

import argparse
import os
import sys
from pathlib import Path

import django
from django.utils.module_loading import import_string

from faults import WRITES
from launcher import process, services
from launcher.places import VAR
from launcher.trouble import Stopped, Trouble, complain
from tests.served.cluster import Cluster


def main(arguments: list[str]) -> int:
    """Run the faults asked for; 0 when nothing was lost or doubled in any of them."""
    parser = argparse.ArgumentParser(prog="make faults ARGS=")
    parser.add_argument("names", nargs="*", help="which faults; all of them unless named")
    parser.add_argument("--writes", type=int, default=WRITES, help="acknowledged ones, at least")
    parser.add_argument("--seed", type=int, default=None, help="of the random moments")
    parser.add_argument("--report", type=Path, default=VAR / "faults" / "report.md")
    options = parser.parse_args(arguments)
    process.listen_for_stop()
    try:
        with services.temporary("faults") as folder:
            return on_a_cluster(folder, options)
    except Stopped:
        return 130
    except Trouble as trouble:
        complain(str(trouble))
        return 1
    finally:
        process.end_orphans()


def on_a_cluster(folder: Path, options: argparse.Namespace) -> int:
    """Run them on a database server of their own, which is removed afterwards."""
    cluster = Cluster(folder / "postgres", folder / "log" / "postgres.log")
    try:
        cluster.start()
        # No mail waits for the minute in which its step can be undone.
        ours = {"DATABASE_URL": cluster.url, "LOG_LEVEL": "WARNING", "UNDO_SECONDS": "0"}
        os.environ |= ours
        django.setup()
        code: int = import_string("faults.course.run")(options, folder, cluster)
        return code
    finally:
        cluster.stop()
        cluster.remove()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
