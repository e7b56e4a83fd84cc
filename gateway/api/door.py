"""What every address for machines has in common."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from django.http import HttpResponse
from django.utils import timezone
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from design.pieces import Page
from gateway.actions import repeating
from gateway.actions.repeating import Answer
from gateway.api.exceptions import as_problem
from gateway.operations import Operation
from gateway.problems import Problem, as_json
from gateway.scopes import READ


class Door(APIView):
    """An address for machines. Each method that it takes has an `Operation`.

    POST is sent under a key and done once: a subclass says in `act` what is done. What `act`
    raises becomes a problem, by `refusals` for the exceptions of the app.
    """

    operations: ClassVar[Mapping[str, Operation]] = {}
    http_method_names = ("get", "head", "post", "put", "delete")
    refusals: ClassVar[Mapping[type[Exception], Callable[[Any], Problem]]] = {}

    def operation(self, method: str) -> Operation | None:
        """The description of a method; None for one that this address does not take."""
        return self.operations.get("GET" if method == "HEAD" else method)

    def scope(self, method: str | None) -> str:
        """What a token must be for."""
        found = self.operation(method or "")
        return found.scope if found else READ

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Refuse a method before anything else is asked of somebody who is signed in."""
        super().initial(request, *args, **kwargs)
        if self.operation(str(request.method)) is None:
            self.http_method_not_allowed(request)

    def act(self, request: Request, **address: Any) -> Answer:
        """What a POST does, in the transaction that keeps its answer."""
        raise NotImplementedError

    def content(self, request: Request) -> bytes:
        """What was sent; the same again under one key is the same request."""
        body: bytes = request._request.body
        return body

    def once(self, request: Request, **address: Any) -> HttpResponse:
        """Do it, or give the answer again that it had."""
        answer = repeating.once(
            user=request.user,
            key=repeating.key_of(request.headers.get("Idempotency-Key")),
            target=f"POST {request.path}",
            body=self.content(request),
            at=timezone.now(),
            act=lambda: self._act(request, **address),
        )
        headers = {"Idempotency-Replayed": "true"} if answer.replayed else {}
        return as_json(answer.members, answer.status, answer.headers | headers)

    def _act(self, request: Request, **address: Any) -> Answer:
        try:
            return self.act(request, **address)
        except Exception as error:
            problem = self.problem(error)
            if problem is None:
                raise
            raise problem from error

    def problem(self, error: Exception) -> Problem | None:
        """The problem for an error; None where it is no refusal."""
        kind = next((kind for kind in self.refusals if isinstance(error, kind)), None)
        return self.refusals[kind](error) if kind else as_problem(error)

    def handle_exception(self, exc: Exception) -> Any:
        """Say every refusal as a problem."""
        return super().handle_exception(self.problem(exc) or exc)

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        """What somebody was shown stays in no cache."""
        found = super().finalize_response(request, response, *args, **kwargs)
        found.headers.setdefault("Cache-Control", "private, no-store")
        return found


class StepDoor(Door):
    """An address that takes a POST under a key."""

    def post(self, request: Request, **address: Any) -> HttpResponse:
        """Take the step."""
        return self.once(request, **address)


def listed(request: Request, page: Page, rows: list[Any], **more: Any) -> Response:
    """A page of a list, with the ways to its neighbours in the body and in the header Link."""
    ways = {"next": page.older_url, "previous": page.newer_url}
    found = {
        name: request.build_absolute_uri(f"{request.path}{query}") if query else None
        for name, query in ways.items()
    }
    names = {"next": "next", "previous": "prev"}
    links = [f'<{url}>; rel="{names[name]}"' for name, url in found.items() if url]
    headers = {"Link": ", ".join(links)} if links else {}
    return Response({**more, **found, "results": rows}, headers=headers)
