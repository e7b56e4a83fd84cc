"""Whatever is raised behind the second door, said as a problem."""

from typing import Any

from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from rest_framework.exceptions import APIException, NotAuthenticated, ParseError
from rest_framework.exceptions import PermissionDenied as Refused

from gateway.problems import Problem, response


def answer(error: Exception, context: dict[str, Any]) -> HttpResponse | None:
    """The answer to an error; None for one that is ours to mend (500)."""
    problem = as_problem(error)
    return response(problem) if problem else None


def as_problem(error: Exception) -> Problem | None:
    """The problem that stands for an error; None for an unexpected one."""
    if isinstance(error, Problem):
        return error
    if isinstance(error, Http404):
        return Problem(404)
    if isinstance(error, PermissionDenied):
        return Problem(403, detail=str(error))
    if isinstance(error, BadRequest | SuspiciousOperation):
        return Problem(400)
    return _of_framework(error) if isinstance(error, APIException) else None


def _of_framework(error: APIException) -> Problem:
    headers = {"Retry-After": str(int(error.wait))} if getattr(error, "wait", None) else {}
    if isinstance(error, NotAuthenticated):
        headers["WWW-Authenticate"] = getattr(error, "auth_header", "Bearer")
    if isinstance(error, ParseError):
        return Problem(400, detail=_("The body is not JSON that can be read."))
    detail = "" if isinstance(error, NotAuthenticated | Refused) else str(error.detail)
    return Problem(error.status_code, detail=detail, headers=headers)
