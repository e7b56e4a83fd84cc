"""A unit's own figures as its people read them, the rows behind each that are open to them, and its
tables to take away."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from departments.models import Department
from departments.wearing import units_shown
from design import keyset
from jobs.tables import CSV, FORMATS
from members.policies import require
from members.requests import SignedIn
from reports import desks
from reports.actions import taking
from reports.exports import sheets
from reports.forms.scope import UnitForm, scope_of_unit
from reports.policies import own_units
from reports.rows import FIGURES, behind
from reports.scopes import OPEN_TO_UNITS, Scope
from suggestions.exports import names
from workdays.calendar import current
from workdays.clock import now, today

PAGE = 30


def _scope(request: SignedIn) -> tuple[Scope, Department, list[Department]]:
    """What the address asks for. Who sits in no unit has no figures (403); another unit's are none
    (404)."""
    units = own_units(request.user)
    require(bool(units), _("A unit’s figures are read by its people."))
    found = scope_of_unit(request.GET, units, today(), first=units_shown(request))
    if found is None:
        raise Http404
    return found


@login_required
@require_safe
def figures(request: SignedIn) -> HttpResponse:
    """How one's own unit is doing."""
    scope, unit, units = _scope(request)
    context = desks.of_own_unit(scope, unit, at=now()) | {"form": UnitForm(scope, units)}
    return render(request, "reports/unit.html", context)


@login_required
@require_safe
def rows(request: SignedIn) -> HttpResponse:
    """The rows behind one figure of one's own unit."""
    (scope, _unit, _units), at = _scope(request), now()
    key, value = request.GET.get("of", "given"), request.GET.get("value", "")
    if key not in OPEN_TO_UNITS:
        raise Http404
    figure = FIGURES[key]
    found = behind(scope, figure, value, user=request.user, at=at)
    page = keyset.page(found, order=figure.order, query=request.GET, size=PAGE)
    back = desks.place_of(scope, part=request.GET.get("part", ""), whole=False)
    number = found.order_by()[: desks.MOST_COUNTED + 1].count()
    context = desks.behind(
        scope, figure, value, page, at=at, calendar=current(), back=back, number=number
    )
    return render(request, "reports/rows.html", context)


@login_required
@require_safe
def table(request: SignedIn, name: str) -> HttpResponse:
    """One of its tables for a spreadsheet; that it was taken away stands in the ledger."""
    (scope, unit, _units), at = _scope(request), now()
    found = desks.tables(scope, at=at).get(name)
    format = request.GET.get("format", CSV.key)
    if found is None or format not in FORMATS:
        raise Http404
    rows, organ = len(found.rows), unit.organ_id
    taking.record(table=name, organ=organ, unit=unit.code, rows=rows, by=request.user, at=at)
    said = names.of_list([unit.pk], found.title, at=at, ending=FORMATS[format].ending)
    return sheets.answer(found, format, name=said, plain=f"{name}-{unit.code}")
