"""The member's desk: see what became of what one wrote, rate."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from members.requests import SignedIn
from suggestions import desks, policies
from suggestions.actions import rating
from suggestions.forms import RateForm
from suggestions.lifecycle import RATE, NotNow, State
from suggestions.models import Suggestion
from workdays.calendar import current
from workdays.clock import now


@login_required
@require_safe
def mine(request: SignedIn) -> HttpResponse:
    """Answers that wait for a rating first, then what is in hand, the earliest date first."""
    desk = desks.members_desk(request.user, query=request.GET, at=now(), calendar=current())
    return render(request, "suggestions/member/desk.html", desk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def rate(request: SignedIn, code: str) -> HttpResponse:
    """Rate attitude and result apart; the case is closed then."""
    own = Suggestion.objects.visible_to(request.user).for_case()
    suggestion = get_object_or_404(own, code=code)
    policies.require(request.user, RATE, suggestion)
    if request.method != "POST" and not RATE.starts_from(suggestion.state):
        closed = suggestion.state == State.CLOSED
        messages.info(
            request, _("This case is closed.") if closed else _("There is no answer yet.")
        )
        return redirect(suggestion)
    form = RateForm(request.POST or None)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            rating.rate(suggestion=suggestion, by=request.user, at=now(), **form.cleaned_data)
        except NotNow as refusal:
            form.add_error(None, str(refusal))
            status = 409
        else:
            messages.success(request, _("Thank you. The case is closed."))
            return redirect(suggestion)
    page = {
        "suggestion": suggestion,
        "form": form,
        "assignment": suggestion.assignment(),
        "outside": suggestion.past.outside,
    }
    return render(request, "suggestions/member/rate.html", page, status=status)
