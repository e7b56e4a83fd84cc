"""The author's page of the query code: make it, print it, take it back."""

from typing import Any

import segno
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from enrolment.actions import sending
from members.policies import require
from members.requests import SignedIn
from suggestions import policies
from suggestions.actions import following
from suggestions.lifecycle import LET_FOLLOW, NotNow, State
from suggestions.models import QueryCode, Suggestion
from suggestions.requests import suggestion_of
from suggestions.story import open_title
from workdays.clock import now


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: SignedIn, code: str) -> HttpResponse:
    """The code of a case with its slip to print, and the ways to make it anew or take it back;
    who is a member no more takes it back."""
    suggestion = suggestion_of(request, code)
    require(policies.is_author(request.user, suggestion))
    if request.method == "POST":
        return _act(request, suggestion)
    if suggestion.state == State.WITHDRAWN:
        messages.info(request, _("A case that was taken back cannot be followed."))
        return redirect(suggestion)
    made = QueryCode.objects.answering(now()).filter(suggestion=suggestion).first()
    may_make = policies.sits(request.user, LET_FOLLOW.desk, suggestion)
    slip = _slip(made, suggestion) if made and may_make else {}
    page = {"suggestion": suggestion, "made": made, "may_make": may_make, **slip}
    return render(request, "suggestions/member/follow.html", page)


def _act(request: SignedIn, suggestion: Suggestion) -> HttpResponse:
    by, at = request.user, now()
    try:
        if "end" in request.POST:
            following.withdraw(suggestion=suggestion, by=by, at=at)
            messages.success(request, _("The code opens nothing any more."))
        else:
            earlier = QueryCode.objects.answering(at).filter(suggestion=suggestion).exists()
            following.let(suggestion=suggestion, by=by, at=at)
            old = _("The old code is void. Please hand over the new one.")
            new = _("The code is made. It stands on the slip here: print it, or copy the sentence.")
            messages.success(request, old if earlier else new)
    except NotNow as refusal:
        messages.warning(request, str(refusal))
    return redirect("suggestions:follow", code=suggestion.code)


def _slip(made: QueryCode, suggestion: Suggestion) -> dict[str, Any]:
    """What is printed. Behind the # the code is sent to nobody: it fills the field and is gone."""
    site = sending.address(reverse("portal:query"))
    drawn = segno.make(f"{site}#{made.printed}", error="m", micro=False)
    # Drawn by the library from an address of our own making.
    picture = mark_safe(  # noqa: S308
        drawn.svg_inline(scale=1, border=2, omitsize=True, svgclass="qr", lineclass=None)
    )
    return {"site": site, "picture": picture, "slip_title": open_title(_whole(suggestion))}


def _whole(suggestion: Suggestion) -> Suggestion:
    """The case with all whose names are blacked out of its title."""
    return Suggestion.objects.for_page().with_cosigners().get(pk=suggestion.pk)
