"""The targets of the Makefile, by name."""

import os
import sys
from collections.abc import Callable

from launcher import checks, process, serve, suite
from launcher.trouble import Stopped, Trouble, complain, explain

type Command = Callable[[list[str]], int]

COMMANDS: dict[str, Command] = {
    "run": serve.run,
    "test": suite.test,
    "pictures": suite.pictures,
    "screenshots": suite.screenshots,
    "bench": suite.bench,
    "faults": suite.faults,
    "check": checks.check,
    "fix": checks.fix,
    "docs": checks.docs,
    "messages": checks.messages,
    "requirements": checks.requirements,
}


def main(arguments: list[str]) -> int:
    """Run one command; the exit code says how it went, one line says why not."""
    name = arguments[0] if arguments else ""
    if name not in COMMANDS:
        complain(f"Usage: python -m launcher {'|'.join(COMMANDS)} [arguments]")
        return 2
    try:
        process.listen_for_stop()
        return COMMANDS[name](arguments[1:])
    except Stopped:
        return 130
    except Trouble as trouble:
        complain(str(trouble))
    except OSError as error:
        complain(explain(error))
    finally:
        process.end_orphans()
    return 1


if __name__ == "__main__":
    os.umask(os.umask(0o022) | 0o022)
    sys.exit(main(sys.argv[1:]))
