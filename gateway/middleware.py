"""Behind the second door nobody meets a page: whatever fails, a problem says it."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from gateway.problems import MEDIA_TYPE, PAGE, Problem, response

type GetResponse = Callable[[HttpRequest], HttpResponse]
KEPT = ("Allow", "Retry-After", "WWW-Authenticate")


class ProblemMiddleware:
    """Turns error pages under /api/ into problems: an unknown address, a body that is too large,
    an error of ours. The page about the door itself is for people and stays as it is."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as the rest of the house does, with the words for a program."""
        answer = self.get_response(request)
        if not request.path.startswith(PAGE) or request.path == PAGE:
            return answer
        if 300 <= answer.status_code < 400 and answer.headers.get("Location", "").startswith("/"):
            return self._said(request, Problem(404, detail=_("Addresses here end in a slash.")))
        if answer.status_code < 400 or answer.headers.get("Content-Type") == MEDIA_TYPE:
            return answer
        headers = {name: answer.headers[name] for name in KEPT if name in answer.headers}
        return self._said(request, Problem(answer.status_code, headers=headers))

    @staticmethod
    def _said(request: HttpRequest, problem: Problem) -> HttpResponse:
        language = translation.get_language_from_request(request)
        with translation.override(language or settings.DEFAULT_LANGUAGE):
            return response(problem)
