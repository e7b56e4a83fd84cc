"""What went wrong in one line, and a way to say what is being done."""

import errno
import sys
from pathlib import Path


class Trouble(Exception):
    """Something the reader can mend; its text is the one line they see."""


class Stopped(BaseException):
    """SIGINT, SIGTERM or SIGHUP arrived: leave through every `finally` and end."""


def say(line: str) -> None:
    """One line on the terminal, at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def complain(line: str) -> None:
    """One line on the error stream, at once."""
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


def explain(error: OSError) -> str:
    """One line for an error of the system, a full disk first of all."""
    where = f" at {error.filename}" if error.filename else ""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return f"The disk is full{where}: free some space and start again."
    return f"{error.strerror or error}{where}."


def last_line(log: Path) -> str:
    """The last line of a log that says anything; nothing where there is none."""
    if not log.exists():
        return ""
    lines = [line for line in log.read_text("utf-8", "replace").splitlines() if line.strip()]
    return lines[-1].strip() if lines else ""
