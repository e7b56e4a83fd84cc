"""Being asked to co-sign, answering, and joining what somebody else has written."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from deadlines.lights import time_left
from members.requests import SignedIn
from notifications.actions import inbox
from suggestions import policies
from suggestions.actions import cosigning
from suggestions.inviting import InviteForm
from suggestions.lifecycle import ASK_COSIGNER, NotNow
from suggestions.models import Cosigner, Suggestion
from suggestions.requests import suggestion_of
from workdays.calendar import current
from workdays.clock import now


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def cosign(request: SignedIn, code: str) -> HttpResponse:
    """Read what one is asked to stand by, and say yes or no."""
    mine = Cosigner.objects.put_to(request.user).with_day()
    wanted = mine.select_related("suggestion__author", "suggestion__place", "suggestion__organ")
    cosigner = get_object_or_404(wanted, suggestion__code=code)
    if request.method == "POST":
        return _answer(request, cosigner)
    inbox.seen(
        user=request.user, things=[("suggestion", code), ("cosigner", cosigner.code)], at=now()
    )
    if cosigner.is_accepted:
        return redirect(cosigner.suggestion)
    until = getattr(cosigner, "until", None)
    left = time_left(until, now(), current()) if until else ""
    page = {"cosigner": cosigner, "suggestion": cosigner.suggestion, "left": left}
    return render(request, "suggestions/member/cosign.html", page)


def _answer(request: SignedIn, cosigner: Cosigner) -> HttpResponse:
    accepts = "yes" in request.POST
    try:
        cosigning.answer(cosigner=cosigner, accepts=accepts, by=request.user, at=now())
    except NotNow as refusal:
        messages.warning(request, str(refusal))
        return redirect("suggestions:mine")
    if not accepts:
        messages.success(request, _("You do not co-sign it. The author knows."))
        return redirect("suggestions:mine")
    messages.success(request, _("You co-sign it now."))
    return redirect(cosigner.suggestion)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: SignedIn, code: str) -> HttpResponse:
    """The author asks more members to co-sign, until the answer has come."""
    suggestion = suggestion_of(request, code)
    policies.require(request.user, ASK_COSIGNER, suggestion)
    if request.method != "POST" and not policies.may_invite(request.user, suggestion):
        messages.info(request, str(cosigning.TooLate()))
        return redirect(suggestion)
    looks = "look" in request.POST
    initial = {"find": request.POST.get("find"), "cosigners": request.POST.getlist("cosigners")}
    data = request.POST if request.method == "POST" and not looks else None
    form = InviteForm(data, initial=initial, suggestion=suggestion, by=request.user)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            cosigning.ask(suggestion=suggestion, by=request.user, at=now(), **form.cleaned_data)
        except NotNow as refusal:
            form.add_error(None, str(refusal))
            status = 409
        else:
            messages.success(request, _("They are asked. Who co-signs stands on the case."))
            return redirect(suggestion)
    page = {"suggestion": suggestion, "form": form}
    return render(request, "suggestions/member/invite.html", page, status=status)


@login_required
@require_POST
def join(request: SignedIn, code: str) -> HttpResponse:
    """Stand by a suggestion that is like what one was about to write."""
    known = Suggestion.objects.known_to(request.user)
    suggestion = get_object_or_404(known, code=code)
    try:
        cosigning.join(suggestion=suggestion, by=request.user, at=now())
    except NotNow as refusal:
        messages.warning(request, str(refusal))
        return redirect("suggestions:mine")
    messages.success(request, _("You co-sign it now."))
    return redirect(suggestion)
