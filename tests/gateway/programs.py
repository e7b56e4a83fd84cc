"""A program as tests write one: JSON out, JSON in, a token in hand, a fresh key for each act."""

import json
import uuid
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from gateway.actions import tokens
from gateway.models import ApiToken
from gateway.scopes import SCOPES
from members.models import User

HOME = "/api/v1"


def make_token(user: User, *scopes: str, days: int = 30) -> tuple[ApiToken, str]:
    """A token for these scopes; for all, where none is named."""
    return tokens.make(
        name="名单", scopes=scopes or list(SCOPES), days=days, by=user, at=timezone.now()
    )


class Program:
    """Acts for somebody by token; for nobody without a user."""

    def __init__(
        self, user: User | None = None, *scopes: str, secret: str = "", language: str = "en"
    ) -> None:
        self.secret = secret or (make_token(user, *scopes)[1] if user else "")
        self.client = Client(raise_request_exception=False)
        self.headers = {"Accept-Language": language}
        if self.secret:
            self.headers["Authorization"] = f"Bearer {self.secret}"

    def get(self, path: str, **query: str) -> HttpResponse:
        return self.client.get(self._at(path), query, headers=self.headers)

    def post(
        self, path: str, body: Any = None, *, key: str | None = "", **headers: str
    ) -> HttpResponse:
        """`key`: a fresh one by default; None for a request without one."""
        if key is not None:
            headers["Idempotency-Key"] = key or str(uuid.uuid4())
        return self._send("POST", path, body, headers)

    def put(self, path: str, body: Any) -> HttpResponse:
        return self._send("PUT", path, body, {})

    def delete(self, path: str) -> HttpResponse:
        return self._send("DELETE", path, None, {})

    def _send(self, method: str, path: str, body: Any, headers: dict[str, str]) -> HttpResponse:
        data = body if isinstance(body, str) else json.dumps({} if body is None else body)
        return self.client.generic(
            method, self._at(path), data, "application/json", headers=self.headers | headers
        )

    @staticmethod
    def _at(path: str) -> str:
        return path if path.startswith("/api") else f"{HOME}/{path}"


def problem(response: HttpResponse) -> dict[str, Any]:
    """The members of a problem; asserts that it is one."""
    assert response.headers["Content-Type"] == "application/problem+json", response.content[:200]
    found: dict[str, Any] = json.loads(response.content)
    assert found["status"] == response.status_code
    assert found["type"].startswith("/api/#")
    assert found["title"]
    assert found["detail"]
    return found


def ok(response: HttpResponse) -> Any:
    """What was answered; asserts that it was done."""
    assert response.status_code == 200, response.content.decode()
    return json.loads(response.content)


def steps(program: Program, case: Any) -> list[dict[str, str]]:
    """What somebody can do with a case now; nothing where they do not see it."""
    found = program.get(f"suggestions/{case.code}/")
    return ok(found)["steps"] if found.status_code == 200 else []


def names(program: Program, case: Any) -> set[str]:
    """The same by name."""
    return {one["name"] for one in steps(program, case)}
