"""Role × case × address: everybody gets just what the table says."""

import json
import uuid
from collections.abc import Iterator
from functools import partialmethod
from itertools import cycle

from django.http import HttpResponse
from django.test import Client, TestCase, override_settings
from django.urls import reverse

from members.models import User
from suggestions.models import Suggestion
from tests.access import refusals
from tests.access.bodies import Body, arguments, body
from tests.access.cast import ROLES, make_cast
from tests.access.table import Row, rows
from tests.suggestions.factories import MORNING
from tests.undone import undone
from workdays import clock


def word(response: HttpResponse) -> str:
    """The status, or the name of the door to which the answer leads."""
    # A file is read to its end, so that it is closed.
    for _piece in getattr(response, "streaming_content", ()):
        pass
    target = response.headers.get("Location", "").partition("?")[0]
    doors = {
        reverse("account_login"): "in",
        reverse("account_reauthenticate"): "again",
        reverse("admin:login"): "admin",
    }
    return doors.get(target, str(response.status_code))


# Without the second, every new browser would look all static files up.
@override_settings(ROOT_URLCONF=refusals.__name__, WHITENOISE_AUTOREFRESH=True)
class TableTest(TestCase):
    """People and cases are made once; each request meets its case as if nothing had been asked."""

    @classmethod
    def setUpTestData(cls) -> None:
        states = {row.state for row in rows()} - {"-"}
        with clock.moved(MORNING):
            cls.cast = make_cast()
            cls.codes = {state: cls.cast.case(state).code for state in sorted(states)}

    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        # Not among the test data: of those each test has a copy, whose clients start all anew.
        with clock.moved(MORNING):
            cls.clients = cls.signed_in(cls.cast.people)
        cls.cookies = {role: dict(client.cookies) for role, client in cls.clients.items()}

    @staticmethod
    def signed_in(people: dict[str, User]) -> dict[str, Client]:
        """A browser for each column; they knock at one and the same door."""
        clients = {role: Client(raise_request_exception=False) for role in ROLES}
        for role, client in clients.items():
            client.handler = clients[ROLES[0]].handler
            if role in people:
                client.force_login(people[role])
        return clients

    def ask(self, role: str, row: Row, name: str, case: Suggestion | None) -> str:
        client = self.clients[role]
        client.cookies.clear()  # Signing out takes a cookie away.
        client.cookies.update(self.cookies[role])
        path = reverse(name, kwargs=arguments(name, case))
        with undone():
            if name.startswith("api:"):
                return word(self.by_program(client, row.method, path, body(name, self.cast)))
            if row.method == "POST":
                return word(client.post(path, body(name, self.cast)))
            return word(client.generic(row.method, path))

    @staticmethod
    def by_program(client: Client, method: str, path: str, sent: Body) -> HttpResponse:
        """A program sends JSON under a key of its own, and is never answered with a page."""
        data = "" if method == "GET" else json.dumps(sent, default=str)
        key = {"Idempotency-Key": str(uuid.uuid4())}
        if "file" in sent and method == "POST":
            answer = client.post(path, sent, headers=key)
        else:
            answer = client.generic(method, path, data, "application/json", headers=key)
        kinds = {"application/json", "image/png", "image/jpeg"}
        kinds = {"application/problem+json"} if answer.status_code >= 400 else kinds
        assert answer.status_code == 204 or answer.headers["Content-Type"] in kinds, path
        return answer

    def columns(self, row: Row) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Who asks for which name: everybody; for a list, all take turns between the two ends."""
        if len(row.names) == 1:
            yield row.url, ROLES
            return
        between = cycle(ROLES[1:-1])
        for name in row.names:
            yield name, (ROLES[0], next(between), ROLES[-1])

    def line(self, row: Row) -> None:
        """Ask all of one line of the table, each of the same case anew."""
        with clock.moved(MORNING), undone():
            code = self.codes.get(row.state)
            case = Suggestion.sealed_too.get(code=code) if code else None
            for name, roles in self.columns(row):
                found = {role: self.ask(role, row, name, case) for role in roles}
                assert found == {role: row.expected[role] for role in roles}, name

    def test_each_reader_is_shown_the_page_of_a_refusal_in_each_part_of_the_site(self) -> None:
        shown = refused()
        assert {status for _role, status, _part in shown} == {"403", "404"}
        with self.settings(ROOT_URLCONF="cppcc_cloud.urls"), clock.moved(MORNING):
            for (role, status, _part), row in shown.items():
                code = self.codes.get(row.state)
                case = Suggestion.sealed_too.get(code=code) if code else None
                assert self.ask(role, row, row.url, case) == status, (role, row.url)


def refused() -> dict[tuple[str, str, str], Row]:
    """For each reader, kind of refusal and part of the site, a line of the table that has it."""
    return {
        (role, status, row.url.partition(":")[0]): row
        for row in rows()
        for role, status in row.expected.items()
        if status in ("403", "404") and len(row.names) == 1
    }


for one in rows():
    setattr(TableTest, f"test_{one}", partialmethod(TableTest.line, one))
