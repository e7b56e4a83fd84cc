from typing import Any

from django.core.management.commands import flush
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper


class Command(flush.Command):
    """Empty a test database between tests.

    The ledger refuses TRUNCATE. Its trigger lets one pass only when this command has asked for it
    and the database's name begins with test_ (migration 0002), so that tests with real
    transactions can be cleaned up after, while TRUNCATE stays refused inside them, and `flush` is
    refused by every other database.
    """

    def handle(self, **options: Any) -> None:
        connection = connections[options["database"]]
        self._let_the_ledger_go(connection, "on")
        try:
            super().handle(**options)
        finally:
            self._let_the_ledger_go(connection, "off")

    def _let_the_ledger_go(self, connection: BaseDatabaseWrapper, answer: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('cppcc.flush', %s, false)", [answer])
