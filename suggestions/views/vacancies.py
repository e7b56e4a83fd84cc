"""Where nobody sits: seen, in red, by those right above, who do the work after some days."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from departments.policies import units_of
from members.policies import hats, looks_below
from members.requests import SignedIn
from suggestions import vacancies as empty
from workdays.calendar import current
from workdays.clock import today


@login_required
@require_safe
def vacancies(request: SignedIn) -> HttpResponse:
    """The offices and units below this person at which nobody sits, and since when."""
    if not (hats(request.user).office_of or units_of(request.user)):
        raise PermissionDenied(_("This page is for offices and units."))
    rows = empty.empty_desks(request.user, day=today(), calendar=current())
    page = {"rows": rows, "looks_below": looks_below(hats(request.user))}
    return render(request, "suggestions/vacancies.html", page)
