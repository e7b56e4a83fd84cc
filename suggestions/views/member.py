"""The member's desk: see what became of what one wrote."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from members.policies import is_resting
from members.requests import SignedIn
from suggestions import desks
from suggestions.wearing import narrow
from workdays.calendar import current
from workdays.clock import now


@login_required
@require_safe
def mine(request: SignedIn) -> HttpResponse:
    """Answers that wait for a rating first, then what is in hand, the earliest date first."""
    desk = desks.members_desk(
        request.user, query=request.GET, at=now(), calendar=current(), only=narrow(request)
    )
    desk["is_resting"] = bool(desk.get("reads_only")) and is_resting(request.user)
    return render(request, "suggestions/member/desk.html", desk)
