"""Who is absent from a unit or an office, until when, who stands in; entering and ending it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from departments import policies, reports
from departments.actions import absences as actions
from departments.forms import AbsenceForm, ChangedAbsenceForm
from departments.models import Absence, Department, Officer
from members import roles
from members.models import Organ, Seat, User
from members.policies import require
from members.requests import SignedIn
from workdays import clock

FOLDER = "departments/absences"
UNIT = "unit"


@login_required
@require_safe
def absences(request: SignedIn) -> HttpResponse:
    """Who is absent now or soon where this person works, and whose absence they may enter."""
    page = reports.absences(request.user, day=clock.today())
    require(page.has_place, _("This page is for those who work in a unit or an office."))
    return render(request, f"{FOLDER}/list.html", {"page": page})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: SignedIn, kind: str, place: str, person: str) -> HttpResponse:
    """The days, the stand-in and a note for colleagues."""
    user, here = _place(request, kind, place, person)
    people = policies.colleagues(user, here)
    away = reports.away_now(people, day=clock.today())
    form = AbsenceForm(request.POST or None, people=people, away=away, today=clock.today())

    def run() -> None:
        values = {"since": form.cleaned_data["since"], **form.values()}
        actions.enter(user=user, place=here, by=request.user, at=clock.now(), **values)

    if form.is_valid() and _done(form, run):
        messages.success(request, _("The absence is entered. It ends by itself."))
        return redirect("departments:absences")
    name = here.short_name if isinstance(here, Department) else here.short_office_name
    page = {"form": form, "person": user, "place": name, "is_own": user == request.user}
    page["stands_in"] = reports.stood_in_for(user, here, day=clock.today())
    return render(request, f"{FOLDER}/enter.html", page, status=422 if form.is_bound else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: SignedIn, code: str) -> HttpResponse:
    """Another last day, another stand-in, another note."""
    absence = _own(request, code)
    people = policies.colleagues(absence.user, absence.place)
    away = reports.away_now(people, day=clock.today())
    form = ChangedAbsenceForm(request.POST or None, people=people, away=away, absence=absence)

    def run() -> None:
        actions.change(absence=absence, by=request.user, at=clock.now(), **form.values())

    if form.is_valid() and _done(form, run):
        messages.success(request, _("The absence is changed."))
        return redirect("departments:absences")
    page = {"form": form, "absence": absence, "is_own": absence.user == request.user}
    page["is_to_come"] = absence.since > clock.today()
    page["stands_in"] = reports.stood_in_for(absence.user, absence.place, day=clock.today())
    return render(request, f"{FOLDER}/change.html", page, status=422 if form.is_bound else 200)


@login_required
@require_POST
def end(request: SignedIn, code: str) -> HttpResponse:
    """Back at once, or not gone at all."""
    absence = _own(request, code)
    to_come = absence.since > clock.today()
    try:
        actions.end(absence=absence, by=request.user, at=clock.now())
    except actions.Impossible as refusal:
        messages.warning(request, str(refusal))
    else:
        over = _("The absence is over. Notices come to you as before.")
        messages.success(request, _("The absence is called off.") if to_come else over)
    return redirect("departments:absences")


def _done(form: forms.Form, run: Callable[[], None]) -> bool:
    """Run an act; what cannot be so stands beside its field."""
    try:
        run()
    except actions.Impossible as refusal:
        form.add_error(refusal.field or None, str(refusal))
        return False
    return True


def _own(request: SignedIn, code: str) -> Absence:
    """Return an absence that is not over and that this person may change."""
    seen = reports.absences_seen_by(request.user, day=clock.today())
    found = get_object_or_404(seen, code=code)
    require(reports.may_change(request.user, found), _("This absence is not yours to change."))
    return found


def _place(
    request: SignedIn, kind: str, place: str, person: str
) -> tuple[User, Department | Organ]:
    """Return who is meant and where they sit today; 404 for all that is not theirs to say."""
    today = clock.today()
    here: Department | Organ | None
    if kind == UNIT:
        here = Department.objects.select_related("organ").filter(code=place).first()
        seats: Any = Officer.objects.filter(department__code=place)
    else:
        here = Organ.objects.filter(pk=place).first()
        seats = Seat.objects.filter(organ=place, role=roles.Office.key)
    sitting = seats.in_force(today).values("user")
    found = User.objects.filter(pk__in=sitting, is_active=True, code=person).first()
    if here is None or found is None:
        raise Http404
    if not policies.speaks_for(request.user, found, here):
        raise Http404
    return found, here
