"""One case, for somebody who holds its query code. The code stands in no address and no log."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from enrolment.requests import came_from
from members.actions import limits
from portal.forms import QueryForm
from suggestions.models import QueryCode, Suggestion
from suggestions.story import Followed, followed
from workdays.calendar import current
from workdays.clock import now

MOST_WRONG, WITHIN = 300, 15 * 60
"""Wrong codes from one network address: a village may have one for all of its telephones. A right
one answers all the same; at 59 bits nobody guesses one, the limit is for what tries on and on."""


@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def query(request: HttpRequest) -> HttpResponse:
    """Ask for the code; with one that answers, say where its case stands."""
    form = QueryForm(request.POST if request.method == "POST" else None)
    found, status = None, 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        found, status = _looked_up(request, form)
    resent = {"code": form.cleaned_data["code"]} if found else {}
    page = {"form": form, "found": found, "resent": resent}
    answer = render(request, "portal/query.html", page, status=status)
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    return answer


def _looked_up(request: HttpRequest, form: QueryForm) -> tuple[Followed | None, int]:
    """The case and the answer's status. Of what has the length of a code nothing tells whether it
    never was one, was taken back or is over."""
    at = now()
    here = QueryCode.objects.answering(at).typed(form.cleaned_data["code"])
    cases = Suggestion.objects.for_page().with_cosigners()
    suggestion = cases.filter(pk__in=here.values("suggestion")).first()
    if suggestion is None:
        key = {"what": "query-code", "key": came_from(request)}
        if not limits.take(most=MOST_WRONG, seconds=WITHIN, **key):
            form.add_error("code", _("Too many wrong codes. Please wait a quarter of an hour."))
            return None, 429
        form.add_error(
            "code",
            _(
                "No case answers to this code. Please compare it with the slip, or ask whoever "
                "gave it to you: it may have been replaced or have run out."
            ),
        )
        return None, 422
    return followed(suggestion, at=at, calendar=current()), 200
