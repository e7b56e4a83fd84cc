"""`make check` and what mends its findings."""

import os
import secrets
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from launcher import packages, process, services, surroundings
from launcher.places import LOGS, ROOT, python
from launcher.suite import follow
from launcher.trouble import say

AT_ONCE = 2
type Command = tuple[str, ...]


@dataclass(frozen=True)
class Check:
    """One thing to be true, as commands run one after the other."""

    name: str
    commands: tuple[Command, ...]
    production: bool = False

    @property
    def log(self) -> Path:
        """What its commands wrote."""
        return LOGS / "check" / f"{self.name.replace(' ', '-')}.log"


def tool(name: str, *arguments: str) -> Command:
    """A program of .venv."""
    return (str(Path(python()).with_name(name)), *arguments)


def manage(*arguments: str) -> Command:
    """A command of Django."""
    return (python(), "manage.py", *arguments)


def templates() -> list[str]:
    """All templates of the project."""
    found = [*ROOT.glob("templates/**/*.html"), *ROOT.glob("*/templates/**/*.html")]
    return sorted(str(path.relative_to(ROOT)) for path in found if ".venv" not in path.parts)


def everything() -> list[Check]:
    """What `make check` looks at; the slow ones first."""
    deploy = manage("check", "--deploy", "--fail-level", "WARNING", "--database", "default")
    lint = [("env", "ENVIRONMENT=test", *manage("lintmigrations", *LINT, *apps()))]
    return [
        Check("types", (tool("mypy"),)),
        Check(
            "migrations apply and are safe and settings are fit for production",
            (manage("migrate", "--verbosity", "0"), deploy, *lint),
            production=True,
        ),
        Check("rules of the code", (tool("ruff", "check"),)),
        Check("format of the code", (tool("ruff", "format", "--check"),)),
        Check("format of the templates", (tool("djade", "--check", *TARGET, *templates()),)),
        Check("rules of the templates", (tool("djlint", "--lint", "--quiet", "templates"),)),
        Check("floors of the house", (tool("lint-imports", "--no-cache"),)),
        Check("no migration is missing", (manage("makemigrations", "--check", "--dry-run"),)),
        Check("both languages are complete", (manage("messages", "--check"),)),
        Check("reference is what the code says", (manage("reference", "--check"),)),
    ]


TARGET = ("--target-version", "6.0")
STRICT = ("--no-cache", "--quiet", "ok", "ignore", "--warnings-as-errors")
# These only let in more than before, which old code can live with: a longer column, and rules of
# uniqueness that count each round by itself.
WIDER = ("--ignore-name", "0003_longer_phase_names", "0017_once_in_each_round")
LINT = ("--project-root-path", ".", *STRICT, *WIDER, "--include-apps")


def apps() -> list[str]:
    """The apps of the house that have migrations."""
    return sorted(path.parent.name for path in ROOT.glob("*/migrations"))


def production(services_found: Mapping[str, str]) -> dict[str, str]:
    """Settings as production has them, with a database that is thrown away."""
    return dict(services_found) | {
        "ENVIRONMENT": "production",
        "SECRET_KEY": secrets.token_urlsafe(64),
        "SITE_URL": "https://cppcc.example.cn",
        "EMAIL_URL": "smtp+starttls://user:password@mail.example.cn:587",
        "EMAIL_FROM": "no-reply@cppcc.example.cn",
        "ADMIN_PATH": "rescue/",
    }


def check(arguments: list[str]) -> int:
    """Look at everything, two at a time; prints what failed in full. Returns 1 if anything did."""
    packages.ensure()
    with services.throwaway("check") as found:
        env = surroundings.testing(os.environ, {"VAR_DIR": found["VAR_DIR"]})
        strict = env | production(found)
        failed = [
            one.name for one, succeeded in finished(everything(), env, strict) if not succeeded
        ]
    say(f"make check: {'FAILS: ' + ', '.join(failed) if failed else 'all held'}")
    return 1 if failed else 0


def finished(
    checks: list[Check], env: Mapping[str, str], strict: Mapping[str, str]
) -> Iterator[tuple[Check, bool]]:
    """Run the checks, `AT_ONCE` at a time, and yield each with whether it held."""
    waiting = list(checks)
    running: list[Running] = []
    try:
        while waiting or running:
            while waiting and len(running) < AT_ONCE:
                one = waiting.pop(0)
                running.append(Running(one, strict if one.production else env))
            for over in [each for each in running if each.is_over()]:
                running.remove(over)
                over.tell()
                yield over.check, over.succeeded
            time.sleep(0.05)
    finally:
        process.end([one.child for one in running])


class Running:
    """A check under way."""

    def __init__(self, check: Check, env: Mapping[str, str]) -> None:
        self.check, self.env = check, env
        self.begun = time.monotonic()
        self.succeeded = True
        self.left = list(check.commands)
        check.log.unlink(missing_ok=True)
        self.next()

    def next(self) -> None:
        """Start the next command."""
        self.child = process.spawn(self.left.pop(0), env=self.env, log=self.check.log)

    def is_over(self) -> bool:
        """Whether the last command ended or one failed; starts the next where there is one."""
        code = self.child.poll()
        if code is None:
            return False
        if code:
            self.succeeded = False
            return True
        if self.left:
            self.next()
            return False
        return True

    def tell(self) -> None:
        """One line; all of its output where it failed."""
        mark = "ok   " if self.succeeded else "FAILS"
        say(f"{mark} {time.monotonic() - self.begun:5.1f} s  {self.check.name}")
        if not self.succeeded:
            say(self.check.log.read_text("utf-8", "replace"))


def fix(arguments: list[str]) -> int:
    """Mend what can be mended by a program: format, order of imports, templates, reference."""
    commands = [
        tool("ruff", "check", "--fix", "--quiet"),
        tool("ruff", "format", "--quiet"),
        tool("djade", *TARGET, *templates()),
        manage("reference"),
    ]
    return in_order(commands, allowed={"djade"})


def docs(arguments: list[str]) -> int:
    """Write the generated reference."""
    return in_order([manage("reference", *arguments)])


def messages(arguments: list[str]) -> int:
    """Bring the catalogs up to the sources."""
    return in_order([manage("messages", "--extract", *arguments)])


NOT_WANTED = (
    "contourpy",
    "cycler",
    "fire",
    "fontmeta",
    "fonttools",
    "kiwisolver",
    "matplotlib",
    "numpy",
    "pyparsing",
    "termcolor",
)
"""What `mplfonts` asks for to draw charts; we take its font files alone and import nothing of it.

Hence requirements are installed with `--no-deps`: the locks are complete but for these.
"""


def requirements(arguments: list[str]) -> int:
    """Compile requirements/*.txt from pyproject.toml's ranges: with hashes, without addresses."""
    base = tool("pip-compile", "--quiet", "--strip-extras", "--generate-hashes")
    base += ("--no-emit-index-url", "--no-emit-find-links", "--no-emit-trusted-host")
    base += tuple(word for name in NOT_WANTED for word in ("--unsafe-package", name))
    extras = ("--extra", "embedded", "--extra", "dev")
    os.environ["CUSTOM_COMPILE_COMMAND"] = "make requirements"
    return in_order(
        [
            (*base, *arguments, "-o", "requirements/dev.txt", *extras, "pyproject.toml"),
            (*base, *arguments, "-o", "requirements/prod.txt", "pyproject.toml"),
        ]
    )


def in_order(commands: list[Command], allowed: frozenset[str] | set[str] = frozenset()) -> int:
    """Run commands one after the other on our terminal, up to the first that fails."""
    packages.ensure()
    env = surroundings.testing(os.environ, {})
    for command in commands:
        code = follow(list(command), env)
        if code and Path(command[0]).name not in allowed:
            return code
    return 0
