"""The way into every long-running process: `python -m cppcc_cloud.start web|worker|beat`.

`make run`, the container and the tests start them through here, so that what is tried on a laptop
is what runs in production.
"""

import os
import sys

from cppcc_cloud.environment import Environment

CELERY = ("celery", "--quiet", "--app", "cppcc_cloud.celery")
GRACE_SECONDS = "8"


def prepare() -> None:
    """Point Django at its settings and end with one line per unsafe or missing setting."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cppcc_cloud.settings")
    problems = Environment(os.environ).problems()
    if problems:
        for problem in problems:
            sys.stderr.write(f"Not started: {problem.name} {problem.why}.\n")
        raise SystemExit(1)


def web(env: Environment) -> list[str]:
    """The web server: few processes with threads, each thread one connection to the database."""
    return [
        *("granian", "--interface", "wsgi", "--no-ws", "--log-level", "warning"),
        *("--host", env.text("HOST"), "--port", env.text("PORT")),
        *("--workers", env.text("WEB_WORKERS"), "--blocking-threads", env.text("WEB_THREADS")),
        *("--workers-kill-timeout", GRACE_SECONDS, "cppcc_cloud.wsgi:application"),
    ]


def worker(env: Environment) -> list[str]:
    """The background worker."""
    return [
        *(*CELERY, "worker", "--loglevel", env.text("LOG_LEVEL")),
        *("--concurrency", env.text("WORKER_CONCURRENCY"), "--without-gossip", "--without-mingle"),
    ]


def beat(env: Environment) -> list[str]:
    """The clock that asks the worker to sweep. A second one does no harm."""
    return [*CELERY, "beat", "--loglevel", env.text("LOG_LEVEL"), "--pidfile="]


PARTS = {"web": web, "worker": worker, "beat": beat}


def main(arguments: list[str]) -> None:
    """Become one of the three."""
    if len(arguments) != 1 or arguments[0] not in PARTS:
        sys.exit(f"Usage: python -m cppcc_cloud.start {'|'.join(PARTS)}")
    prepare()
    command = PARTS[arguments[0]](Environment(os.environ))
    os.execv(sys.executable, [sys.executable, "-m", *command])  # noqa: S606 - becoming it


if __name__ == "__main__":
    main(sys.argv[1:])
