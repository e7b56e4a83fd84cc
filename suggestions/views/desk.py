"""Where sign-in lands: the desk at which something waits for this person."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from departments.wearing import units_shown
from members.requests import SignedIn
from members.wearing import shown


@login_required
@require_safe
def desk(request: SignedIn) -> HttpResponse:
    """To the desk of the hat that is worn: the office's, the unit's, the arbiter's, the
    administrator's, the ledger or the member's own."""
    worn = shown(request)
    if worn.office_of:
        return redirect("suggestions:office")
    if units_shown(request):
        return redirect("suggestions:unit")
    if worn.arbiter_of:
        return redirect("suggestions:disputes")
    if worn.admin_of and not worn.member_of:
        return redirect("members:organ")
    if worn.ledger_of and not worn.member_of:
        return redirect("members:ledger")
    return redirect("suggestions:mine")
