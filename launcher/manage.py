"""What stands behind manage.py: packages and a database first, then Django.

It attaches to the running services of var/ or starts PostgreSQL for the length of the command;
commands that only read code need neither.
"""

import importlib
import importlib.util
import os
import sys
from contextlib import ExitStack

from launcher import process, services, surroundings
from launcher.places import ROOT, VENV, python
from launcher.trouble import Stopped, Trouble, complain, explain

PURE = {
    "check",
    "collectstatic",
    "diffsettings",
    "findstatic",
    "help",
    "makemigrations",
    "messages",
    "reference",
    "version",
}


def needs_database(arguments: list[str]) -> bool:
    """Whether the command asks the database anything."""
    name = arguments[0] if arguments else "help"
    if {"-h", "--help", "--version"} & set(arguments):
        return False
    if any(argument.startswith("--database") for argument in arguments):
        return True
    return name not in PURE


def use_packages() -> None:
    """Continue under .venv's Python where this one has no Django."""
    if importlib.util.find_spec("django"):
        return
    if not (VENV / ".complete").exists() or sys.prefix == str(VENV):
        raise Trouble("The packages are not installed: run make run once, it installs them.")
    os.execv(python(), [python(), str(ROOT / "manage.py"), *sys.argv[1:]])  # noqa: S606 - ourselves


def main(arguments: list[str]) -> int:
    """Run one of Django's commands."""
    try:
        use_packages()
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cppcc_cloud.settings")
        with ExitStack() as stack:
            if os.environ.get("ENVIRONMENT") != "production":
                try:
                    adapt(arguments, stack)
                except OSError as error:
                    raise Trouble(explain(error)) from None
            django = importlib.import_module("django.core.management")
            django.execute_from_command_line(["manage.py", *arguments])
    except (Stopped, KeyboardInterrupt):
        return 130
    except Trouble as trouble:
        complain(str(trouble))
        return 1
    return 0


def adapt(arguments: list[str], stack: ExitStack) -> None:
    """Outside production: our own secret, our own database."""
    if os.environ.get("ENVIRONMENT") != "test":
        os.environ.update(surroundings.local(os.environ))
    if needs_database(arguments) and not os.environ.get("DATABASE_URL"):
        process.listen_for_stop()
        os.environ.update(stack.enter_context(services.borrowed(os.environ)))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
