"""The administrator's desk: who sits in a unit, as case officer, head or deputy head."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from departments import reports
from departments.actions import posting
from departments.forms import EndForm, PostForm, place_choices
from departments.models import Department, Officer
from departments.views.units import FOLDER, LONGEST_QUERY, own_unit
from members.requests import SignedIn
from workdays import clock


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def post(request: SignedIn, code: str) -> HttpResponse:
    """Find somebody among the organ's people, and give them a place in the unit."""
    unit = own_unit(request, code)
    query = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST_QUERY]
    day = clock.today()
    found = reports.candidates(unit, query, day=day)
    people = found[: reports.MOST_PEOPLE]
    said = reports.places_said(people, unit.organ_id, day=day)
    asked = {"role": role} if (role := request.GET.get("role")) in dict(place_choices()) else {}
    form = PostForm(request.POST or None, people=people, said=said, today=day, initial=asked)
    if form.is_valid() and unit.is_active:
        try:
            posting.post(unit=unit, by=request.user, at=clock.now(), **form.place())
        except posting.ThereAlready:
            form.add_error("person", _("This person has that place in the unit already."))
        else:
            messages.success(request, _("The place is given; the person finds it in the inbox."))
            return redirect("departments:unit", code)
    page = {
        "organ": unit.organ, "unit": unit, "form": form, "people": people, "q": query,
        "asked": asked.get("role", ""), "most": reports.MOST_PEOPLE,
        "has_more": len(found) > len(people),
    }  # fmt: skip
    return render(request, f"{FOLDER}/post.html", page, status=422 if form.is_bound else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: SignedIn, code: str, person: str, role: str) -> HttpResponse:
    """The last day of a place."""
    unit = own_unit(request, code)
    place = _place(unit, person, role)
    form = EndForm(request.POST or None, place=place, today=clock.today())
    if form.is_valid():
        until = form.cleaned_data["until"]
        posting.end(place=place, until=until, by=request.user, at=clock.now())
        messages.success(request, _("The last day is set."))
        return redirect("departments:unit", code)
    page = {"organ": unit.organ, "unit": unit, "place": place, "form": form}
    page["is_last"] = place.is_last_after(clock.today())
    return render(request, f"{FOLDER}/end.html", page, status=422 if form.is_bound else 200)


def _place(unit: Department, person: str, role: str) -> Officer:
    """Return the place that somebody has there and that is not over."""
    places = Officer.objects.filter(department=unit, user__code=person, role=role)
    going_on = places.filter(Q(until=None) | Q(until__gte=clock.today()))
    found = going_on.select_related("user", "department").order_by("since").first()
    if found is None:
        raise Http404
    return found
