"""Signs of life of worker and beat: a file touched whenever they did something.

Both do something every two seconds, so a container asks `python -m cppcc_cloud.heartbeat worker`
and says no when that was a minute ago.
"""

import os
import sys
import time
from pathlib import Path

from cppcc_cloud.environment import Environment

OLDEST_SECONDS = 60


def file_of(name: str) -> Path:
    """Where a process leaves its sign of life."""
    return Path(Environment(os.environ).text("VAR_DIR")).absolute() / "run" / f"{name}.alive"


def beat(name: str) -> None:
    """Leave a sign of life. A full or read-only disk must not stop the work itself."""
    try:
        path = file_of(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    except OSError:
        return


def is_alive(name: str) -> bool:
    """Whether there was one within a minute."""
    path = file_of(name)
    return path.exists() and time.time() - path.stat().st_mtime < OLDEST_SECONDS


if __name__ == "__main__":
    sys.exit(0 if is_alive(sys.argv[1]) else 1)
