"""`make test`, `bench`, `faults`, `pictures`, `screenshots`: each with services of its own."""

import os
import signal
from collections.abc import Mapping
from pathlib import Path

from launcher import browser, packages, process, services, surroundings
from launcher.locks import Lock
from launcher.places import LOGS, ROOT, VAR, python
from launcher.trouble import Trouble

JOURNEYS = ROOT / "tests/journeys"
SCREENSHOTS = Path("tests/journeys/test_screenshots.py")
LONG = ("tests/faults", "tests/suggestions/test_two_ways.py")
STOP_SECONDS = 20

# The whole suite runs in two processes, each with databases of its own; a file is not divided.
IN_TWO = ["-n", "2", "--dist", "loadfile"]


def test(arguments: list[str]) -> int:
    """The whole suite, browser journeys included, against a database and a broker of its own.

    Two processes share it unless the arguments name a part of it.
    """
    packages.ensure()
    path = browser.get(os.environ)
    with services.throwaway("suite") as found:
        env = surroundings.testing(os.environ, found) | {"BROWSER_PATH": path}
        whole = all(argument.startswith("-") and argument != "--pdb" for argument in arguments)
        return follow([python(), "-m", "pytest", *(IN_TWO if whole else ()), *arguments], env)


def pictures(arguments: list[str]) -> int:
    """Take the pictures of the documentation anew: walk the journeys that leave some."""
    os.environ["PICTURES"] = "1"
    walks = [path for path in sorted(JOURNEYS.glob("test_*.py")) if takes_pictures(path)]
    code = test([*map(str, walks), "-p", "no:randomly", *arguments])
    return code or test([str(SCREENSHOTS), "-p", "no:randomly", *arguments])


def takes_pictures(path: Path) -> bool:
    """Whether a journey leaves a picture on its way, itself or by the story that it tells."""
    text = path.read_text(encoding="utf-8")
    return path.name != SCREENSHOTS.name and ("pictures import" in text or "is_pictured" in text)


def screenshots(arguments: list[str]) -> int:
    """Take pictures of all pages into var/screenshots, to be looked at."""
    if not (ROOT / SCREENSHOTS).exists():
        raise Trouble(f"There is no {SCREENSHOTS} that takes screenshots.")
    os.environ["SCREENSHOTS"] = "1"
    return test([str(SCREENSHOTS), "-p", "no:randomly", *arguments])


def bench(arguments: list[str]) -> int:
    """Measure pages at several sizes; the database stays in var/bench for the next time.

    With --budgets, in a browser on a slow line.
    """
    packages.ensure()
    path = browser.get(os.environ) if "--budgets" in arguments else ""
    folder = VAR / "bench"
    lock = Lock(folder / "owner")
    if not lock.take():
        raise Trouble("Another make bench of this folder runs: let it end first.")
    with services.started(
        {}, postgres=folder / "postgres", valkey=folder / "valkey", logs=LOGS / "bench"
    ) as found:
        env = surroundings.testing(os.environ, found) | {"VAR_DIR": str(folder)}
        env["BROWSER_PATH"] = path
        env["ENVIRONMENT"] = "local"
        for command in (["messages", "--compile"], ["collectstatic", "--noinput", "-v", "0"]):
            if code := follow([python(), "manage.py", *command], env):
                return code
        return follow([python(), "-m", "bench", *arguments], env)


def faults(arguments: list[str]) -> int:
    """Break the running system in every way; it brings the services that it kills itself.

    Without arguments the tests that take up to a minute each come after it.
    """
    packages.ensure()
    env = surroundings.testing(os.environ, {"VAR_DIR": str(VAR)})
    code = follow([python(), "-m", "faults", *arguments], env)
    return code if code or arguments else test([*LONG, "-m", "long"])


def follow(command: list[str], env: Mapping[str, str]) -> int:
    """Run to its end, on our terminal; stopped with us."""
    child = process.spawn(command, env=env, log=None)
    try:
        return child.wait()
    finally:
        process.end([child], by=signal.SIGINT, within=STOP_SECONDS)
