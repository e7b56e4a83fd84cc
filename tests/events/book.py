"""Handlers such as an app would name, with effects that a test can see in the ledger."""

from django.db import connection

from events.actions.ledger import record


def echo(event, at):
    record(kind="echo", code=event.code, step=event.step, by=None, at=at, pending=())


def poison(event, at):
    echo(event, at)
    raise ValueError("Ms An, 13800000000, cannot be told")


def die(event, at):
    """Lose the database in the midst of the work, as a killed worker does."""
    echo(event, at)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")


HANDLERS = {"echo": echo, "poison": poison, "die": die}
