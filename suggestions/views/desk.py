"""Where sign-in lands: the desk at which something waits for this person."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from departments.policies import units_of
from members.policies import hats
from members.requests import SignedIn


@login_required
@require_safe
def desk(request: SignedIn) -> HttpResponse:
    """To the office, the unit, the arbiter's, the administrator's or the member's own desk, in
    this order; an auditor reads the ledger."""
    worn = hats(request.user)
    if worn.office_of:
        return redirect("suggestions:office")
    if units_of(request.user):
        return redirect("suggestions:unit")
    if worn.arbiter_of:
        return redirect("suggestions:disputes")
    if worn.admin_of and not worn.member_of:
        return redirect("members:organ")
    if worn.ledger_of and not worn.member_of:
        return redirect("members:ledger")
    return redirect("suggestions:mine")
