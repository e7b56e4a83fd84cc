"""What the organ above sees: where below it nobody sits, since when, and whom to call."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from departments import vacancies
from members import areas
from members.models import Organ
from members.requests import SignedIn, overseen
from workdays import clock

FOLDER = "departments/organ"


@login_required
@require_safe
def below(request: SignedIn) -> HttpResponse:
    """The organs below, first those that lack something."""
    organ = overseen(request)
    day = clock.today()
    rows = vacancies.rows_below(vacancies.organs_below(organ.pk), day=day)
    lacking = [row for row in rows if row.lacks]
    show_all = request.GET.get("show") == "all"
    context = {
        "organ": organ,
        "rows": rows if show_all else lacking,
        "show_all": show_all,
        "lacking": len(lacking),
        "total": len(rows),
    }
    return render(request, f"{FOLDER}/below.html", context)


@login_required
@require_safe
def organ_below(request: SignedIn, code: str) -> HttpResponse:
    """One organ below: its people, and its units in which nobody sits."""
    organ = overseen(request)
    if code == organ.pk or not areas.covers(organ.pk, code):
        raise Http404
    there = get_object_or_404(Organ, pk=code)
    day = clock.today()
    [row] = vacancies.rows_below(Organ.objects.filter(pk=there.pk), day=day)
    units = vacancies.empty_units_of(there, day=day)
    context = {"organ": organ, "there": there, "row": row, "units": units}
    return render(request, f"{FOLDER}/organ_below.html", context)
