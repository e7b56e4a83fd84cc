"""Refusals as machines read them: problem details for HTTP (RFC 9457)."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MEDIA_TYPE = "application/problem+json"
PAGE = "/api/"

TITLES: Mapping[str, Promise] = {
    "bad-request": _("The request cannot be read"),
    "key-missing": _("A key for repeating is missing"),
    "not-signed-in": _("Sign in first"),
    "refused": _("This is not yours to do"),
    "scope-missing": _("The token was not made for this"),
    "second-factor": _("A second factor is missing"),
    "agreement": _("The documents in force have not been agreed to"),
    "not-found": _("There is nothing here"),
    "method": _("That cannot be done with this address"),
    "not-now": _("Not in this state"),
    "under-way": _("The same request is under way"),
    "too-large": _("That is too much at once"),
    "media-type": _("Another format is needed"),
    "invalid": _("Something typed needs another look"),
    "key-used": _("The key was used for something else"),
    "too-many": _("Too many tries"),
    "broken": _("Something went wrong with us"),
    "unavailable": _("Not available just now"),
}
"""What can be answered instead, by the last part of its type. Each stands on the page about it."""

BY_STATUS = {
    400: "bad-request",
    401: "not-signed-in",
    403: "refused",
    404: "not-found",
    405: "method",
    409: "not-now",
    413: "too-large",
    415: "media-type",
    422: "invalid",
    429: "too-many",
    503: "unavailable",
}


class Problem(Exception):
    """A refusal in words for the reader. `errors` are by field, as lists of sentences; `more` are
    further members, for one that can be answered."""

    def __init__(
        self,
        status: int,
        kind: str = "",
        detail: str | Promise = "",
        errors: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
        more: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(kind, status)
        self.status, self.kind, self.detail = status, kind, detail
        self.errors, self.headers, self.more = errors, headers or {}, more or {}


def content(problem: Problem) -> dict[str, Any]:
    """The members of a problem, in the active language."""
    kind = problem.kind or BY_STATUS.get(problem.status, "")
    kind = kind or ("broken" if problem.status >= 500 else "bad-request")
    found: dict[str, Any] = {
        "type": f"{PAGE}#{kind}",
        "title": str(TITLES[kind]),
        "status": problem.status,
        "detail": str(problem.detail or TITLES[kind]),
    }
    if problem.errors is not None:
        found["errors"] = problem.errors
    return found | dict(problem.more)


def response(problem: Problem) -> HttpResponse:
    """The problem as an answer, in the active language."""
    return as_json(content(problem), problem.status, problem.headers)


def as_json(members: Any, status: int, headers: Mapping[str, str] | None = None) -> HttpResponse:
    """An answer of JSON in plain letters; from 400 on it is a problem."""
    kind = MEDIA_TYPE if status >= 400 else "application/json"
    return JsonResponse(
        members,
        status=status,
        headers=dict(headers or {}),
        content_type=kind,
        json_dumps_params={"ensure_ascii": False},
        safe=False,
    )
