"""The administrator's desk: an organ's units, their names, remits, and whether they are in use."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from departments import registry, reports
from departments.actions import units as actions
from departments.forms import UnitForm
from departments.models import Department
from design.pieces import Light
from members.policies import hats, require
from members.requests import SignedIn, administered
from workdays import clock

FOLDER = "departments/organ"
LONGEST_QUERY = 60


def own_unit(request: SignedIn, code: str) -> Department:
    """Return a unit of the organs that this person administers; any other one is not there."""
    own = hats(request.user).admin_of
    require(bool(own), _("This page is for the administrators of an organ."))
    units = Department.objects.filter(organ__in=own).select_related("organ", "parent")
    return get_object_or_404(units, code=code)


@login_required
@require_safe
def units(request: SignedIn) -> HttpResponse:
    """The units of an organ, with how many people sit in each."""
    organ = administered(request)
    query = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST_QUERY]
    show = request.GET.get("show", reports.ON)
    show = show if show in (reports.EMPTY, reports.HEADLESS, reports.OFF) else reports.ON
    rows = reports.units(organ, day=clock.today(), query=query, show=show)
    context = {
        "organ": organ,
        "rows": rows,
        "q": query,
        "show": show,
        "most": reports.MOST_UNITS,
        "nobody": Light("red", _("nobody")),
    }
    return render(request, f"{FOLDER}/units.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: SignedIn) -> HttpResponse:
    """A new unit."""
    organ = administered(request)
    form = UnitForm(request.POST or None, organ=organ, is_tried=_is_tried(request))
    if form.is_valid() and _is_tried(request):
        return _tried(request, form)
    if form.is_valid():
        unit = actions.add(organ=organ, values=form.values(), by=request.user, at=clock.now())
        messages.success(request, _("The unit is added. Now post somebody there."))
        return redirect("departments:unit", unit.code)
    page = {"organ": organ, "form": form}
    return render(request, f"{FOLDER}/edit.html", page, status=422 if form.is_bound else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: SignedIn, code: str) -> HttpResponse:
    """Other names, another parent, another remit."""
    unit = own_unit(request, code)
    is_tried = _is_tried(request)
    form = UnitForm(request.POST or None, organ=unit.organ, unit=unit, is_tried=is_tried)
    status = 422 if form.is_bound else 200
    if form.is_valid() and is_tried:
        return _tried(request, form)
    if form.is_valid():
        act: dict[str, Any] = {"values": form.values(), "by": request.user, "at": clock.now()}
        try:
            actions.change(unit=unit, seen=_moment(form.cleaned_data["seen"]), **act)
        except actions.ChangedMeanwhile:
            unit.refresh_from_db()
            status = 409
        else:
            messages.success(request, _("The unit is saved."))
            return redirect("departments:unit", code)
    page = {"organ": unit.organ, "unit": unit, "form": form, "was_changed": status == 409}
    return render(request, f"{FOLDER}/edit.html", page, status=status)


def _is_tried(request: SignedIn) -> bool:
    """Whether the words are only tried on a text, and nothing is to be kept."""
    return request.POST.get("do") == "try"


def _tried(request: SignedIn, form: UnitForm) -> HttpResponse:
    """The form with what its words would change for the text."""
    said = registry.try_remit(form.tried(), form.cleaned_data["sample"], request.user)
    page = {"organ": form.organ, "unit": form.unit, "form": form, "said": said}
    return render(request, f"{FOLDER}/edit.html", page)


def _moment(text: str) -> datetime | None:
    """Read the version that a page named; an unreadable one is no version that there is."""
    try:
        return datetime.fromisoformat(text) if text else None
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)


@login_required
@require_safe
def unit(request: SignedIn, code: str) -> HttpResponse:
    """One unit: who sits there, what it is responsible for."""
    found = own_unit(request, code)
    context = {
        "organ": found.organ,
        "unit": found,
        "people": reports.people(found, day=clock.today()),
        "today": clock.today(),
    }
    return render(request, f"{FOLDER}/unit.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def switch(request: SignedIn, code: str) -> HttpResponse:
    """Off, once nothing is open there, or on again; the page says what stands in the way."""
    found = own_unit(request, code)
    reason = actions.busy(found) if found.is_active else ""
    if request.method == "POST":
        act = actions.switch_off if found.is_active else actions.switch_on
        try:
            act(unit=found, by=request.user, at=clock.now())
        except actions.StillBusy as refusal:
            reason = str(refusal)
        else:
            was_on = act is actions.switch_off
            done = _("%(unit)s is switched off.") if was_on else _("%(unit)s is in use again.")
            messages.success(request, done % {"unit": found.short_name})
            return redirect("departments:unit", code)
    page = {"organ": found.organ, "unit": found, "reason": reason}
    status = 409 if reason and request.method == "POST" else 200
    return render(request, f"{FOLDER}/switch.html", page, status=status)
